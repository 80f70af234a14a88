package why403.folder;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;

/** Incidents that last one process. Not for several threads. */
public final class MemoryIncidents implements Incidents {

    private record Kept(ScopeIncidents state, Instant claimedUntil) {}

    private final Map<String, Map<String, Kept>> byDistribution = new HashMap<>();

    @Override
    public List<ScopeIncidents> of(String distribution) {
        return scopes(distribution).values().stream().map(Kept::state).toList();
    }

    @Override
    public boolean write(List<ScopeIncidents> states, ScopeIncidents whole, Instant now) {
        boolean stored = isAsRead(whole) && states.stream().allMatch(state -> isAsRead(state) && isFree(state, now));
        if (stored) {
            states.forEach(state -> keep(state, now.plus(CLAIM)));
        }
        return stored;
    }

    @Override
    public Optional<ScopeIncidents> claim(ScopeIncidents state, Instant now) {
        return isAsRead(state) && isFree(state, now) ? Optional.of(keep(state, now.plus(CLAIM))) : Optional.empty();
    }

    @Override
    public void published(ScopeIncidents claimed, String notice) {
        Kept kept = scopes(claimed.distribution()).get(claimed.scope().name());
        List<String> pending = kept.state().pending();
        if (!pending.isEmpty() && pending.get(0).equals(notice)) {
            keep(kept.state().withPending(pending.subList(1, pending.size())), kept.claimedUntil());
        }
    }

    @Override
    public void release(ScopeIncidents claimed) {
        scopes(claimed.distribution())
                .computeIfPresent(claimed.scope().name(), (name, kept) -> new Kept(kept.state(), Instant.MIN));
    }

    private boolean isAsRead(ScopeIncidents state) {
        Kept kept = scopes(state.distribution()).get(state.scope().name());
        return state.version() == (kept == null ? 0 : kept.state().version());
    }

    /** Nobody publishes what is pending; a claim far ahead is one by a wrong clock. */
    private boolean isFree(ScopeIncidents state, Instant now) {
        Kept kept = scopes(state.distribution()).get(state.scope().name());
        return kept == null
                || kept.state().pending().isEmpty()
                || !kept.claimedUntil().isAfter(now)
                || kept.claimedUntil().isAfter(now.plus(CLAIM).plus(CLAIM));
    }

    private ScopeIncidents keep(ScopeIncidents state, Instant claimedUntil) {
        ScopeIncidents next = state.withVersion(state.version() + 1);
        scopes(state.distribution()).put(state.scope().name(), new Kept(next, claimedUntil));
        return next;
    }

    private Map<String, Kept> scopes(String distribution) {
        return byDistribution.computeIfAbsent(distribution, id -> new TreeMap<>());
    }
}
