package why403.spike;

import java.util.List;

/** Where incidents are kept, with what was told of them and what is still to be published. */
public interface Incidents {

    /** What is kept of a distribution, in the order of scopes. */
    List<ScopeIncidents> of(String distribution);

    /**
     * Stores the state of a scope and what is to be published of it, in one write.
     *
     * @param state its version being that which was read, 0 for a new one
     * @return whether it was stored; if not, somebody else's write came first and this work is to be dropped
     */
    boolean write(ScopeIncidents state);

    /** Removes a notice that was published. */
    void published(String distribution, String scope, String notice);
}
