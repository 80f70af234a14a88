package why403.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.ScopeTally;

/** The counts of some scopes in one hour of one distribution, by minute. */
public final class HourTraffic {

    private static final HourTraffic NONE = new HourTraffic(Map.of());

    /** One scope: its counts by minute, and its clients by bin. */
    private record ScopeTraffic(List<Counts> minutes, Map<Integer, List<ClientCount>> clients) {

        static ScopeTraffic of(ScopeCounts counts) {
            return new ScopeTraffic(
                    IntStream.range(0, ScopeTally.MINUTES)
                            .mapToObj(counts::minute)
                            .toList(),
                    counts.clients());
        }
    }

    private final Map<Scope, ScopeTraffic> scopes;

    private HourTraffic(Map<Scope, ScopeTraffic> scopes) {
        this.scopes = Map.copyOf(scopes);
    }

    static HourTraffic of(Map<Scope, ScopeCounts> counts) {
        Map<Scope, ScopeTraffic> scopes = new HashMap<>();
        counts.forEach((scope, ofScope) -> scopes.put(scope, ScopeTraffic.of(ofScope)));
        return new HourTraffic(scopes);
    }

    static HourTraffic none() {
        return NONE;
    }

    /** The scopes that are counted. */
    public Set<Scope> scopes() {
        return scopes.keySet();
    }

    Counts minute(Scope scope, int minute) {
        ScopeTraffic traffic = scopes.get(scope);
        return traffic == null ? Counts.NONE : traffic.minutes().get(minute);
    }

    List<ClientCount> clients(Scope scope, int bin) {
        ScopeTraffic traffic = scopes.get(scope);
        return traffic == null ? List.of() : traffic.clients().getOrDefault(bin, List.of());
    }
}
