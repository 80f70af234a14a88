package why403.diagnosis.check;

import java.util.List;
import java.util.Optional;
import why403.cause.Kind;
import why403.diagnosis.Checks;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;

/**
 * One cause of a 403. Each examined record goes to the check whose claim is surest; among equals, to the first in
 * {@link Checks}.
 */
public interface Check {

    /** The cause's id in the catalogue. */
    String id();

    Kind kind();

    /** How well this cause explains the record; empty where it does not. */
    Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation);

    /**
     * What to tell of the records that went to this check.
     *
     * @param explained at least one, most told-together first
     */
    Finding tell(List<Explained> explained, IncidentContext investigation);
}
