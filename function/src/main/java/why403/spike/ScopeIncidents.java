package why403.spike;

import java.util.List;
import why403.tally.Scope;

/**
 * The stored state of one scope of a distribution.
 *
 * @param version the version that was read; the store raises it with every write
 * @param incidents the open one, if any, and those of the last days, in order
 * @param reportedCauses the causes last reported, in a form that only the writer of notices reads; empty if none were
 * @param pending notices that must still be published, oldest first, in the same opaque form
 */
public record ScopeIncidents(
        String distribution,
        Scope scope,
        long version,
        List<Incident> incidents,
        String reportedCauses,
        List<String> pending) {

    public ScopeIncidents {
        incidents = List.copyOf(incidents);
        pending = List.copyOf(pending);
    }

    /** The state of a scope for which nothing is stored. */
    public static ScopeIncidents none(String distribution, Scope scope) {
        return new ScopeIncidents(distribution, scope, 0, List.of(), "", List.of());
    }

    /** The same state under another version. */
    public ScopeIncidents withVersion(long newVersion) {
        return new ScopeIncidents(distribution, scope, newVersion, incidents, reportedCauses, pending);
    }

    /** The same state with other incidents. */
    ScopeIncidents withIncidents(List<Incident> newIncidents) {
        return new ScopeIncidents(distribution, scope, version, newIncidents, reportedCauses, pending);
    }

    /** The same state with other pending notices. */
    public ScopeIncidents withPending(List<String> newPending) {
        return new ScopeIncidents(distribution, scope, version, incidents, reportedCauses, newPending);
    }
}
