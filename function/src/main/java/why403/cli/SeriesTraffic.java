package why403.cli;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import why403.history.Traffic;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Scope;

/**
 * A series as the traffic of a whole distribution. A series does not name its clients, so the top clients of neighboring
 * rows count as one client.
 */
final class SeriesTraffic implements Traffic {

    private static final int MINUTES_PER_BIN = 5;
    private static final int LEAST_FORBIDDEN_FOR_CLIENTS = 5;

    private final TreeMap<Long, Counts> minutes = new TreeMap<>();
    private final Map<Long, Counts> bins = new HashMap<>();
    private final Map<Long, ClientCount> clients = new HashMap<>();

    SeriesTraffic(Collection<SeriesRow> rows) {
        for (SeriesRow row : rows) {
            long bin = Math.floorDiv(row.minute(), (long) MINUTES_PER_BIN);
            minutes.put(row.minute(), row.counts());
            bins.merge(bin, row.counts(), Counts::plus);
            clients.merge(bin, row.topClient(), SeriesTraffic::plus);
        }
    }

    /** The minutes that have requests. */
    SortedSet<Long> counted() {
        TreeMap<Long, Counts> counted = new TreeMap<>(minutes);
        counted.values().removeIf(counts -> counts.requests() == 0);
        return counted.navigableKeySet();
    }

    /** The highest rate in five minutes that end with a minute of [from, to); 0 if there were no requests. */
    double peakRate(long from, long to) {
        return minutes.subMap(from, to).keySet().stream()
                .map(last -> minutes.subMap(last - MINUTES_PER_BIN, false, last, true).values().stream()
                        .reduce(Counts.NONE, Counts::plus))
                .filter(counts -> counts.requests() > 0)
                .mapToDouble(counts -> (double) counts.forbidden() / counts.requests())
                .max()
                .orElse(0);
    }

    @Override
    public Set<Scope> scopes(long minute) {
        return minutes.subMap(minute - 30, false, minute, true).isEmpty() ? Set.of() : Set.of(Scope.WHOLE);
    }

    @Override
    public Counts minute(Scope scope, long minute) {
        return scope.equals(Scope.WHOLE) ? minutes.getOrDefault(minute, Counts.NONE) : Counts.NONE;
    }

    @Override
    public Counts bin(Scope scope, long bin) {
        return scope.equals(Scope.WHOLE) ? bins.getOrDefault(bin, Counts.NONE) : Counts.NONE;
    }

    @Override
    public List<ClientCount> clients(Scope scope, long bin) {
        ClientCount client = clients.get(bin);
        boolean known = client != null && client.forbidden() > 0;
        return known && bin(scope, bin).forbidden() >= LEAST_FORBIDDEN_FOR_CLIENTS ? List.of(client) : List.of();
    }

    private static ClientCount plus(ClientCount one, ClientCount other) {
        return new ClientCount(one.client(), one.requests() + other.requests(), one.forbidden() + other.forbidden());
    }
}
