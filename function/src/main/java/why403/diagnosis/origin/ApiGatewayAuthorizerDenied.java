package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.RequestKind;

/** The authorizer of an API, or a policy of the caller, refused the request. */
final class ApiGatewayAuthorizerDenied implements Check {

    private final IncidentContext incident;

    ApiGatewayAuthorizerDenied(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.API_GATEWAY_AUTHORIZER_DENIED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return !kind.line().isSpecific()
                && Stream.of(
                                Fingerprint.API_DENIED,
                                Fingerprint.API_DENIED_EXPLICITLY,
                                Fingerprint.API_DENIED_BY_IDENTITY)
                        .anyMatch(kind.line()::has);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return mayExplain(request.kind()) && Api.mayAnswer(request, incident)
                ? Optional.of(new Claim(Certainty.LIKELY, Api.origin(request)))
                : Optional.empty();
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportApi);
    }

    private Finding reportApi(List<Explained> explained) {
        Optional<Origin> origin = Api.origin(explained.get(0).request());
        String name = origin.flatMap(Api::of).map(api -> "API " + api.id()).orElse("an API");
        List<String> evidence = new ArrayList<>();
        evidence.add("These are the lengths of API Gateway's \"User is not authorized to access this resource\".");
        evidence.add(OriginEvidence.answers(explained));
        evidence.addAll(OriginEvidence.functions(explained, incident));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline(
                        "the authorizer of " + name + " refuses requests",
                        "the authorizer of " + name + " refused requests"),
                "the authorizer of " + name + " refuses these requests",
                evidence,
                Fix.byHand(
                        "If these callers should be refused, there is nothing to fix. Otherwise renew the token. If some"
                                + " paths work and others do not with the same token, the authorizer caches a policy for one ARN:"
                                + " let it return a policy for all methods, or turn its cache off"));
    }
}
