package why403.spike;

import java.util.List;
import why403.tally.Scope;

/**
 * All that is kept of one scope of a distribution.
 *
 * @param version of what was read; the store raises it with every write
 * @param incidents the one that is open, if any, and those of the last days, in order
 * @param told what was last told of the causes, in a form that only the teller reads; empty where nothing was
 * @param pending notices still to be published, oldest first, likewise
 */
public record ScopeIncidents(
        String distribution, Scope scope, long version, List<Incident> incidents, String told, List<String> pending) {

    public ScopeIncidents {
        incidents = List.copyOf(incidents);
        pending = List.copyOf(pending);
    }

    /** What is kept of a scope of which nothing is. */
    public static ScopeIncidents none(String distribution, Scope scope) {
        return new ScopeIncidents(distribution, scope, 0, List.of(), "", List.of());
    }

    public ScopeIncidents withVersion(long newVersion) {
        return new ScopeIncidents(distribution, scope, newVersion, incidents, told, pending);
    }

    public ScopeIncidents withPending(List<String> newPending) {
        return new ScopeIncidents(distribution, scope, version, incidents, told, newPending);
    }
}
