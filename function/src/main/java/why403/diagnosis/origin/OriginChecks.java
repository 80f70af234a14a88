package why403.diagnosis.origin;

import java.util.List;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.CheckGroup;
import why403.diagnosis.request.IncidentContext;

/** The causes that an origin other than an S3 bucket makes. */
public record OriginChecks(IncidentContext incident) implements CheckGroup {

    @Override
    public List<Check> checks() {
        return List.of(
                new StackedDistributions(incident),
                new EdgeFunctionChangedOrigin(incident),
                new BehaviorOrder(incident),
                new LambdaUrlGrantMissing(incident),
                new LambdaUrlUnsignedBody(incident),
                new OriginSignatureMismatch(incident),
                new HostHeaderForwarded(incident),
                new ApiGatewayForbidden(incident),
                new ApiGatewayAuthorizerDenied(incident),
                new ApiGatewayNoRoute(incident),
                new OriginSecretHeader(incident),
                new OriginHeaderNotForwarded(incident),
                new CustomOriginForbidden(incident));
    }
}
