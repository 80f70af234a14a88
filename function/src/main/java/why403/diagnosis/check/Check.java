package why403.diagnosis.check;

import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.diagnosis.request.ForbiddenRequest;

/**
 * One cause of a 403. Each examined request goes to the check with the surest claim; {@link Precedence} decides among
 * equally sure ones. So a check does not rule out other causes: it says how well its own cause explains the request.
 */
public interface Check {

    CauseId id();

    /** How well this cause explains the request; empty if it does not. */
    Optional<Claim> examine(ForbiddenRequest request);

    /**
     * What to report about the requests that went to this check.
     *
     * @param explained at least one; requests with equal topics stand together, the topic of most requests first
     */
    Finding report(List<Explained> explained);
}
