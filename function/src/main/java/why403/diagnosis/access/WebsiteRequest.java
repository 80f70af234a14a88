package why403.diagnosis.access;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.Certainty;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.S3Bucket;
import why403.log.Field;
import why403.log.PercentDecoding;
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
        Request asked) {

    static Optional<WebsiteRequest> of(
            ForbiddenRequest forbidden, Origin origin, S3Bucket bucket, BucketPolicy policy) {
        if (forbidden.line().isSpecific() || forbidden.line().isOfTheEdge()) {
            return Optional.empty();
        }
        Certainty line = forbidden.line().originAnswered() ? Certainty.CONFIRMED : Certainty.LIKELY;
        return Optional.of(new WebsiteRequest(
                forbidden,
                origin,
                bucket,
                policy,
                forbidden.bound(line),
                new Request(
                        OriginAccess.atWebsite(origin, forbidden.record()),
                        "s3:GetObject",
                        resource(forbidden, origin, bucket))));
    }

    /** For a folder, the website serves an index document, whose name is not known. */
    private static Resource resource(ForbiddenRequest forbidden, Origin origin, S3Bucket bucket) {
        String path = decoded(forbidden.record().value(Field.URI_STEM).orElse("/"));
        String key = (Optional.ofNullable(origin.originPath()).orElse("") + path).substring(1);
        boolean mayBeRewritten = forbidden
                .behavior()
                .filter(behavior -> !behavior.rewriters().isEmpty())
                .isPresent();
        if (mayBeRewritten) {
            return new Resource.SomeBelow(bucket.arnOf(""));
        }
        return path.endsWith("/") ? new Resource.SomeBelow(bucket.arnOf(key)) : new Resource.Exactly(bucket.arnOf(key));
    }

    private static String decoded(String path) {
        String decoded =
                PercentDecoding.once(new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        return decoded.startsWith("/") ? decoded : "/" + decoded;
    }

    /** How certain it is that no statement lets everybody read; empty if one does. */
    public Optional<Certainty> refusal() {
        Optional<Policy> read = policy.policy();
        if (read.isEmpty()) {
            return Optional.of(Certainty.POSSIBLE);
        }
        Decision decision = read.get().decide(asked);
        if (decision.outcome() == Outcome.IMPLICIT_DENY) {
            return Optional.of(bound);
        }
        return decision.outcome() == Outcome.UNDETERMINED
                ? Optional.of(decision.refuses() ? Certainty.LIKELY.atMost(bound) : Certainty.POSSIBLE)
                : Optional.empty();
    }

    /** The Deny that refuses requests that another statement allows; empty if there is none. */
    public Optional<Denial> denial() {
        return policy.policy()
                .flatMap(read -> Denial.of(read, asked))
                .filter(Denial::isAllowedOtherwise)
                .map(denial -> denial.atMost(bound));
    }
}
