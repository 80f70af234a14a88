package why403.spike.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.history.Traffic;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Scope;

/** Traffic that a test states minute by minute. Minute 0 is 2026-11-24T00:00:00Z. */
public class PlannedTraffic implements Traffic {

    public static final long ZERO = 1_795_478_400L / 60;

    private final Map<Scope, TreeMap<Long, Counts>> minutes = new HashMap<>();
    private final Map<Scope, Map<Long, List<ClientCount>>> clients = new HashMap<>();

    /** This many requests in each minute of [from, to), and this many of them forbidden. */
    public PlannedTraffic with(String scope, long from, long to, long requests, long forbidden) {
        TreeMap<Long, Counts> series = minutes.computeIfAbsent(new Scope(scope), any -> new TreeMap<>());
        for (long minute = from; minute < to; minute++) {
            series.put(ZERO + minute, new Counts(requests, forbidden, 0));
        }
        return this;
    }

    public PlannedTraffic withClient(String scope, long minute, long client, long requests, long forbidden) {
        clients.computeIfAbsent(new Scope(scope), any -> new HashMap<>())
                .computeIfAbsent(Minutes.bin(ZERO + minute), any -> new ArrayList<>())
                .add(new ClientCount(client, requests, forbidden));
        return this;
    }

    /** No requests of this scope in the minutes of [from, to). */
    public PlannedTraffic without(String scope, long from, long to) {
        minutes.get(new Scope(scope)).subMap(ZERO + from, ZERO + to).clear();
        return this;
    }

    /** The same traffic before any record of the minutes of [from, to) has arrived. */
    public PlannedTraffic withoutAll(long from, long to) {
        PlannedTraffic known = until(Integer.MAX_VALUE);
        minutes.keySet().forEach(scope -> known.without(scope.name(), from, to));
        return known;
    }

    /** The same traffic when nothing from this minute on was counted yet. */
    public PlannedTraffic until(long minute) {
        PlannedTraffic known = new PlannedTraffic();
        minutes.forEach((scope, series) -> known.minutes.put(scope, new TreeMap<>(series.headMap(ZERO + minute))));
        known.clients.putAll(clients);
        return known;
    }

    /** The minutes with counts, of any scope. */
    public SortedSet<Long> counted() {
        return minutes.values().stream()
                .flatMap(series -> series.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Set<Scope> scopes(long minute) {
        return minutes.entrySet().stream()
                .filter(entry -> !entry.getValue()
                        .subMap(minute - LONGEST_WINDOW, false, minute, true)
                        .isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public Counts minute(Scope scope, long minute) {
        TreeMap<Long, Counts> series = minutes.get(scope);
        return series == null ? Counts.NONE : series.getOrDefault(minute, Counts.NONE);
    }

    @Override
    public Counts bin(Scope scope, long bin) {
        Counts sum = Counts.NONE;
        for (long minute = 5 * bin; minute < 5 * bin + 5; minute++) {
            sum = sum.plus(minute(scope, minute));
        }
        return sum;
    }

    @Override
    public List<ClientCount> clients(Scope scope, long bin) {
        return clients.getOrDefault(scope, Map.of()).getOrDefault(bin, List.of());
    }
}
