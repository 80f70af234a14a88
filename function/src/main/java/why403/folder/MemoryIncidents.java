package why403.folder;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import why403.spike.Incidents;
import why403.spike.PastProgress;
import why403.spike.ScopeIncidents;

/** The incidents of one process. Not thread-safe. */
public final class MemoryIncidents implements Incidents {

    private record Stored(ScopeIncidents state, Instant claimedUntil) {}

    private final Map<String, Map<String, Stored>> byDistribution = new HashMap<>();
    private final Map<String, PastProgress> pasts = new HashMap<>();

    @Override
    public List<ScopeIncidents> of(String distribution) {
        return scopes(distribution).values().stream().map(Stored::state).toList();
    }

    @Override
    public boolean write(List<ScopeIncidents> states, ScopeIncidents whole, Instant now) {
        boolean stored = isAsRead(whole) && states.stream().allMatch(state -> isAsRead(state) && isFree(state, now));
        if (stored) {
            states.forEach(state -> store(state, now.plus(CLAIM)));
        }
        return stored;
    }

    @Override
    public Optional<ScopeIncidents> claim(ScopeIncidents state, Instant now) {
        return isAsRead(state) && isFree(state, now) ? Optional.of(store(state, now.plus(CLAIM))) : Optional.empty();
    }

    @Override
    public void published(ScopeIncidents claimed, String notice) {
        Stored stored = scopes(claimed.distribution()).get(claimed.scope().name());
        List<String> pending = stored.state().pending();
        if (!pending.isEmpty() && pending.get(0).equals(notice)) {
            store(stored.state().withPending(pending.subList(1, pending.size())), stored.claimedUntil());
        }
    }

    @Override
    public Optional<PastProgress> past(String distribution) {
        return Optional.ofNullable(pasts.get(distribution));
    }

    @Override
    public void putPast(PastProgress progress) {
        pasts.put(progress.distribution(), progress);
    }

    @Override
    public void release(ScopeIncidents claimed) {
        scopes(claimed.distribution())
                .computeIfPresent(claimed.scope().name(), (name, stored) -> new Stored(stored.state(), Instant.MIN));
    }

    private boolean isAsRead(ScopeIncidents state) {
        Stored stored = scopes(state.distribution()).get(state.scope().name());
        return state.version() == (stored == null ? 0 : stored.state().version());
    }

    /** No process is publishing the pending notices. A claim far in the future comes from a wrong clock and does not count. */
    private boolean isFree(ScopeIncidents state, Instant now) {
        Stored stored = scopes(state.distribution()).get(state.scope().name());
        return stored == null
                || stored.state().pending().isEmpty()
                || !stored.claimedUntil().isAfter(now)
                || stored.claimedUntil().isAfter(now.plus(CLAIM).plus(CLAIM));
    }

    private ScopeIncidents store(ScopeIncidents state, Instant claimedUntil) {
        ScopeIncidents next = state.withVersion(state.version() + 1);
        scopes(state.distribution()).put(state.scope().name(), new Stored(next, claimedUntil));
        return next;
    }

    private Map<String, Stored> scopes(String distribution) {
        return byDistribution.computeIfAbsent(distribution, id -> new TreeMap<>());
    }
}
