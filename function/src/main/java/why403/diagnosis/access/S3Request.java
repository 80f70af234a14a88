package why403.diagnosis.access;

import java.util.List;
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
 * @param bound what no claim on it may be surer than, since the line or an origin group leaves doubt
 * @param rewriters the functions that may have rewritten the key, as a person would name them
 */
public record S3Request(
        ForbiddenRequest forbidden,
        Distribution distribution,
        Origin origin,
        S3Bucket bucket,
        OriginAccess access,
        Caller caller,
        S3Operation asked,
        BucketPolicy policy,
        Certainty bound,
        List<String> rewriters,
        Judged judged) {

    /** What the policy says of it: each check asks again, and an evaluation is dear. */
    record Judged(Once<Optional<GrantFault>> fault, Once<Grant> grant, Once<Grant> listing) {
        Judged() {
            this(new Once<>(), new Once<>(), new Once<>());
        }
    }

    /** Whether the policy lets CloudFront do something. */
    public enum Grant {
        ALLOWED,
        REFUSED,
        UNKNOWN
    }

    /** The record as that origin saw it; empty where it is no REST endpoint of S3, or did not answer. */
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
        Optional<Certainty> line = S3Signature.bound(forbidden, distribution);
        return line.flatMap(bound -> S3Operation.by(forbidden.record(), origin, rootObject)
                .map(asked -> {
                    OriginAccess access = all.access(origin);
                    return new S3Request(
                            forbidden,
                            distribution,
                            origin,
                            bucket,
                            access,
                            all.caller(access, origin, forbidden.record()),
                            asked,
                            all.policy(bucket),
                            isThroughGroup(forbidden, origin) ? bound.atMost(Certainty.LIKELY) : bound,
                            forbidden.behavior().map(all::rewriters).orElse(List.of()),
                            new Judged());
                }));
    }

    private static boolean isThroughGroup(ForbiddenRequest forbidden, Origin origin) {
        return forbidden
                .behavior()
                .filter(behavior -> !behavior.targetOriginId().equals(origin.id()))
                .isPresent();
    }

    /** Whether what a statement must hold to grant it is known. */
    public boolean isGrantable() {
        return access instanceof OriginAccess.Identity
                || DistributionArn.of(distribution).isPresent();
    }

    /** The same, as it would be under another access. */
    public S3Request under(OriginAccess other) {
        return with(other, policy);
    }

    /** The same, as it would be under another policy. */
    public S3Request under(BucketPolicy other) {
        return with(access, other);
    }

    private S3Request with(OriginAccess otherAccess, BucketPolicy otherPolicy) {
        return new S3Request(
                forbidden,
                distribution,
                origin,
                bucket,
                otherAccess,
                otherAccess.caller(DistributionArn.of(distribution), origin, forbidden.record()),
                asked,
                otherPolicy,
                bound,
                rewriters,
                new Judged());
    }

    public boolean keyMayBeRewritten() {
        return !rewriters.isEmpty();
    }

    /** What no claim that hangs on the key may be surer than. */
    public Certainty keyBound() {
        return keyMayBeRewritten() ? Certainty.POSSIBLE : bound;
    }

    /** The fault of the grant that this record needs, as sure as the record lets it be; empty where there is none. */
    public Optional<GrantFault> grantFault() {
        return judged.fault().get(this::judgeGrant);
    }

    private Optional<GrantFault> judgeGrant() {
        return policy.policy()
                .map(this::grantFault)
                .orElseGet(() -> Optional.of(GrantFault.unseen()))
                .map(fault -> fault.atMost(bound));
    }

    private Optional<GrantFault> grantFault(Policy read) {
        if (!keyMayBeRewritten()) {
            return fault(read, object());
        }
        Request anyObject = new Request(caller, asked.action(), new Resource.SomeBelow(bucket.arnOf("")));
        return read.decide(anyObject).unknownKeys().contains(Resource.SomeBelow.KEY)
                ? fault(read, object()).map(fault -> fault.atMost(Certainty.POSSIBLE))
                : fault(read, anyObject);
    }

    private static Optional<GrantFault> fault(Policy read, Request request) {
        Policy.Judgement judgement = read.judge(request);
        return GrantFault.of(judgement.decision(), judgement.allows());
    }

    /** Whether it may have been refused since its object does not exist, which S3 tells only to who may list. */
    boolean mayMissItsObject() {
        return asked.isRead()
                && !(access instanceof OriginAccess.NeverSigning)
                && grant() != Grant.REFUSED
                && (forbidden.ambiguous() || listing() != Grant.ALLOWED);
    }

    /** How surely its object is missing; empty where it is not, or where S3 would have said 404. */
    public Optional<Certainty> missing(String key, S3Inspection all) {
        if (!mayMissItsObject()) {
            return Optional.empty();
        }
        Certainty granted = grant() == Grant.ALLOWED && listing() != Grant.UNKNOWN && access.signs()
                ? Certainty.CONFIRMED
                : Certainty.LIKELY;
        return switch (all.presence(bucket, key)) {
            case THERE -> Optional.empty();
            case MISSING -> Optional.of(granted.atMost(keyBound()));
            case NOT_ASKED ->
                Optional.of(all.allAskedAreMissing(bucket) ? Certainty.LIKELY.atMost(keyBound()) : Certainty.POSSIBLE);
            case NOT_CHECKED -> Optional.of(Certainty.POSSIBLE);
        };
    }

    /** Whether the policy lets CloudFront do what the record needs. */
    public Grant grant() {
        return judged.grant().get(() -> granted(object()));
    }

    /** Whether the policy lets CloudFront list the bucket, so that S3 says 404 of a key that does not exist. */
    public Grant listing() {
        return judged.listing().get(() -> granted(listBucket()));
    }

    private Grant granted(Request request) {
        return policy.policy()
                .map(read -> read.decide(request))
                .map(S3Request::granted)
                .orElse(Grant.UNKNOWN);
    }

    private static Grant granted(Decision decision) {
        if (decision.refuses()) {
            return Grant.REFUSED;
        }
        return decision.outcome() == Decision.Outcome.ALLOW ? Grant.ALLOWED : Grant.UNKNOWN;
    }

    /** What the record needs: where the bucket itself was asked for, the object that should have been served. */
    public Request object() {
        String key = asked.key()
                .orElseGet(() -> Optional.ofNullable(origin.originPath()).orElse("") + "/index.html");
        String withoutSlash = asked.key().isEmpty() ? key.substring(1) : key;
        return new Request(caller, asked.action(), new Resource.Exactly(bucket.arnOf(withoutSlash)));
    }

    public Request listBucket() {
        return new Request(caller, S3Operation.LIST, new Resource.Exactly(bucket.arn()));
    }

    /** The distribution and the identity that it signs with, as a summary names them. */
    public String grantee() {
        return "distribution " + distribution.id() + " (" + access.named() + ")";
    }
}
