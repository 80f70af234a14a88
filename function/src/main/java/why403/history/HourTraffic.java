package why403.history;

import java.util.ArrayList;
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

/** All tallies of one hour of one distribution, added up, to the minute. */
final class HourTraffic {

    private static final HourTraffic NONE = new HourTraffic(List.of());

    private final Map<Scope, List<ScopeTally>> scopes = new HashMap<>();
    private final Map<Scope, Counts[]> minutes = new HashMap<>();

    HourTraffic(List<Tally> tallies) {
        tallies.forEach(tally -> tally.scopes()
                .forEach((scope, counts) ->
                        scopes.computeIfAbsent(scope, s -> new ArrayList<>()).add(counts)));
    }

    static HourTraffic none() {
        return NONE;
    }

    Set<Scope> scopes() {
        return Collections.unmodifiableSet(scopes.keySet());
    }

    Counts minute(Scope scope, int minute) {
        return scopes.containsKey(scope) ? minutes.computeIfAbsent(scope, this::addUp)[minute] : Counts.NONE;
    }

    private Counts[] addUp(Scope scope) {
        Counts[] sums = new Counts[ScopeTally.MINUTES];
        for (int minute = 0; minute < ScopeTally.MINUTES; minute++) {
            Counts sum = Counts.NONE;
            for (ScopeTally tally : scopes.get(scope)) {
                sum = sum.plus(tally.minute(minute));
            }
            sums[minute] = sum;
        }
        return sums;
    }

    List<ClientCount> clients(Scope scope, int bin) {
        Map<Long, ClientCount> byClient = new HashMap<>();
        scopes.getOrDefault(scope, List.of()).stream()
                .flatMap(tally -> tally.clients(bin).stream())
                .forEach(count -> byClient.merge(count.client(), count, HourTraffic::plus));
        return byClient.values().stream()
                .sorted(Comparator.comparingLong(ClientCount::forbidden)
                        .reversed()
                        .thenComparing(ClientCount::client))
                .toList();
    }

    private static ClientCount plus(ClientCount one, ClientCount two) {
        return new ClientCount(one.client(), one.requests() + two.requests(), one.forbidden() + two.forbidden());
    }
}
