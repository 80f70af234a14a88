package why403.diagnosis.signed;

import java.util.List;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.CheckGroup;
import why403.diagnosis.request.IncidentContext;

/** The causes that lie in a signed URL or in signed cookies. */
public record SignedChecks(IncidentContext incident) implements CheckGroup {

    @Override
    public List<Check> checks() {
        SignedIncident signed = new SignedIncident(incident);
        Preflights preflights = new Preflights(signed);
        return List.of(
                new SignedRequestMissing(signed, preflights),
                new SignedRequestPreflight(signed, preflights),
                new SignedRequestUnknownKey(signed),
                new SignedRequestExpired(signed),
                new SignedRequestNotYetValid(signed),
                new SignedRequestWrongAddress(signed),
                new SignedRequestWrongResource(signed),
                new SignedRequestBadSignature(signed),
                new SignedRequestMalformed(signed));
    }
}
