package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.Forwarding.Forwarded;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.RequestKind;
import why403.text.Phrases;
import why403.text.Printable;
import why403.text.Shell;

/**
 * Amazon API Gateway answers {@code Forbidden} before it looks for a route: the default endpoint is disabled, a web ACL
 * blocks, or an API key is missing.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html">AWS:
 *     disable the default endpoint</a>
 */
final class ApiGatewayForbidden implements Check {

    private static final String API_KEY = "x-api-key";

    private enum Reason {
        ENDPOINT_DISABLED,
        WEB_ACL,
        /** A REST API may require a key, and most APIs that are not known are REST APIs. */
        API_KEY,
        /** An HTTP API has neither keys nor a web ACL. */
        AUTHORIZER
    }

    private record Topic(Optional<Origin> origin, Optional<Behavior> behavior, Reason reason) {}

    private final IncidentContext incident;

    ApiGatewayForbidden(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.API_GATEWAY_FORBIDDEN;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        LogSignature line = kind.line();
        return !line.isSpecific()
                && (line.has(Fingerprint.API_FORBIDDEN)
                        || (line.originAnswered() && line.mayHave(Fingerprint.API_FORBIDDEN)));
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        LogSignature line = request.line();
        boolean isSpecific = line.has(Fingerprint.API_FORBIDDEN);
        if (!mayExplain(request.kind()) || !Api.mayAnswer(request, incident) || Api.isMissed(request, incident)) {
            return Optional.empty();
        }
        Optional<Origin> origin = Api.origin(request);
        Reason reason = origin.flatMap(Api::of).map(this::reason).orElse(Reason.API_KEY);
        Certainty certainty =
                OriginEvidence.mayBeChanged(request) ? certainty(reason).atMost(Certainty.LIKELY) : certainty(reason);
        return isSpecific || reason == Reason.ENDPOINT_DISABLED
                ? Optional.of(new Claim(request.bound(certainty), new Topic(origin, request.behavior(), reason)))
                : Optional.empty();
    }

    private Reason reason(Api api) {
        AccountInquiry account = incident.account();
        if (api.hasNoDefaultEndpoint(account)) {
            return Reason.ENDPOINT_DISABLED;
        }
        if (api.type(account) == Api.Type.HTTP) {
            return Reason.AUTHORIZER;
        }
        return api.webAcl(account).isPresent() ? Reason.WEB_ACL : Reason.API_KEY;
    }

