package why403.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * One cause of a 403. Each examined record goes to the check whose claim is surest; among equals, to the first in
 * {@link Checks}.
 */
interface Check {

    /** The cause's id in the catalogue. */
    String id();

    Kind kind();

    /** How well this cause explains the record; empty where it does not. */
    Optional<Claim> examine(ForbiddenRequest request, Investigation investigation);

    /**
     * What to tell of the records that went to this check.
     *
     * @param explained at least one, most told-together first
     */
    Finding tell(List<Explained> explained, Investigation investigation);

    /** A record and the claim that won it. */
    record Explained(ForbiddenRequest request, Claim claim) {}
}
