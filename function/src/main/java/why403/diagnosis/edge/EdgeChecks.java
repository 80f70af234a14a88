package why403.diagnosis.edge;

import java.util.List;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.CheckGroup;
import why403.diagnosis.request.IncidentContext;

/** The causes that CloudFront makes at the edge location, other than signatures. */
public record EdgeChecks(IncidentContext incident) implements CheckGroup {

    @Override
    public List<Check> checks() {
        return List.of(
                new GeoRestricted(incident),
                new WafBlocked(incident),
                new MethodNotAllowed(incident),
                new HttpsRequired(incident),
                new AliasNotConfigured(incident),
                new GetWithBody(incident),
                new EdgeFunctionDenied(incident),
                new LambdaEdgeDenied());
    }
}
