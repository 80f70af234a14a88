package why403.diagnosis.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.Certainty;
import why403.diagnosis.request.DistributionArn;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.S3Bucket;
import why403.diagnosis.request.S3Operation;
import why403.diagnosis.request.S3Signature;
import why403.policy.Caller;
import why403.policy.Decision;
import why403.policy.Policy;
import why403.policy.Request;
import why403.policy.Resource;

/**
 * A forbidden record that a bucket's REST endpoint may have answered.
 *
 * @param arn of the distribution; empty if it is not known
 * @param bound the highest certainty of a claim on this request; the log line or an origin group can limit it
 * @param rewriters the names of the functions that may have rewritten the key
 */
public record S3Request(
        ForbiddenRequest forbidden,
        Distribution distribution,
        Optional<DistributionArn> arn,
        Origin origin,
        S3Bucket bucket,
        OriginAccess access,
        Caller caller,
        S3Operation asked,
        BucketPolicy policy,
        Certainty bound,
        List<String> rewriters,
        Evaluations evaluations) {

    /** The results of policy evaluations, computed once, because every check needs them and an evaluation is expensive. */
    record Evaluations(
            Once<Optional<Policy.ExplainedDecision>> object,
            Once<Optional<GrantFault>> fault,
            Once<Optional<Denial>> denial,
            Once<Grant> grant,
            Once<Grant> listing) {
        Evaluations() {
            this(new Once<>(), new Once<>(), new Once<>(), new Once<>(), new Once<>());
        }
    }

    /** Whether the policy allows a request of CloudFront. */
    public enum Grant {
        ALLOWED,
        REFUSED,
        UNKNOWN
    }

    /** The record as a request to that origin; empty if the origin is not a REST endpoint of S3, or did not answer. */
    static Optional<S3Request> of(ForbiddenRequest forbidden, Origin origin, S3Inspection all) {
        return all.distribution()
                .flatMap(distribution ->
                        all.bucket(origin).flatMap(bucket -> of(forbidden, distribution, origin, bucket, all)));
    }

    private static Optional<S3Request> of(
            ForbiddenRequest forbidden, Distribution distribution, Origin origin, S3Bucket bucket, S3Inspection all) {
        String rootObject = Optional.ofNullable(
                        distribution.distributionConfig().defaultRootObject())
                .orElse("");
        Optional<Certainty> line = S3Signature.bound(forbidden.kind(), distribution);
        return line.flatMap(bound -> S3Operation.by(forbidden.record(), origin, rootObject)
                .map(asked -> {
                    OriginAccess access = all.access(origin);
                    return new S3Request(
                            forbidden,
                            distribution,
                            all.distributionArn(),
                            origin,
                            bucket,
                            access,
                            all.caller(origin, forbidden.record()),
                            asked,
                            all.policy(bucket),
                            isThroughGroup(forbidden, origin) ? bound.atMost(Certainty.LIKELY) : bound,
                            forbidden.behavior().map(all::rewriters).orElse(List.of()),
                            new Evaluations());
                }));
    }

    private static boolean isThroughGroup(ForbiddenRequest forbidden, Origin origin) {
        return forbidden
                .behavior()
                .filter(behavior -> !behavior.targetOriginId().equals(origin.id()))
                .isPresent();
    }

    /** Whether everything is known that a statement needs to allow this request. */
    public boolean isGrantable() {
        return access instanceof OriginAccess.Identity || arn.isPresent();
    }

    /** The ARN of the identity, otherwise that of the distribution. Only if the request {@link #isGrantable}. */
    public String granteeArn() {
        return access instanceof OriginAccess.Identity identity
                ? identity.principal(bucket.partition()).arn()
                : arn.map(DistributionArn::arn).orElseThrow();
    }

    /** The same request with another origin access. */
    public S3Request under(OriginAccess other) {
        return with(other, other.caller(arn, origin, forbidden.record()), policy);
    }

    /** The same request with another bucket policy. */
    public S3Request under(BucketPolicy other) {
        return with(access, caller, other);
    }

    /** The same request over HTTPS. */
    S3Request overHttps() {
        return with(access, caller.with(Map.of("aws:SecureTransport", List.of("true"))), policy);
    }

    private S3Request with(OriginAccess otherAccess, Caller otherCaller, BucketPolicy otherPolicy) {
        return new S3Request(
                forbidden,
                distribution,
                arn,
                origin,
                bucket,
                otherAccess,
                otherCaller,
                asked,
                otherPolicy,
                bound,
                rewriters,
                new Evaluations());
    }

    public boolean keyMayBeRewritten() {
        return !rewriters.isEmpty();
    }

    /** The highest certainty of a claim that depends on the key. */
    public Certainty keyBound() {
        return ofKey().atMost(bound);
    }

    /** How certain the key is. */
    private Certainty ofKey() {
        if (keyMayBeRewritten()) {
            return Certainty.POSSIBLE;
        }
        return S3Operation.isInferred(origin) ? Certainty.LIKELY : Certainty.CONFIRMED;
    }

    /** The fault of the policy statement that this record needs, with limited certainty; empty if there is no fault. */
    public Optional<GrantFault> grantFault() {
        return evaluations.fault().get(this::findGrantFault);
    }

    private Optional<GrantFault> findGrantFault() {
        return policy.policy()
                .map(this::grantFault)
                .orElseGet(() -> Optional.of(GrantFault.ofUnreadablePolicy()))
                .map(fault -> fault.atMost(bound));
    }

    private Optional<GrantFault> grantFault(Policy read) {
        if (ofKey() == Certainty.CONFIRMED) {
            return ofObject().flatMap(S3Request::fault);
        }
        Request anyObject = anyObject();
        return read.decide(anyObject).unknownKeys().contains(Resource.SomeBelow.KEY)
                ? ofObject().flatMap(S3Request::fault).map(fault -> fault.atMost(ofKey()))
                : fault(read.explain(anyObject));
    }

    /** The policy's decision about the object; empty if the policy could not be read. */
    private Optional<Policy.ExplainedDecision> ofObject() {
        return evaluations.object().get(() -> policy.policy().map(read -> read.explain(object())));
    }

    private static Optional<GrantFault> fault(Policy.ExplainedDecision explained) {
        return GrantFault.of(explained.decision(), explained.allows());
    }

    /** The Deny statements that refuse this request, or may refuse it; empty if there are none. */
    public Optional<Denial> denial() {
        return evaluations.denial().get(this::findDenial);
    }

    private Optional<Denial> findDenial() {
        return policy.policy().filter(Policy::denies).flatMap(read -> {
            Optional<Denial> ofAny = ofKey() == Certainty.CONFIRMED ? Optional.empty() : Denial.of(read, anyObject());
            return ofAny.or(() -> ofObject()
                            .flatMap(explained -> Denial.of(read, explained))
                            .map(denial -> denial.atMost(ofKey())))
                    .map(denial -> denial.atMost(bound));
        });
    }

    /** Whether no statement allows what the record needs, so that it is refused without any Deny too. */
    boolean needsStatement() {
        return grantFault().isPresent()
                || denial().filter(denial -> !denial.isAllowedOtherwise()).isPresent();
    }

    private Request anyObject() {
        return new Request(caller, asked.action(), new Resource.SomeBelow(bucket.arnOf("")));
    }

    /** The object on which S3's answer depends; empty if the answer does not depend on it. */
    Optional<ObjectLookups.Wanted> wanted() {
        return needsItsObject()
                ? asked.key()
                        .map(key -> new ObjectLookups.Wanted(
                                bucket, key, mayMissItsObject() ? asked.keyWithPlus() : Optional.empty()))
                : Optional.empty();
    }

    /** Whether a missing object may be the reason. S3 answers 403 instead of 404 if the caller may not list the bucket. */
    private boolean mayMissItsObject() {
        return needsItsObject() && (forbidden.ambiguous() || listing() != Grant.ALLOWED);
    }

    /** Whether it depends on the object itself what S3 answers: the policy may allow to read it. */
    public boolean needsItsObject() {
        return asked.isRead() && !(access instanceof OriginAccess.NeverSigning) && grant() != Grant.REFUSED;
    }

    /** How certain it is that the object is missing; empty if it exists, or if S3 would have answered 404. */
    public Optional<Certainty> missing(String key, S3Inspection all) {
        if (!mayMissItsObject()) {
            return Optional.empty();
        }
        Certainty granted = grant() == Grant.ALLOWED && listing() != Grant.UNKNOWN && access.signs()
                ? Certainty.CONFIRMED
                : Certainty.LIKELY;
        return switch (all.objects().presence(bucket, key)) {
            case THERE -> Optional.empty();
            case MISSING -> Optional.of(granted.atMost(keyBound()));
            case NOT_ASKED ->
                Optional.of(
                        all.objects().allAskedAreMissing(bucket)
                                ? Certainty.LIKELY.atMost(keyBound())
                                : Certainty.POSSIBLE);
            case NOT_CHECKED -> isListed(key, all) ? Optional.empty() : Optional.of(Certainty.POSSIBLE);
        };
    }

    /** Whether the search for the owner of an object that HeadObject refuses has found the object. */
    private boolean isListed(String key, S3Inspection all) {
        return all.objects().isDenied(bucket, key) && all.owners(bucket).isListed(key);
    }

    /** Whether the policy allows what the record needs. */
    public Grant grant() {
        return evaluations
                .grant()
                .get(() -> ofObject()
                        .map(explained -> granted(explained.decision()))
                        .orElse(Grant.UNKNOWN));
    }

    /** Whether the policy allows CloudFront to list the bucket. Then S3 answers 404 for a key that does not exist. */
    public Grant listing() {
        return evaluations.listing().get(this::grantedToList);
    }

    private Grant grantedToList() {
        return policy.policy().map(read -> granted(read.decide(listBucket()))).orElse(Grant.UNKNOWN);
    }

    static Grant granted(Decision decision) {
        if (decision.refuses()) {
            return Grant.REFUSED;
        }
        return decision.outcome() == Decision.Outcome.ALLOW ? Grant.ALLOWED : Grant.UNKNOWN;
    }

    /** The request that the policy must allow. If the viewer requested the bucket itself, this is its index page. */
    public Request object() {
        String key = asked.key().orElseGet(() -> S3Operation.originPath(origin) + "/index.html");
        String withoutSlash = asked.key().isEmpty() ? key.substring(1) : key;
        return new Request(caller, asked.action(), new Resource.Exactly(bucket.arnOf(withoutSlash)));
    }

    public Request listBucket() {
        return new Request(caller, S3Operation.LIST, new Resource.Exactly(bucket.arn()));
    }

    /** The distribution and the identity that signs its requests, for a summary. */
    public String grantee() {
        return "distribution " + distribution.id() + " (" + access.named() + ")";
    }
}
