package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.GrantFix;
import why403.diagnosis.access.OriginAccessFix;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Comparison;
import why403.policy.Miss;
import why403.text.Phrases;
import why403.text.Printable;

/** What the checks on a bucket's grant have in common: each fault of a grant is a cause of its own. */
abstract class S3GrantCheck implements Check {

    /** @param identity empty for an origin access control: a bucket's policy grants to the distribution, whatever its control */
    private record Topic(S3Bucket bucket, Optional<String> identity) {}

    private static final int LONGEST_VALUE = 200;
    private static final int MOST_VALUES = 3;
    private static final int MOST_DIFFERENCES = 4;
    private static final String OR = " or ";

    private final GrantFault.Kind fault;
    private final S3Inspection inspection;

    S3GrantCheck(GrantFault.Kind fault, S3Inspection inspection) {
        this.fault = fault;
        this.inspection = inspection;
    }

    abstract Headline headline(S3Request request);

    /** One clause that names bucket and distribution. */
    abstract String summary(S3Request request, GrantFault found);

    @Override
    public boolean mayExplain(RequestKind kind) {
        return inspection.mayBeOfBucket(kind);
    }

    @Override
    public final Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .of(forbidden)
                .flatMap(request -> fault(request)
                        .map(found -> new Claim(found.certainty(), new Topic(request.bucket(), identity(request)))));
    }

    private static Optional<String> identity(S3Request request) {
        return request.access() instanceof OriginAccess.Identity identity
                ? Optional.of(identity.id())
                : Optional.empty();
    }

    private Optional<GrantFault> fault(S3Request request) {
        return request.access().signs()
                ? request.grantFault().filter(found -> found.kind() == fault)
                : Optional.empty();
    }

    @Override
    public final Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportBucket);
    }

    private Finding reportBucket(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        GrantFault found = fault(request).orElseThrow();
        List<String> evidence = new ArrayList<>();
        evidence.add(request.policy().answer());
        found.nearest().map(S3GrantCheck::nearMiss).ifPresent(evidence::add);
        if (!found.unknownKeys().isEmpty()) {
            evidence.add("The decision depends on " + Phrases.list(found.unknownKeys())
                    + ", which the log does not contain.");
        }
        evidence.add(BucketEvidence.access(request));
        evidence.add(BucketEvidence.mostRequested(requests));
        evidence.addAll(BucketEvidence.doubts(request, found.certainty() == Certainty.POSSIBLE));
        return new Finding(
                headline(request),
                summary(request, found),
                evidence,
                Optional.of(fix(requests).then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }

    private Fix fix(List<S3Request> requests) {
        return OriginAccessFix.isNeeded(requests, inspection)
                ? OriginAccessFix.of(requests, inspection)
                : GrantFix.of(requests, inspection);
    }

    static String nearMiss(Comparison nearest) {
        String number = String.valueOf(nearest.number());
        String statement = "Statement " + number
                + (nearest.label().equals(number) ? "" : " (" + Printable.excerpt(nearest.label()) + ")");
        String misses = nearest.misses().stream()
                .limit(MOST_DIFFERENCES)
                .map(S3GrantCheck::difference)
                .collect(Collectors.joining("; it "));
        int more = nearest.misses().size() - MOST_DIFFERENCES;
        return statement + " comes closest: it " + misses
                + (more > 0 ? "; and " + Phrases.count(more, "more difference") : "") + ".";
    }

    private static String difference(Miss miss) {
        String expected = fewOf(miss.expected());
        String found = Printable.excerpt(miss.found(), LONGEST_VALUE);
        return switch (miss.part()) {
            case PRINCIPAL, ACTION -> "allows " + expected + ", not " + found;
            case RESOURCE -> "is for " + expected + ", not " + found;
            case CONDITION -> "requires " + expected + unmet(found);
        };
    }

    /** Values are joined by "or", and a policy may list hundreds. */
    private static String fewOf(String expected) {
        List<String> values = List.of(expected.split(OR));
        int more = values.size() - MOST_VALUES;
        return values.stream()
                        .limit(MOST_VALUES)
                        .map(value -> Printable.excerpt(value, LONGEST_VALUE))
                        .collect(Collectors.joining(OR))
                + (more > 0 ? OR + Phrases.number(more) + " more" : "");
    }

    private static String unmet(String found) {
        return switch (found) {
            case Miss.WITHHELD -> ", but CloudFront sends another value";
            case "absent" -> ", but the request has none";
            case "unknown" -> ", which the log does not contain";
            default -> ", but the request has " + found;
        };
    }
}
