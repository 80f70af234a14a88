package why403.diagnosis.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Request.Grant;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.log.Field;
import why403.text.Phrases;

/**
 * The object was requested before it existed, and CloudFront went on serving S3's 403 from its cache.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html">AWS: how long
 *     CloudFront caches errors</a>
 */
final class S3ErrorCached implements Check {

    private static final int FORBIDDEN = 403;

    /** Of errors for which the distribution sets none. */
    private static final long DEFAULT_SECONDS = 10;

    private record Topic(S3Bucket bucket) {}

    private record Span(Instant first, Instant last, long requests, long answeredByOrigin) {

        Span plus(Span other) {
            return new Span(
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last,
                    requests + other.requests,
                    answeredByOrigin + other.answeredByOrigin);
        }
    }

    private final S3Inspection inspection;
    private Optional<Map<String, Span>> refusedByPath = Optional.empty();

    S3ErrorCached(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_ERROR_CACHED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return inspection.mayBeOfBucket(kind);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .of(forbidden)
                .filter(request -> request.grant() == Grant.ALLOWED)
                .filter(this::wasMadeLater)
                .map(request -> new Claim(certainty(request).atMost(request.keyBound()), new Topic(request.bucket())));
    }

    private Optional<Instant> made(S3Request request) {
        return request.asked()
                .key()
                .flatMap(key -> inspection.objects().stored(request.bucket(), key))
                .map(HeadObjectResponse::lastModified);
    }

    /** Whether a 403 from before the object was made had left the cache before this request. */
    private boolean isTooLate(S3Request request) {
        return made(request)
                .filter(made -> request.forbidden().record().time().isAfter(made.plusSeconds(seconds())))
                .isPresent();
    }

    private boolean wasMadeLater(S3Request request) {
        return made(request)
                .filter(made -> refused(request.forbidden())
                        .filter(span -> made.isAfter(span.first()))
                        .isPresent())
                .isPresent();
    }

    private Certainty certainty(S3Request request) {
        ForbiddenRequest forbidden = request.forbidden();
        if (isTooLate(request) || isMostlyOfTheOrigin(forbidden)) {
            return Certainty.POSSIBLE;
        }
        return wasServedLater(forbidden) ? Certainty.CONFIRMED : Certainty.LIKELY;
    }

    /** Whether S3 itself refused most requests of the path, so that the cache is not what kept the errors alive. */
    private boolean isMostlyOfTheOrigin(ForbiddenRequest forbidden) {
        return refused(forbidden)
                .filter(span -> 2 * span.answeredByOrigin() > span.requests())
                .isPresent();
    }

    private boolean wasServedLater(ForbiddenRequest forbidden) {
        Optional<Span> refused = refused(forbidden);
        return refused.isPresent()
                && path(forbidden)
                        .flatMap(path -> inspection.incident().sample().served().of(path, "GET"))
                        .filter(served -> served.last().isAfter(refused.get().last()))
                        .isPresent();
    }

    private static Optional<String> path(ForbiddenRequest forbidden) {
        return forbidden.record().value(Field.URI_STEM);
    }

    private Optional<Span> refused(ForbiddenRequest forbidden) {
        if (refusedByPath.isEmpty()) {
            Map<String, Span> spans = new HashMap<>();
            for (ForbiddenRequest request : inspection.incident().requests()) {
                Instant at = request.record().time();
                path(request)
                        .ifPresent(path -> spans.merge(
                                path, new Span(at, at, 1, request.line().originAnswered() ? 1 : 0), Span::plus));
            }
            refusedByPath = Optional.of(spans);
        }
        return path(forbidden).map(refusedByPath.get()::get);
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportBucket);
    }

    private Finding reportBucket(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        long keys = requests.stream().map(one -> one.asked().key()).distinct().count();
        long answered = explained.stream()
                .filter(one -> one.request().line().originAnswered())
                .count();
        long served = explained.stream()
                .map(Explained::request)
                .filter(this::wasServedLater)
                .map(S3ErrorCached::path)
                .distinct()
                .count();
        List<String> evidence = new ArrayList<>();
        evidence.add("HeadObject: " + Phrases.count(keys, "object") + (keys == 1 ? " was" : " were")
                + " last modified after the first 403 of " + (keys == 1 ? "its path." : "their paths."));
        boolean isAllOfS3 = answered == explained.size();
        evidence.add("S3 answered " + Phrases.number(answered) + " of " + Phrases.number(explained.size()) + " requests"
                + (isAllOfS3 ? "." : ". CloudFront's cache can have answered the others."));
        if (served > 0) {
            evidence.add(Phrases.count(served, "path") + (served == 1 ? " was" : " were") + " served afterwards.");
        }
        evidence.add(BucketEvidence.mostRequested(requests));
        long tooLate = requests.stream().filter(this::isTooLate).count();
        evidence.add("CloudFront caches a 403 of this distribution for " + Phrases.count(seconds(), "second") + "."
                + (tooLate == 0
                        ? ""
                        : " " + Phrases.count(tooLate, "request") + " came later than that after the object was last"
                                + " modified, so the cache does not explain " + (tooLate == 1 ? "it." : "them.")));
        evidence.addAll(BucketEvidence.doubts(request, true));
        boolean isPossible = Explained.certainty(explained) == Certainty.POSSIBLE;
        String bucket = "bucket " + request.bucket().name();
        return new Finding(
                new Headline(
                        "objects of " + bucket + " were requested too early",
                        "objects of " + bucket + " were requested too early"),
                "the objects " + (isPossible ? "may have been" : "were") + " requested before they existed in " + bucket
                        + (isAllOfS3
                                ? ""
                                : ", and CloudFront " + (isPossible ? "may have " : "")
                                        + "served the 403 from its cache after that"),
                evidence,
                Optional.of(fix().then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }

    private long seconds() {
        return inspection
                .incident()
                .config()
                .flatMap(config -> Optional.ofNullable(config.customErrorResponses()))
                .map(CustomErrorResponses::items)
                .orElse(List.of())
                .stream()
                .filter(response -> response.errorCode() != null && response.errorCode() == FORBIDDEN)
                .map(CustomErrorResponse::errorCachingMinTTL)
                .filter(ttl -> ttl != null)
                .findFirst()
                .orElse(DEFAULT_SECONDS);
    }

    private Fix fix() {
        String publish = "Upload objects before pages or players link to them";
        return seconds() <= DEFAULT_SECONDS
                ? Fix.byHand(publish + ". Then clear the cached errors")
                : Fix.of(
                        publish + ", and let CloudFront cache a 403 for a shorter time",
                        DistributionEdit.of(
                                inspection.incident().distributionId(),
                                "Cache a 403 for " + DEFAULT_SECONDS + " seconds",
                                "(.CustomErrorResponses.Items[]? | select(.ErrorCode == " + FORBIDDEN
                                        + ")).ErrorCachingMinTTL = " + DEFAULT_SECONDS));
    }
}
