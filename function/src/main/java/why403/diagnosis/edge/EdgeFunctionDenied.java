package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.FunctionSummary;
import why403.account.Questions;
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

/** A CloudFront function answered with a 403 of its own. */
final class EdgeFunctionDenied implements Check {

    private static final String ANSWERED = "FunctionGeneratedResponse";

    @Override
    public String id() {
        return "edge-function-denied";
    }

    @Override
    public Kind kind() {
        return Kind.INTENDED;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation) {
        if (!request.line().hasDetail(ANSWERED)) {
            return Optional.empty();
        }
        Optional<String> function = function(request);
        Certainty certainty = function.isPresent() ? Certainty.CONFIRMED : Certainty.LIKELY;
        return Optional.of(new Claim(request.bound(certainty), function.orElse("")));
    }

    /** The name of the function that sees the viewer's request first. */
    private static Optional<String> function(ForbiddenRequest request) {
        return request.behavior().stream()
                .flatMap(behavior -> behavior.functions().stream())
                .filter(association -> association.eventType() == EventType.VIEWER_REQUEST)
                .map(FunctionAssociation::functionARN)
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .findFirst();
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        Optional<String> function = function(explained.get(0).request());
        String named = function.map(name -> "the CloudFront function " + name).orElse("a CloudFront function");
        List<String> evidence = new ArrayList<>();
        AffectedViewers.detail(explained, ANSWERED).forEach(evidence::add);
        function.ifPresent(name -> evidence.addAll(describe(name, explained, investigation)));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                named + " answers 403 itself, as its code says",
                evidence,
                Optional.of(new Remedy(
                        "Nothing to mend if these requests are meant to be refused; if not, the code of " + named
                                + " is to be changed and published",
                        List.of(),
                        Optional.empty())));
    }

    private static List<String> describe(String name, List<Explained> explained, IncidentContext investigation) {
        List<String> evidence = new ArrayList<>();
        explained
                .get(0)
                .request()
                .behavior()
                .ifPresent(behavior ->
                        evidence.add("At viewer-request of " + AffectedViewers.named(behavior) + " runs " + name + "."));
        investigation
                .find(
                        Questions.function(name),
                        response -> Optional.ofNullable(response.functionSummary())
                                .map(FunctionSummary::functionMetadata)
                                .filter(metadata -> metadata.stage() != null))
                .ifPresent(metadata -> evidence.add("The function's stage is " + metadata.stageAsString()
                        + Optional.ofNullable(metadata.lastModifiedTime())
                                .map(time -> ", last modified at " + time)
                                .orElse("")
                        + "."));
        return evidence;
    }
}
