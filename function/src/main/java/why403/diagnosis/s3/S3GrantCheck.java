package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Invalidation;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.PerIncident;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Comparison;
import why403.policy.Miss;

/** What the checks on a bucket's grant have in common: one fault of the grant is one cause. */
abstract class S3GrantCheck implements Check {

    private record Story(S3Bucket bucket) {}

    private final GrantFault.Kind fault;
    private final PerIncident<S3Inspection> requests;

    S3GrantCheck(GrantFault.Kind fault, PerIncident<S3Inspection> requests) {
        this.fault = fault;
        this.requests = requests;
    }

    /** One clause that names bucket and distribution. */
    abstract String summary(S3Request request, GrantFault found);

    @Override
    public String id() {
        return "s3-grant-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Kind kind() {
        return Kind.MISCONFIGURATION;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden, IncidentContext investigation) {
        return requests.of(investigation)
                .of(forbidden)
                .flatMap(request ->
                        fault(request).map(found -> new Claim(found.certainty(), new Story(request.bucket()))));
    }

    private Optional<GrantFault> fault(S3Request request) {
        return request.access().signs()
                ? request.grantFault().filter(found -> found.kind() == fault)
                : Optional.empty();
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        return S3Finding.ofEach(explained, story -> tellStory(story, requests.of(investigation)));
    }

    private Finding tellStory(List<Explained> story, S3Inspection all) {
        List<S3Request> asked =
                story.stream().flatMap(one -> all.of(one.request()).stream()).toList();
        S3Request request = asked.get(0);
        GrantFault found = fault(request).orElseThrow();
        List<String> evidence = new ArrayList<>();
        evidence.add(request.policy().answer());
        found.nearest().ifPresent(nearest -> evidence.add(nearMiss(nearest)));
        if (!found.unknownKeys().isEmpty()) {
            evidence.add("The decision hangs on " + String.join(", ", found.unknownKeys())
                    + ", of which the log says nothing.");
        }
        evidence.add(S3Finding.access(request));
        evidence.add(S3Finding.examples(asked));
        evidence.addAll(S3Finding.doubts(request, found.certainty() == Certainty.POSSIBLE));
        return new Finding(
                summary(request, found),
                evidence,
                Optional.of(S3GrantRemedy.of(
                        asked,
                        Invalidation.command(
                                request.distribution().id(),
                                story.stream().map(Explained::request).toList()))));
    }

    static String nearMiss(Comparison nearest) {
        String number = String.valueOf(nearest.number());
        String statement = "Statement " + number + (nearest.label().equals(number) ? "" : " (" + nearest.label() + ")");
        List<String> misses =
                nearest.misses().stream().map(S3GrantCheck::difference).toList();
        return statement + " comes closest: it " + String.join("; it ", misses) + ".";
    }

    private static String difference(Miss miss) {
        return switch (miss.part()) {
            case PRINCIPAL, ACTION -> "allows " + miss.expected() + ", not " + miss.found();
            case RESOURCE -> "is for " + miss.expected() + ", not " + miss.found();
            case CONDITION ->
                "asks for " + miss.expected() + ", and "
                        + (miss.found().equals(Miss.WITHHELD)
                                ? "CloudFront sends another value"
                                : "it is " + miss.found());
        };
    }
}
