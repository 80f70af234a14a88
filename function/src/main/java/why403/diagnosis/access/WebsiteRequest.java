package why403.diagnosis.access;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.Certainty;
import why403.diagnosis.access.S3Request.Grant;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.S3Bucket;
import why403.diagnosis.request.S3Operation;
import why403.log.Field;
import why403.log.PercentDecoding;
import why403.policy.Caller;
import why403.policy.Decision;
import why403.policy.Decision.Outcome;
import why403.policy.Policy;
import why403.policy.Request;
import why403.policy.Resource;

/**
 * A forbidden request that a bucket's website endpoint answered. Such an endpoint gets only unsigned requests over HTTP, so
 * everybody must be allowed to read the objects.
 *
 * @param bound the highest certainty of a claim on this request
 * @param caller whom the policy sees
 * @param key the object's key, including the origin path; empty if a function may have rewritten the path, and for a folder,
 *     whose index document is not in the distribution's configuration
 * @param asked what the policy must allow
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html">AWS: permissions for
 *     website access</a>
 */
public record WebsiteRequest(
        ForbiddenRequest forbidden,
        Origin origin,
        S3Bucket bucket,
        BucketPolicy policy,
        Certainty bound,
        Caller caller,
        Optional<String> key,
        Request asked,
        Evaluations evaluations) {

    /** The results of policy evaluations, computed once, because several checks need them and an evaluation is expensive. */
    record Evaluations(Once<Optional<Decision>> reading, Once<Grant> listing) {
        Evaluations() {
            this(new Once<>(), new Once<>());
        }
    }

    static Optional<WebsiteRequest> of(
            ForbiddenRequest forbidden, Origin origin, S3Bucket bucket, BucketPolicy policy) {
        if (forbidden.line().isSpecific() || forbidden.line().isOfTheEdge()) {
            return Optional.empty();
        }
        Certainty line = forbidden.line().originAnswered() ? Certainty.CONFIRMED : Certainty.LIKELY;
        Caller caller = OriginAccess.atWebsite(origin, forbidden.record());
        boolean mayBeRewritten = forbidden
                .behavior()
                .filter(behavior -> !behavior.rewriters().isEmpty())
                .isPresent();
        String requested = requested(forbidden, origin);
        Optional<String> key = mayBeRewritten || requested.isEmpty() || requested.endsWith("/")
                ? Optional.empty()
                : Optional.of(requested);
        boolean isUncertain = mayBeRewritten || S3Operation.isInferred(origin);
        Resource resource = key.filter(name -> !isUncertain)
                .<Resource>map(name -> new Resource.Exactly(bucket.arnOf(name)))
                .orElseGet(() -> new Resource.SomeBelow(bucket.arnOf(isUncertain ? "" : requested)));
        return Optional.of(new WebsiteRequest(
                forbidden,
                origin,
                bucket,
                policy,
                forbidden.bound(line),
                caller,
                key,
                new Request(caller, S3Operation.READ, resource),
                new Evaluations()));
    }

    /** Unlike the REST endpoint, a website endpoint reads a plus as a plus. */
    private static String requested(ForbiddenRequest forbidden, Origin origin) {
        String path = decoded(forbidden.record().value(Field.URI_STEM).orElse("/"));
        String originPath = Optional.ofNullable(origin.originPath()).orElse("");
        return ((originPath.isEmpty() ? "" : decoded(originPath)) + path).substring(1);
    }

    private static String decoded(String path) {
        String decoded =
                PercentDecoding.once(new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        return decoded.startsWith("/") ? decoded : "/" + decoded;
    }

    /** The decision about reading; empty if the policy is not known. */
    private Optional<Decision> reading() {
        return evaluations.reading().get(() -> policy.policy().map(read -> read.decide(asked)));
    }

    /** How certain it is that no statement lets everybody read; empty if one does. */
    public Optional<Certainty> refusal() {
        Optional<Decision> decision = reading();
        if (decision.isEmpty()) {
            return Optional.of(Certainty.POSSIBLE);
        }
        if (decision.get().outcome() == Outcome.IMPLICIT_DENY) {
            return Optional.of(bound);
        }
        return decision.get().outcome() == Outcome.UNDETERMINED
                ? Optional.of(decision.get().refuses() ? Certainty.LIKELY.atMost(bound) : Certainty.POSSIBLE)
                : Optional.empty();
    }

    /** Whether the policy lets everybody read what the record needs. */
    public Grant grant() {
        return reading().map(S3Request::granted).orElse(Grant.UNKNOWN);
    }

    /** Whether the policy lets everybody list the bucket. */
    public Grant listing() {
        return evaluations.listing().get(() -> {
            Request list = new Request(caller, S3Operation.LIST, new Resource.Exactly(bucket.arn()));
            return policy.policy()
                    .map(read -> S3Request.granted(read.decide(list)))
                    .orElse(Grant.UNKNOWN);
        });
    }

    /** The Deny that refuses requests that another statement allows; empty if there is none. */
    public Optional<Denial> denial() {
        return policy.policy()
                .flatMap(read -> Denial.of(read, asked))
                .filter(Denial::isAllowedOtherwise)
                .map(denial -> denial.atMost(bound));
    }

    /** Whether a missing object may be the reason, so that it depends on the object what S3 answers. */
    boolean mayMissItsObject(S3Inspection all) {
        return key.isPresent()
                && isRead()
                && grant() != Grant.REFUSED
                && (forbidden.ambiguous() || listing() != Grant.ALLOWED)
                && !isBlocked(all);
    }

    private boolean isRead() {
        return S3Operation.isRead(forbidden.record());
    }

    private boolean isBlocked(S3Inspection all) {
        return policy.policy().filter(Policy::isPublic).isPresent()
                && all.publicAccess(bucket).inForce().restrictPublicBuckets();
    }

    /**
     * How certain it is that the object is missing; empty if it exists. AWS's documents disagree about the answer to a viewer
     * that may not list the bucket (403, or 404 as to one that may), so it is likely at most.
     *
     * @see <a href="https://repost.aws/knowledge-center/s3-website-cloudfront-error-403">AWS: 403 from a website endpoint</a>
     */
    public Optional<Certainty> missing(S3Inspection all) {
        if (!mayMissItsObject(all)) {
            return Optional.empty();
        }
        return switch (all.objects().presence(bucket, key.orElseThrow())) {
            case THERE -> Optional.empty();
            case MISSING -> Optional.of(Certainty.LIKELY.atMost(bound));
            case NOT_ASKED ->
                Optional.of(
                        all.objects().allAskedAreMissing(bucket) ? Certainty.LIKELY.atMost(bound) : Certainty.POSSIBLE);
            case NOT_CHECKED -> Optional.of(Certainty.POSSIBLE);
        };
    }
}
