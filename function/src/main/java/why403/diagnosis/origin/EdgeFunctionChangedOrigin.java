package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionMetadata;
import software.amazon.awssdk.services.cloudfront.model.FunctionSummary;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.account.CloudFrontQuestions;
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
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.EdgeFunction;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.OriginKind;
import why403.diagnosis.request.RequestKind;
import why403.text.Phrases;

/**
 * A function that runs on requests sent them to another origin than the configured one, and that origin refused. The log does
 * not name the origin, so the cause is never confirmed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html">AWS:
 *     helper methods for origin modification</a>
 */
final class EdgeFunctionChangedOrigin implements Check {

    private record Topic(Behavior behavior, Origin origin) {}

    private final IncidentContext incident;

    EdgeFunctionChangedOrigin(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.EDGE_FUNCTION_CHANGED_ORIGIN;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return kind.body().isOwn()
                && !kind.line().isSpecific()
                && kind.behavior()
                        .filter(behavior -> !behavior.originChangers().isEmpty())
                        .isPresent();
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (!AnswerShape.isOfAnotherOrigin(request)) {
            return Optional.empty();
        }
        return request.behavior()
                .filter(behavior -> !incident.originChangers(behavior).isEmpty())
                .flatMap(behavior -> request.origin()
                        .map(origin -> new Claim(
                                replacesAnswers(behavior) ? Certainty.POSSIBLE : Certainty.LIKELY,
                                new Topic(behavior, origin))));
    }

    /** A function at origin-response can give the configured origin's answer another body. */
    private static boolean replacesAnswers(Behavior behavior) {
        return behavior.lambdaFunctions().stream().anyMatch(function -> function.event() == EventType.ORIGIN_RESPONSE);
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportBehavior);
    }

    private Finding reportBehavior(List<Explained> explained) {
        Topic topic = (Topic) explained.get(0).claim().topic();
        List<EdgeFunction> functions = incident.originChangers(topic.behavior());
        String function = "function "
                + Phrases.list(functions.stream().map(EdgeFunction::described).toList());
        boolean isBucket = OriginKind.of(topic.origin()) == OriginKind.S3_REST;
        String origin = OriginEvidence.named(topic.origin());
        String chosen = "origin chosen by "
                + (functions.size() == 1 ? "function " + functions.get(0).name() : "functions");
        List<String> evidence = new ArrayList<>();
        evidence.add(Phrases.capitalized(topic.behavior().named()) + " runs " + function
                + ", which can send requests to another origin. The log does not name that origin.");
        evidence.add(
                isBucket
                        ? "The configured " + origin + " is a bucket, and S3 answers 403 only in XML."
                        : "The answers are those of S3 (AccessDenied), and the configured " + origin
                                + " is no bucket.");
        functions.stream().flatMap(one -> modified(one).stream()).forEach(evidence::add);
        evidence.add(OriginEvidence.answers(explained));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline(chosen + " refuses requests", chosen + " refused requests"),
                function + " of " + topic.behavior().named()
                        + " sends the requests to another origin than the configured " + origin
                        + ", and that one refuses them",
                evidence,
                Fix.of(advice(function, functions, isBucket), OriginEvidence.clearCache(explained, incident)));
    }

    private static String advice(String function, List<EdgeFunction> functions, boolean isBucket) {
        return "Look in the code of " + function + " for the origin that it sets. "
                + (isBucket
                        ? "That origin must let CloudFront in, by an origin access control or by rules of its own: look in its access log"
                        : "If it is a bucket that is not public, give the function's origin an identity ("
                                + Phrases.list(functions.stream()
                                        .map(EdgeFunctionChangedOrigin::identity)
                                        .distinct()
                                        .toList())
                                + "), and let that identity read in the bucket policy")
                + ". After the fix, clear the cached errors";
    }

    private static String identity(EdgeFunction function) {
        return function.event() == EventType.VIEWER_REQUEST
                ? "originAccessControlConfig in cf.updateRequestOrigin"
                : "authMethod in request.origin.s3";
    }

    private Optional<String> modified(EdgeFunction function) {
        return function.event() != EventType.VIEWER_REQUEST
                ? Optional.empty()
                : incident.account()
                        .ask(CloudFrontQuestions.function(function.name()))
                        .found()
                        .flatMap(response -> Optional.ofNullable(response.functionSummary()))
                        .map(FunctionSummary::functionMetadata)
                        .map(FunctionMetadata::lastModifiedTime)
                        .map(time -> "CloudFront function " + function.name() + " was last modified at " + time + ".");
    }
}
