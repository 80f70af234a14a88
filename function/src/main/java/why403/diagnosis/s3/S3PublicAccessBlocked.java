package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.access.BucketPolicy;
import why403.diagnosis.access.OriginAccessFix;
import why403.diagnosis.access.PublicAccess;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Request.Grant;
import why403.diagnosis.access.WebsiteRequest;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.DistributionArn;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Caller;
import why403.policy.Policy;
import why403.policy.PublicAccessBlock;
import why403.policy.PublicAccessBlock.Verdict;
import why403.text.Printable;

/** The bucket's policy lets everybody read, and Block Public Access overrides it. An OAC is not affected. */
final class S3PublicAccessBlocked implements Check {

    private record Topic(S3Bucket bucket, String originId, boolean isWebsite) {}

    private final S3Inspection inspection;

    S3PublicAccessBlocked(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_PUBLIC_ACCESS_BLOCKED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return inspection.mayBeOfBucket(kind) || inspection.isOfWebsite(kind);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .of(forbidden)
                .flatMap(this::ofBucket)
                .or(() -> inspection.website(forbidden).flatMap(this::ofWebsite));
    }

    /** The switches are asked for only if a public policy is all that allows the request. */
    private Optional<Claim> ofBucket(S3Request request) {
        return request.access() instanceof OriginAccess.Control || request.grant() != Grant.ALLOWED
                ? Optional.empty()
                : certainty(request.bucket(), request.policy(), request.caller(), request.bound())
                        .map(certainty -> new Claim(
                                certainty,
                                new Topic(request.bucket(), request.origin().id(), false)));
    }

    private Optional<Claim> ofWebsite(WebsiteRequest request) {
        return request.grant() != Grant.ALLOWED
                ? Optional.empty()
                : certainty(request.bucket(), request.policy(), request.caller(), request.bound())
                        .map(certainty -> new Claim(
                                certainty,
                                new Topic(request.bucket(), request.origin().id(), true)));
    }

    private Optional<Certainty> certainty(S3Bucket bucket, BucketPolicy policy, Caller caller, Certainty bound) {
        Optional<Policy> open = policy.policy().filter(Policy::isPublic);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        PublicAccess access = inspection.publicAccess(bucket);
        Verdict verdict = access.inForce().on(caller.principal(), open.get());
        return switch (verdict) {
            case REFUSES -> Optional.of(bound);
            case MAY_REFUSE -> Optional.of(Certainty.LIKELY.atMost(bound));
            case ADMITS -> access.isKnown() ? Optional.empty() : Optional.of(Certainty.POSSIBLE);
        };
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportOrigin);
    }

    private Finding reportOrigin(List<Explained> explained) {
        Topic topic = (Topic) explained.get(0).claim().topic();
        return topic.isWebsite() ? reportWebsite(explained, topic) : reportBucket(explained, topic);
    }

    private Finding reportBucket(List<Explained> explained, Topic topic) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        List<String> evidence = evidence(topic, request.policy());
        evidence.add(BucketEvidence.access(request));
        evidence.add(BucketEvidence.mostRequested(requests));
        return finding(
                topic,
                evidence,
                OriginAccessFix.of(requests, inspection).then(BucketEvidence.clearCache(explained, request)));
    }

    private Finding reportWebsite(List<Explained> explained, Topic topic) {
        WebsiteRequest request = inspection.website(explained.get(0).request()).orElseThrow();
        List<String> evidence = evidence(topic, request.policy());
        evidence.add(WebsiteEvidence.endpoint(request));
        String distribution = inspection.incident().distributionId();
        return finding(
                topic,
                evidence,
                Fix.byHand(WebsiteEvidence.useRestEndpoint(request)
                                + ". Block Public Access can stay on, except that BlockPublicPolicy refuses a policy that"
                                + " still has a public statement. Only if the site should be public, turn"
                                + " RestrictPublicBuckets off instead, for " + switchesOf(topic.bucket()))
                        .then(BucketEvidence.clearCache(explained, distribution)));
    }

    /** Where the switch is on, or may be on. */
    private String switchesOf(S3Bucket bucket) {
        PublicAccess access = inspection.publicAccess(bucket);
        boolean isOffForBucket = isOff(access.ofBucket());
        boolean isOffForAccount = isOff(access.ofAccount());
        String ofBucket = "bucket " + bucket.name();
        String ofAccount = "account "
                + inspection.distributionArn().map(DistributionArn::account).orElse("of the bucket")
                + ", where it protects all buckets: turn it on for each of the others first";
        return isOffForAccount ? ofBucket : isOffForBucket ? ofAccount : ofBucket + " and for " + ofAccount;
    }

    private static boolean isOff(Optional<PublicAccessBlock> block) {
        return block.filter(known -> !known.restrictPublicBuckets()).isPresent();
    }

    private List<String> evidence(Topic topic, BucketPolicy policy) {
        List<String> evidence =
                new ArrayList<>(inspection.publicAccess(topic.bucket()).answers());
        evidence.add(policy.answer() + " It lets everybody read the objects.");
        return evidence;
    }

    private Finding finding(Topic topic, List<String> evidence, Fix fix) {
        boolean isOn = inspection.publicAccess(topic.bucket()).inForce().restrictPublicBuckets();
        String bucket = "bucket " + topic.bucket().name();
        return new Finding(
                new Headline(
                        "Block Public Access overrides the policy of " + bucket,
                        "Block Public Access overrode the policy of " + bucket),
                "origin " + Printable.excerpt(topic.originId()) + " relies on the public policy of " + bucket
                        + ", and Block Public Access " + (isOn ? "overrides it" : "may override it"),
                evidence,
                Optional.of(fix),
                List.of(topic.bucket().resource()));
    }
}
