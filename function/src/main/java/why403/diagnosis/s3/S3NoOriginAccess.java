package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.OriginAccessFix;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.CachedPaths;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.diagnosis.request.S3Signature;
import why403.policy.Comparison;
import why403.policy.Decision;
import why403.policy.Decision.Outcome;
import why403.policy.Miss;
import why403.policy.Part;
import why403.policy.Policy;
import why403.text.Printable;

/** The origin has neither an origin access control nor an origin access identity, and the bucket is not public. */
final class S3NoOriginAccess implements Check {

    private record Topic(S3Bucket bucket, String originId) {}

    private final S3Inspection inspection;

    S3NoOriginAccess(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_NO_ORIGIN_ACCESS;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return inspection.mayBeOfBucket(kind)
                || kind.origin().filter(inspection::isAccessPoint).isPresent();
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .of(forbidden)
                .filter(request -> request.access() instanceof OriginAccess.None)
                .flatMap(request -> certainty(request)
                        .map(certainty -> new Claim(
                                servesOthers(request) ? certainty.atMost(Certainty.LIKELY) : certainty,
                                new Topic(request.bucket(), request.origin().id()))))
                .or(() -> atAccessPoint(forbidden));
    }

    /** An access point can be public too, and its policy is not read. */
    private Optional<Claim> atAccessPoint(ForbiddenRequest forbidden) {
        return accessPoint(forbidden)
                .filter(origin -> OriginAccess.of(origin, inspection.account()) instanceof OriginAccess.None)
                .flatMap(origin -> inspection
                        .incident()
                        .distribution()
                        .flatMap(distribution -> S3Signature.bound(forbidden.kind(), distribution))
                        .map(bound -> new Claim(Certainty.LIKELY.atMost(bound), origin.id())));
    }

    private Optional<Origin> accessPoint(ForbiddenRequest forbidden) {
        return forbidden.origin().filter(inspection::isAccessPoint);
    }

    private boolean servesOthers(S3Request request) {
        return inspection.mayServeByLists(request.origin(), request.bucket());
    }

    /** A Deny without any Allow changes nothing: the bucket is not public either way. */
    private static Optional<Certainty> certainty(S3Request request) {
        boolean onlyDenied = request.policy()
                .policy()
                .filter(read -> isRefusedWithoutAnyAllow(read, request))
                .isPresent();
        return onlyDenied && !request.keyMayBeRewritten()
                ? Optional.of(request.bound())
                : request.grantFault().map(GrantFault::certainty);
    }

    private static boolean isRefusedWithoutAnyAllow(Policy read, S3Request request) {
        Decision decision = read.decide(request.object());
        List<Comparison> allows = read.allowsBeside(request.object());
        return decision.outcome() != Outcome.ALLOW
                && allows.stream().allMatch(allow -> allow.misses().stream().anyMatch(Miss::isCertain));
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportOrigin);
    }

    private Finding reportOrigin(List<Explained> explained) {
        return accessPoint(explained.get(0).request())
                .map(origin -> reportAccessPoint(origin, explained))
                .orElseGet(() -> reportBucket(explained));
    }

    private Finding reportAccessPoint(Origin origin, List<Explained> explained) {
        String id = Printable.excerpt(origin.id());
        return new Finding(
                new Headline(
                        "the origin of an S3 access point has no access control",
                        "the origin of an S3 access point had no access control"),
                "origin " + id + " is the S3 access point " + Printable.excerpt(origin.domainName())
                        + ", and has neither an OAC nor an OAI",
                List.of("The policy of the access point and those of its buckets were not checked."),
                Fix.byHand("Attach an OAC to origin " + id
                                + ", and let the policy of the access point and the policy of each"
                                + " bucket behind it allow the distribution to read")
                        .then(CachedPaths.of(
                                inspection.incident().distributionId(),
                                explained.stream().map(Explained::request).toList())));
    }

    private Finding reportBucket(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        List<String> evidence = new ArrayList<>();
        evidence.add(BucketEvidence.access(request));
        evidence.add(request.policy().answer());
        conditional(request).map(S3GrantCheck::nearMiss).ifPresent(evidence::add);
        evidence.add("Object ACLs, which can make single objects public, were not checked.");
        evidence.add(BucketEvidence.mostRequested(requests));
        evidence.addAll(BucketEvidence.doubts(request, Explained.certainty(explained) == Certainty.POSSIBLE));
        return new Finding(
                new Headline(
                        "the origin of private bucket " + request.bucket().name() + " has no access control",
                        "the origin of private bucket " + request.bucket().name() + " had no access control"),
                summary(request),
                evidence,
                Optional.of(fix(requests).then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }

    private Fix fix(List<S3Request> requests) {
        Fix fix = OriginAccessFix.of(requests, inspection);
        return servesOthers(requests.get(0))
                ? fix.alsoOnlyIf(
                        "Only if no object of the bucket is public by its own access control list, and everybody may"
                                + " read every object of the bucket. If some are, look first whether the requested objects exist"
                                + " and are public")
                : fix;
    }

    private static String summary(S3Request request) {
        String bucket =
                "origin " + Printable.excerpt(request.origin().id()) + " has neither an OAC nor an OAI, and bucket "
                        + request.bucket().name();
        if (request.policy().policy().isEmpty()) {
            return bucket + " may not be public";
        }
        return bucket
                + conditional(request)
                        .map(grant -> grant.misses().stream().allMatch(Miss::isCertain)
                                ? " is public only under a condition that the requests do not meet"
                                : " is public only under a condition that the requests may not meet")
                        .orElse(" is not public");
    }

    /** A statement that lets anybody read, under a condition. */
    private static Optional<Comparison> conditional(S3Request request) {
        return request.policy()
                .policy()
                .flatMap(read -> read.allowsBeside(request.object()).stream()
                        .filter(allow -> !allow.misses().isEmpty())
                        .filter(allow -> allow.misses().stream().allMatch(miss -> miss.part() == Part.CONDITION))
                        .findFirst());
    }
}
