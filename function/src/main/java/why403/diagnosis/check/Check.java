package why403.diagnosis.check;

import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;

/**
 * One cause of a 403. Each examined request goes to the check with the surest claim; {@link Precedence} decides among
 * equally sure ones. So a check does not rule out other causes: it says how well its own cause explains the request.
 */
public interface Check {

    CauseId id();

    /**
     * Whether this cause can explain requests of that kind. It is asked once for each kind, which many requests share, and
     * {@link #examine} only if it can. Say no as often as the kind shows it: an incident has thousands of requests, most of
     * which most causes have nothing to do with.
     */
    default boolean mayExplain(RequestKind kind) {
        return true;
    }

    /** How well this cause explains the request; empty if it does not. Always empty if it may not explain its kind. */
    Optional<Claim> examine(ForbiddenRequest request);

    /**
     * What to report about the requests that went to this check.
     *
     * @param explained at least one; requests with equal topics stand together, the topic of most requests first
     */
    Finding report(List<Explained> explained);
}
