package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociation;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;

/**
 * A Lambda@Edge function answered with a 403 of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html">AWS:
 *     generating HTTP responses in Lambda@Edge</a>
 */
final class LambdaEdgeDenied implements Check {

    private static final String AT_VIEWER_REQUEST = "LambdaGeneratedResponse";
    private static final String AT_ORIGIN_REQUEST = "MissGeneratedResponse";

    @Override
    public String id() {
        return "lambda-edge-denied";
    }

    @Override
    public Kind kind() {
        return Kind.INTENDED;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation) {
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
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        ForbiddenRequest first = explained.get(0).request();
        Optional<String> function = event(first).flatMap(event -> function(first, event));
        String named = function.map(name -> "the Lambda@Edge function " + name).orElse("a Lambda@Edge function");
        List<String> evidence = new ArrayList<>();
        AffectedViewers.detail(explained, AT_VIEWER_REQUEST).forEach(evidence::add);
        AffectedViewers.detail(explained, AT_ORIGIN_REQUEST).forEach(evidence::add);
        first.behavior()
                .filter(behavior -> function.isPresent())
                .ifPresent(behavior -> evidence.add("At "
                        + event(first).map(EventType::toString).orElse("") + " of " + AffectedViewers.named(behavior)
                        + " runs " + function.orElse("") + "."));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                named + " answers 403 itself, as its code says",
                evidence,
                Optional.of(new Remedy(remedy(named, function), List.of(), Optional.empty())));
    }

    private static String remedy(String named, Optional<String> function) {
        String group = function.map(name -> " (/aws/lambda/us-east-1." + name.replaceFirst(":.*", "") + ")")
                .orElse("");
        return "Nothing to mend if these requests are meant to be refused; if not, change the code of " + named
                + ": its logs are in CloudWatch Logs of the region nearest to the viewer" + group;
    }
}
