package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociation;
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
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.LogSignature;
import why403.text.Phrases;

/**
 * A Lambda@Edge function answered 403 itself.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html">AWS:
 *     generating HTTP responses in Lambda@Edge</a>
 */
final class LambdaEdgeDenied implements Check {

    private static final String AT_VIEWER_REQUEST = "LambdaGeneratedResponse";
    private static final String AT_ORIGIN_REQUEST = "MissGeneratedResponse";

    @Override
    public CauseId id() {
        return CauseId.LAMBDA_EDGE_DENIED;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return event(request).map(event -> {
            Optional<String> function = function(request, event);
            Certainty certainty = function.isPresent() ? Certainty.CONFIRMED : Certainty.LIKELY;
            return new Claim(request.bound(certainty), function.orElse("") + event);
        });
    }

    private static Optional<EventType> event(ForbiddenRequest request) {
        LogSignature line = request.line();
        if (line.hasDetail(AT_VIEWER_REQUEST)) {
            return Optional.of(EventType.VIEWER_REQUEST);
        }
        return line.hasDetail(AT_ORIGIN_REQUEST) ? Optional.of(EventType.ORIGIN_REQUEST) : Optional.empty();
    }

    /** The function's name and version. */
    private static Optional<String> function(ForbiddenRequest request, EventType event) {
        return request.behavior().stream()
                .flatMap(behavior -> behavior.lambdaFunctions().stream())
                .filter(association -> association.eventType() == event)
                .map(LambdaFunctionAssociation::lambdaFunctionARN)
                .map(arn -> arn.replaceFirst(".*:function:", ""))
                .findFirst();
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, LambdaEdgeDenied::reportFunction);
    }

    private static Finding reportFunction(List<Explained> explained) {
        ForbiddenRequest first = explained.get(0).request();
        EventType event = event(first).orElseThrow();
        Optional<String> function = function(first, event);
        String named = function.map(name -> "Lambda@Edge function " + name).orElse("a Lambda@Edge function");
        List<String> evidence = new ArrayList<>();
        AffectedViewers.detail(explained, AT_VIEWER_REQUEST).forEach(evidence::add);
        AffectedViewers.detail(explained, AT_ORIGIN_REQUEST).forEach(evidence::add);
        function.ifPresent(name -> first.behavior()
                .ifPresent(behavior ->
                        evidence.add(Phrases.capitalized(behavior.named()) + " runs " + name + " at " + event + ".")));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline(named + " answers 403", named + " answered 403"),
                named + " answers 403 itself",
                evidence,
                Fix.byHand(fix(named, function)));
    }

    private static String fix(String named, Optional<String> function) {
        String group = function.map(name -> " (log group /aws/lambda/us-east-1." + name.replaceFirst(":.*", "") + ")")
                .orElse("");
        return "The block is intended if these requests should be refused. If not, change the code of " + named
                + ". Its logs are in CloudWatch Logs in the region nearest to the viewer" + group;
    }
}
