package why403.diagnosis.edge;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionSummary;
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
import why403.diagnosis.request.EdgeFunction;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.RequestKind;
import why403.text.Phrases;
import why403.text.Printable;

/** A CloudFront function answered 403 itself. */
final class EdgeFunctionDenied implements Check {

    private static final String ANSWERED = "FunctionGeneratedResponse";

    private final IncidentContext incident;

    EdgeFunctionDenied(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.EDGE_FUNCTION_DENIED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return kind.line().hasDetail(ANSWERED);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (!mayExplain(request.kind())) {
            return Optional.empty();
        }
        Optional<String> function = function(request);
        Certainty certainty = function.isPresent() ? Certainty.CONFIRMED : Certainty.LIKELY;
        return Optional.of(new Claim(request.bound(certainty), function.orElse("")));
    }

    /** The name of the function at viewer-request. */
    private static Optional<String> function(ForbiddenRequest request) {
        return request.behavior().stream()
                .flatMap(behavior -> behavior.functions().stream())
                .filter(function -> function.event() == EventType.VIEWER_REQUEST)
                .map(EdgeFunction::name)
                .findFirst();
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportFunction);
    }

    private Finding reportFunction(List<Explained> explained) {
        ForbiddenRequest first = explained.get(0).request();
        Optional<String> function = function(first);
        String named = function.map(name -> "CloudFront function " + name).orElse("a CloudFront function");
        List<String> evidence = new ArrayList<>();
        AffectedViewers.detail(explained, ANSWERED).forEach(evidence::add);
        function.ifPresent(name -> {
            first.behavior()
                    .ifPresent(behavior -> evidence.add(
                            Phrases.capitalized(behavior.named()) + " runs " + name + " at viewer-request."));
            stage(name).ifPresent(evidence::add);
        });
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline(named + " answers 403", named + " answered 403"),
                named + " answers 403 itself",
                evidence,
                Fix.byHand("The block is intended if these requests should be refused. If not, change the code of "
                        + named + " and publish it"));
    }

    private Optional<String> stage(String name) {
        return incident.account()
                .find(
                        CloudFrontQuestions.function(name),
                        response -> Optional.ofNullable(response.functionSummary())
                                .map(FunctionSummary::functionMetadata)
                                .filter(metadata -> metadata.stage() != null))
                .map(metadata -> "Function " + Printable.excerpt(name) + " is " + metadata.stageAsString()
                        + Optional.ofNullable(metadata.lastModifiedTime())
                                .map(this::published)
                                .orElse("")
                        + ".");
    }

    /** In the stage LIVE, the time of the last change is that of the last publication. */
    private String published(Instant at) {
        Duration before = Duration.between(at.truncatedTo(ChronoUnit.MINUTES), incident.onset());
        String when = before.isZero()
                ? "in the minute when the incident began"
                : Phrases.duration(before.abs()) + (before.isNegative() ? " after" : " before") + " the incident began";
        return " and was last published at " + at + ", " + when;
    }
}
