package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.access.PublicAccess;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Request.Grant;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Policy;
import why403.policy.PublicAccessBlock.Verdict;
import why403.text.Printable;

/** The bucket's policy lets everybody read, and Block Public Access overrides it. An OAC is not affected. */
final class S3PublicAccessBlocked implements Check {

    private record Topic(S3Bucket bucket, String originId) {}

    private final S3Inspection inspection;

    S3PublicAccessBlocked(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_PUBLIC_ACCESS_BLOCKED;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .of(forbidden)
                .flatMap(request -> certainty(request)
                        .map(certainty -> new Claim(
                                certainty,
                                new Topic(request.bucket(), request.origin().id()))));
    }

    /** The switches are asked for only if a public policy is all that allows the request. */
    private Optional<Certainty> certainty(S3Request request) {
        Optional<Policy> open = request.policy().policy().filter(Policy::isPublic);
        if (open.isEmpty() || request.access() instanceof OriginAccess.Control || request.grant() != Grant.ALLOWED) {
            return Optional.empty();
        }
        PublicAccess access = inspection.publicAccess(request.bucket());
        Verdict verdict = access.inForce().on(request.caller().principal(), open.get());
        return switch (verdict) {
            case REFUSES -> Optional.of(request.bound());
            case MAY_REFUSE -> Optional.of(Certainty.LIKELY.atMost(request.bound()));
            case ADMITS -> access.isKnown() ? Optional.empty() : Optional.of(Certainty.POSSIBLE);
        };
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportBucket);
    }

    private Finding reportBucket(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        PublicAccess access = inspection.publicAccess(request.bucket());
        boolean isOn = access.inForce().restrictPublicBuckets();
        List<String> evidence = new ArrayList<>(access.answers());
        evidence.add(request.policy().answer() + " It lets everybody read the objects.");
        evidence.add(BucketEvidence.access(request));
        evidence.add(BucketEvidence.mostRequested(requests));
        String bucket = "bucket " + request.bucket().name();
        return new Finding(
                new Headline(
                        "Block Public Access overrides the policy of " + bucket,
                        "Block Public Access overrode the policy of " + bucket),
                "origin " + Printable.excerpt(request.origin().id()) + " relies on the public policy of " + bucket
                        + ", and Block Public Access " + (isOn ? "overrides it" : "may override it"),
                evidence,
                Optional.of(
                        OriginAccessFix.of(requests, inspection).then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }
}
