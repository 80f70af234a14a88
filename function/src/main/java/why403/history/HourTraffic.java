package why403.history;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.ScopeTally;
import why403.tally.Tally;

/**
 * The sum of all tallies of one hour of one distribution, by minute. It holds sums and no tallies, so its size depends
 * only on the number of scopes. Each object adds its own busiest scopes, so many objects can add very many.
 */
public final class HourTraffic {

    private static final HourTraffic NONE = new HourTraffic(List.of());
    private static final int SERIES = 3;

    /** The sums of one scope. */
    private static final class Sums {

        private final long[] counts = new long[ScopeTally.MINUTES * SERIES];
        private final Map<Integer, Map<Long, ClientCount>> clients = new HashMap<>();

        void add(ScopeTally tally) {
            for (int minute = 0; minute < ScopeTally.MINUTES; minute++) {
                Counts more = tally.minute(minute);
                counts[minute * SERIES] += more.requests();
                counts[minute * SERIES + 1] += more.forbidden();
                counts[minute * SERIES + 2] += more.ambiguous();
            }
            for (int bin = 0; bin < ScopeTally.BINS; bin++) {
                for (ClientCount client : tally.clients(bin)) {
                    clients.computeIfAbsent(bin, any -> new HashMap<>())
                            .merge(client.client(), client, HourTraffic::plus);
                }
            }
        }

        Counts minute(int minute) {
            int at = minute * SERIES;
            return new Counts(counts[at], counts[at + 1], counts[at + 2]);
        }
    }

    private final Map<Scope, Sums> scopes = new HashMap<>();

    /** The sum of an hour's tallies. Their order does not matter. */
    public HourTraffic(List<Tally> tallies) {
        tallies.forEach(tally -> tally.scopes()
                .forEach((scope, counts) ->
                        scopes.computeIfAbsent(scope, any -> new Sums()).add(counts)));
    }

    private HourTraffic(Map<Scope, Sums> scopes) {
        this.scopes.putAll(scopes);
    }

    /** The same traffic, reduced to these scopes. */
    public HourTraffic only(Set<Scope> wanted) {
        Map<Scope, Sums> some = new HashMap<>(scopes);
        some.keySet().retainAll(wanted);
        return new HourTraffic(some);
    }

    static HourTraffic none() {
        return NONE;
    }

    Set<Scope> scopes() {
        return Collections.unmodifiableSet(scopes.keySet());
    }

    Counts minute(Scope scope, int minute) {
        Sums sums = scopes.get(scope);
        return sums == null ? Counts.NONE : sums.minute(minute);
    }

    List<ClientCount> clients(Scope scope, int bin) {
        Sums sums = scopes.get(scope);
        return sums == null
                ? List.of()
                : sums.clients.getOrDefault(bin, Map.of()).values().stream()
                        .sorted(Comparator.comparingLong(ClientCount::forbidden)
                                .reversed()
                                .thenComparing(ClientCount::client))
                        .toList();
    }

    private static ClientCount plus(ClientCount one, ClientCount two) {
        return new ClientCount(one.client(), one.requests() + two.requests(), one.forbidden() + two.forbidden());
    }
}
