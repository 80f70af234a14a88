package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.cause.Headline;
import why403.diagnosis.access.AdmissionFix;
import why403.diagnosis.access.Denial;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.WebsiteRequest;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.text.Phrases;
import why403.text.Printable;

/** A Deny statement of the bucket's policy applies to CloudFront's request. A Deny outranks every Allow. */
final class S3ExplicitDeny implements Check {

    private static final String WEBSITE = "a website endpoint";

    private record Topic(S3Bucket bucket, List<Integer> statements, String access) {}

    private final S3Inspection inspection;

    S3ExplicitDeny(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_EXPLICIT_DENY;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return inspection.mayBeOfBucket(kind) || inspection.isOfWebsite(kind);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .of(forbidden)
                .flatMap(request -> denial(request)
                        .map(denial -> new Claim(
                                denial.certainty(),
                                new Topic(
                                        request.bucket(),
                                        denial.numbers(),
                                        request.access().named()))))
                .or(() -> inspection
                        .website(forbidden)
                        .flatMap(request -> request.denial()
                                .map(denial -> new Claim(
                                        denial.certainty(), new Topic(request.bucket(), denial.numbers(), WEBSITE)))));
    }

    /** Unsigned requests that no statement allows are refused with or without the Deny. */
    private static Optional<Denial> denial(S3Request request) {
        return request.denial().filter(denial -> request.access().signs() || denial.isAllowedOtherwise());
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportStatements);
    }

    private Finding reportStatements(List<Explained> explained) {
        return inspection
                .website(explained.get(0).request())
                .map(S3ExplicitDeny::ofWebsite)
                .orElseGet(() -> ofBucket(explained));
    }

    /** A Deny of insecure transport always applies to a website endpoint, which has no HTTPS. */
    private static Finding ofWebsite(WebsiteRequest request) {
        Denial denial = request.denial().orElseThrow();
        return new Finding(
                headline(request.bucket()),
                S3WebsiteEndpointPrivate.denied(request, denial),
                List.of(
                        request.policy().answer(),
                        "Origin " + Printable.excerpt(request.origin().id())
                                + " is a website endpoint, to which CloudFront sends unsigned requests over HTTP."),
                Optional.of(S3WebsiteEndpointPrivate.fix(request)),
                List.of(request.bucket().resource()));
    }

    private static Headline headline(S3Bucket bucket) {
        return new Headline(
                "a Deny in the policy of bucket " + bucket.name() + " refuses CloudFront",
                "a Deny in the policy of bucket " + bucket.name() + " refused CloudFront");
    }

    private Finding ofBucket(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        Denial denial = denial(request).orElseThrow();
        List<String> evidence = new ArrayList<>();
        evidence.add(request.policy().answer());
        if (!denial.unknownKeys().isEmpty()) {
            evidence.add("Whether it denies depends on " + Phrases.list(denial.unknownKeys())
                    + ", which the log does not contain.");
        }
        if (!denial.isAllowedOtherwise()) {
            evidence.add("No other statement allows these requests either.");
        }
        evidence.add(BucketEvidence.access(request));
        evidence.add(BucketEvidence.mostRequested(requests));
        evidence.addAll(BucketEvidence.doubts(request, true));
        return new Finding(
                headline(request.bucket()),
                summary(request, denial),
                evidence,
                Optional.of(fix(requests, denial).then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }

    private static String summary(S3Request request, Denial denial) {
        boolean isOne = denial.labels().size() == 1;
        String denies = denial.unknownKeys().isEmpty() ? isOne ? " denies " : " deny " : " may deny ";
        String where = isOne || denial.where().isEmpty() ? denial.where() : ", the first" + denial.where();
        return denial.named() + " of the policy of bucket "
                + request.bucket().name()
                + denies
                + request.asked().action() + where + ", and that applies to " + who(request);
    }

    private static String who(S3Request request) {
        return request.access().signs()
                ? request.grantee()
                : "the unsigned requests of distribution "
                        + request.distribution().id();
    }

    private Fix fix(List<S3Request> requests, Denial denial) {
        S3Request request = requests.get(0);
        return request.access().signs()
                ? AdmissionFix.of(requests, inspection)
                : Fix.byHand("Narrow " + denial.named() + " of the policy of bucket "
                        + request.bucket().name() + " so that it does not apply to " + who(request)
                        + ". A statement cannot tell unsigned requests of CloudFront from others: create an OAC for the"
                        + " origin first");
    }
}
