package why403.diagnosis.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import why403.cause.CauseId;
import why403.diagnosis.request.ForbiddenRequest;

/**
 * A forbidden request, the claim that won it, and what else was claimed for it.
 *
 * @param others the claims of all other checks, of every family, in order of precedence
 */
public record Explained(ForbiddenRequest request, Claim claim, Map<CauseId, Claim> others) {

    public Explained {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }
}
