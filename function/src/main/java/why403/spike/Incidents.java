package why403.spike;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The store of incidents, of the causes last reported and of the notices that must still be published. If something
 * cannot be stored or fetched, a method throws a {@link why403.history.StoreException}.
 */
public interface Incidents {

    /** How long the pending notices of a claimed scope are reserved for the caller. */
    Duration CLAIM = Duration.ofMinutes(1);

    /** The stored states of a distribution, in the order of scopes. */
    List<ScopeIncidents> of(String distribution);

    /**
     * Stores the states of some scopes with their pending notices: all in one write, or none. Their pending notices are
     * then reserved for the caller, for {@link #CLAIM}.
     *
     * @param states of one distribution, each with the version that was read, 0 for a new one
     * @param whole the state of the whole distribution as it was read, with version 0 if there was none; it must not
     *     have changed either, because it decides which notices of a narrower scope are due
     * @return whether the states were stored; if not, another writer was first or is publishing, and the caller must
     *     discard its work
     */
    boolean write(List<ScopeIncidents> states, ScopeIncidents whole, Instant now);

    /**
     * Reserves a scope's pending notices for the caller, for {@link #CLAIM}. The claim ends earlier when all of them are
     * published or the claim is released.
     *
     * @param state as it was read
     * @return the state to continue with; empty if another caller is publishing or has written since
     */
    Optional<ScopeIncidents> claim(ScopeIncidents state, Instant now);

    /** Removes the oldest pending notice after it was published. */
    void published(ScopeIncidents claimed, String notice);

    /** How far the logs from before the deployment have been evaluated; empty if they have not been. */
    Optional<PastProgress> past(String distribution);

    /** Replaces what {@link #past} returns. It may be forgotten after a day. */
    void putPast(PastProgress progress);

    /** Ends a claim early because a notice could not be published. */
    void release(ScopeIncidents claimed);
}
