package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.EventType;
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
import why403.diagnosis.request.EdgeFunction;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.RequestKind;
import why403.sample.Dimension;
import why403.text.Phrases;

/**
 * A Lambda@Edge function answered 403 itself.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html">AWS:
 *     generating HTTP responses in Lambda@Edge</a>
 */
final class LambdaEdgeDenied implements Check {

    private record Topic(Optional<EdgeFunction> function, EventType event) {}

    private static final String AT_VIEWER_REQUEST = "LambdaGeneratedResponse";
    private static final String AT_ORIGIN_REQUEST = "MissGeneratedResponse";
    private static final int MOST_NAMED = 5;

    @Override
    public CauseId id() {
        return CauseId.LAMBDA_EDGE_DENIED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return kind.line().hasDetail(AT_VIEWER_REQUEST) || kind.line().hasDetail(AT_ORIGIN_REQUEST);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return event(request).map(event -> {
            Optional<EdgeFunction> function = function(request, event);
            Certainty certainty = function.isPresent() ? Certainty.CONFIRMED : Certainty.LIKELY;
            return new Claim(request.bound(certainty), new Topic(function, event));
        });
    }

    private static Optional<EventType> event(ForbiddenRequest request) {
        LogSignature line = request.line();
        if (line.hasDetail(AT_VIEWER_REQUEST)) {
            return Optional.of(EventType.VIEWER_REQUEST);
        }
        return line.hasDetail(AT_ORIGIN_REQUEST) ? Optional.of(EventType.ORIGIN_REQUEST) : Optional.empty();
    }

    private static Optional<EdgeFunction> function(ForbiddenRequest request, EventType event) {
        return request.behavior().stream()
                .flatMap(behavior -> behavior.lambdaFunctions().stream())
                .filter(function -> function.event() == event)
                .findFirst();
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, LambdaEdgeDenied::reportFunction);
    }

    private static Finding reportFunction(List<Explained> explained) {
        ForbiddenRequest first = explained.get(0).request();
        EventType event = event(first).orElseThrow();
        Optional<EdgeFunction> function = function(first, event);
        String named = function.map(one -> "Lambda@Edge function " + one.nameWithVersion())
                .orElse("a Lambda@Edge function");
        List<String> evidence = new ArrayList<>();
        AffectedViewers.detail(explained, AT_VIEWER_REQUEST).forEach(evidence::add);
        AffectedViewers.detail(explained, AT_ORIGIN_REQUEST).forEach(evidence::add);
        function.ifPresent(one -> first.behavior()
                .ifPresent(behavior -> evidence.add(Phrases.capitalized(behavior.named()) + " runs "
                        + one.nameWithVersion() + " at " + event + ".")));
        edges(explained).forEach(evidence::add);
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline(named + " answers 403", named + " answered 403"),
                named + " answers 403 itself",
                evidence,
                Fix.byHand(fix(named, function)));
    }

    /** They show in which regions the logs are. */
    private static Stream<String> edges(List<Explained> explained) {
        List<Map.Entry<String, Long>> edges = Phrases.ranked(
                explained, one -> Dimension.EDGE.valueIn(one.request().record()).stream());
        return edges.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        "The function ran near these edge locations, and its logs are in the regions nearest to them: "
                                + Phrases.counted(edges, MOST_NAMED) + ".");
    }

    private static String fix(String named, Optional<EdgeFunction> function) {
        String group = function.map(one -> " (log group /aws/lambda/us-east-1." + one.name() + ")")
                .orElse("");
        return "The block is intended if these requests should be refused. If not, change the code of " + named
                + ". Its logs are in CloudWatch Logs in the region nearest to the viewer" + group;
    }
}
