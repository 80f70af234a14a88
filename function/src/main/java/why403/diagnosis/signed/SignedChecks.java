package why403.diagnosis.signed;

import java.util.List;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.CheckGroup;
import why403.diagnosis.request.IncidentContext;

/** The causes that lie in a signed URL or in signed cookies. */
public record SignedChecks(IncidentContext incident) implements CheckGroup {

    @Override
    public List<Check> checks() {
        return List.of(
                new SignedRequestMissing(incident), new SignedRequestUnknownKey(incident), new SignedRequestExpired());
    }
}
