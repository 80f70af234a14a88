package why403.spike;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where incidents are kept, with what was told of them and what is still to be published. Whatever cannot be stored or
 * fetched throws a {@link why403.history.StoreException}.
 */
public interface Incidents {

    /** How long pending notices that were claimed are nobody else's to publish. */
    Duration CLAIM = Duration.ofMinutes(1);

    /** What is kept of a distribution, in the order of scopes. */
    List<ScopeIncidents> of(String distribution);

    /**
     * Stores the states of some scopes and what is to be published of them: all in one write, or none. Their pending
     * notices are then the writer's to publish, for {@link #CLAIM}.
     *
     * @param states of one distribution, each version being that which was read, 0 for a new one
     * @param whole the state of the whole distribution as it was read, of version 0 where there was none: what an
     *     incident of a part is told of hangs on it, so it must not have changed either
     * @return whether they were stored; if not, somebody else's write came first or somebody is publishing, and this
     *     work is to be dropped
     */
    boolean write(List<ScopeIncidents> states, ScopeIncidents whole, Instant now);

    /**
     * Claims a scope's pending notices for {@link #CLAIM}. Whoever published them all, or died at it, no longer holds them.
     *
     * @param state as it was read
     * @return the state to go on with; empty where somebody else publishes, or has written since
     */
    Optional<ScopeIncidents> claim(ScopeIncidents state, Instant now);

    /** Removes the oldest pending notice, which was published. */
    void published(ScopeIncidents claimed, String notice);

    /** Gives a claim up before its time: a notice could not be published. */
    void release(ScopeIncidents claimed);
}
