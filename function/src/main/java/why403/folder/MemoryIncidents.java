package why403.folder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;

/** Incidents that last one process. Not for several threads. */
public final class MemoryIncidents implements Incidents {

    private final Map<String, Map<String, ScopeIncidents>> byDistribution = new HashMap<>();

    @Override
    public List<ScopeIncidents> of(String distribution) {
        return List.copyOf(scopes(distribution).values());
    }

    @Override
    public boolean write(ScopeIncidents state) {
        Map<String, ScopeIncidents> scopes = scopes(state.distribution());
        ScopeIncidents stored = scopes.get(state.scope().name());
        long version = stored == null ? 0 : stored.version();
        if (version != state.version()) {
            return false;
        }
        scopes.put(state.scope().name(), with(state, version + 1, state.pending()));
        return true;
    }

    @Override
    public void published(String distribution, String scope, String notice) {
        scopes(distribution)
                .computeIfPresent(
                        scope,
                        (name, state) -> with(
                                state,
                                state.version() + 1,
                                state.pending().stream()
                                        .filter(Predicate.not(notice::equals))
                                        .toList()));
    }

    private Map<String, ScopeIncidents> scopes(String distribution) {
        return byDistribution.computeIfAbsent(distribution, id -> new TreeMap<>());
    }

    private static ScopeIncidents with(ScopeIncidents state, long version, List<String> pending) {
        return new ScopeIncidents(
                state.distribution(), state.scope(), version, state.incidents(), state.told(), pending);
    }
}