    private static Certainty certainty(Reason reason) {
        return switch (reason) {
            case ENDPOINT_DISABLED -> Certainty.CONFIRMED;
            case WEB_ACL -> Certainty.LIKELY;
            case API_KEY, AUTHORIZER -> Certainty.POSSIBLE;
        };
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportApi);
    }

    private Finding reportApi(List<Explained> explained) {
        Topic topic = (Topic) explained.get(0).claim().topic();
        String name =
                topic.origin().flatMap(Api::of).map(api -> "API " + api.id()).orElse("an API");
        List<String> evidence = new ArrayList<>();
        topic.origin()
                .map(origin -> Phrases.capitalized(OriginEvidence.named(origin)) + " is Amazon API Gateway.")
                .ifPresent(evidence::add);
        evidence.addAll(reasons(topic));
        evidence.add(OriginEvidence.answers(explained));
        evidence.addAll(OriginEvidence.functions(explained, incident));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                headline(topic, name),
                summary(topic, name),
                evidence,
                fix(topic, name).then(OriginEvidence.clearCache(explained, incident)));
    }

    private static Headline headline(Topic topic, String name) {
        return switch (topic.reason()) {
            case ENDPOINT_DISABLED ->
                new Headline(name + " has no default endpoint", name + " had no default endpoint");
            case WEB_ACL ->
                new Headline("the web ACL of " + name + " may block", "the web ACL of " + name + " may have blocked");
            case API_KEY, AUTHORIZER -> new Headline(name + " answers Forbidden", name + " answered Forbidden");
        };
    }

    private static String summary(Topic topic, String name) {
        return switch (topic.reason()) {
            case ENDPOINT_DISABLED -> "the default endpoint of " + name + ", which is the origin, is disabled";
            case WEB_ACL -> "the stage of " + name + " has a web ACL, which probably blocks these requests";
            case API_KEY -> name + " answers Forbidden: an API key may be missing";
            case AUTHORIZER -> name + " answers Forbidden: its authorizer may refuse the token";
        };
    }

    private List<String> reasons(Topic topic) {
        return switch (topic.reason()) {
            case ENDPOINT_DISABLED -> List.of("The API has disableExecuteApiEndpoint true.");
            case WEB_ACL ->
                List.of(
                        "The stage's web ACL is "
                                + topic.origin()
                                        .flatMap(Api::of)
                                        .flatMap(api -> api.webAcl(incident.account()))
                                        .map(Printable::excerpt)
                                        .orElse("not known")
                                + ".",
                        "It sees CloudFront's addresses, not those of the viewers.");
            case API_KEY -> apiKey(topic);
            case AUTHORIZER -> List.of("It is an HTTP API, which answers like this if an authorizer refuses.");
        };
    }

    private List<String> apiKey(Topic topic) {
        return lacksApiKey(topic)
                ? List.of(Phrases.capitalized(topic.behavior().orElseThrow().named()) + " does not forward " + API_KEY
                        + ", so a method that requires an API key refuses.")
                : List.of(
                        "API Gateway answers like this if an API key is required and is absent or not in a usage plan.");
    }

    private boolean lacksApiKey(Topic topic) {
        return topic.behavior()
                .filter(behavior -> incident.forwarding(behavior).header(API_KEY) == Forwarded.NO)
                .isPresent();
    }

    private Fix fix(Topic topic, String name) {
        return switch (topic.reason()) {
            case ENDPOINT_DISABLED -> enabled(topic.origin().flatMap(Api::of).orElseThrow());
            case WEB_ACL ->
                Fix.byHand(
                        "Find the rule in the sampled requests of the stage's web ACL. If it limits or blocks addresses,"
                                + " it blocks CloudFront: let it read the forwarded address, or protect the distribution instead");
            case AUTHORIZER ->
                Fix.byHand("Check the scopes of the token, and the authorizer of " + name
                        + ". The cache policy must forward Authorization");
            case API_KEY ->
                lacksApiKey(topic)
                        ? ForwardHeader.of(incident, topic.behavior().orElseThrow(), List.of(API_KEY))
                                .fix()
                                .onlyIf("Only if the methods of this API require an API key")
                        : Fix.byHand(
                                "Look in the execution log of " + name + ". If its methods require an API key, check"
                                        + " that the client sends it and that it is in a usage plan of the stage");
        };
    }

    private Fix enabled(Api api) {
        String command = api.type(incident.account()) == Api.Type.HTTP
                ? "aws apigatewayv2 update-api --api-id " + Shell.word(api.id()) + api.regionOption()
                        + " --no-disable-execute-api-endpoint && aws apigatewayv2 create-deployment --api-id "
                        + Shell.word(api.id()) + " --stage-name "
                        + Shell.word(api.stage().orElse("$default")) + api.regionOption()
                : "aws apigateway update-rest-api --rest-api-id " + Shell.word(api.id()) + api.regionOption()
                        + " --patch-operations op=replace,path=/disableExecuteApiEndpoint,value=false"
                        + api.stage()
                                .map(stage -> " && aws apigateway create-deployment --rest-api-id "
                                        + Shell.word(api.id()) + " --stage-name " + Shell.word(stage)
                                        + api.regionOption())
                                .orElse("");
        boolean isDeployed = command.contains("create-deployment");
        return Fix.of(
                        "Enable the default endpoint of API " + api.id()
                                + (isDeployed
                                        ? ". That needs a deployment"
                                        : ". That needs a deployment: deploy the API's stage afterwards")
                                + ". If the API has a custom domain name, make that the origin instead",
                        new RemedyStep.Run(List.of(new Command(
                                "Enable the default endpoint"
                                        + (isDeployed
                                                ? ", and deploy the stage with all changes since its last deployment"
                                                : ""),
                                command,
                                Effect.CHANGES_CONFIGURATION))))
                .onlyIf("Only if the API may be reached under its default endpoint");
    }
}
