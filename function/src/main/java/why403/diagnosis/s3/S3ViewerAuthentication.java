package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.Forwarding;
import why403.diagnosis.request.Forwarding.Forwarded;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.diagnosis.request.S3Signature;
import why403.log.Field;
import why403.text.Phrases;

/**
 * The viewer's query carries a signature that S3 takes for its own authentication: a link presigned for the bucket, or one
 * signed for CloudFront on a cache behavior that does not check signatures.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">AWS: authenticating requests
 *     by query parameters</a>
 */
final class S3ViewerAuthentication implements Check {

    private static final Set<String> CLOUDFRONTS = Set.of("Expires", "Signature", "Key-Pair-Id");

    private enum Kind {
        PRESIGNED,
        SIGNED_FOR_CLOUDFRONT
    }

    private record Topic(S3Bucket bucket, Kind kind, String behavior) {}

    private final S3Inspection inspection;

    S3ViewerAuthentication(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_VIEWER_AUTHENTICATION;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return kind.line().mentionsSignature()
                && kind.behavior().filter(matched -> !matched.isRestricted()).isPresent();
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        Optional<Behavior> behavior = request.behavior().filter(matched -> !matched.isRestricted());
        return behavior.flatMap(matched -> inspection
                .bucketBehind(request)
                .flatMap(bucket -> kind(request)
                        .flatMap(kind -> certainty(request, matched, kind)
                                .map(request::bound)
                                .map(certainty -> new Claim(certainty, new Topic(bucket, kind, matched.named()))))));
    }

    private static Optional<Kind> kind(ForbiddenRequest request) {
        if (!request.line().mentionsSignature()) {
            return Optional.empty(); // nearly every query, and to split it takes much longer
        }
        Set<String> names = names(request);
        if (names.contains("X-Amz-Signature") || names.contains("AWSAccessKeyId")) {
            return Optional.of(Kind.PRESIGNED);
        }
        return names.containsAll(CLOUDFRONTS) ? Optional.of(Kind.SIGNED_FOR_CLOUDFRONT) : Optional.empty();
    }

    private static Set<String> names(ForbiddenRequest request) {
        return Arrays.stream(request.record().value(Field.URI_QUERY).orElse("").split("&", -1))
                .map(parameter -> parameter.split("=", 2)[0])
                .collect(Collectors.toSet());
    }

    /** S3 sees only what the behavior forwards. Its answers to wrong signatures have a length of their own or are long. */
    private Optional<Certainty> certainty(ForbiddenRequest request, Behavior behavior, Kind kind) {
        if (!S3Signature.mayBeAnyError(request.kind())) {
            return Optional.empty();
        }
        Forwarding forwarding = inspection.incident().forwarding(behavior);
        Forwarded forwarded = forwarding.queryString(kind == Kind.PRESIGNED ? presigned(request) : "Signature");
        boolean isTypical =
                request.line().has(Fingerprint.S3_QUERY_AUTHENTICATION) || S3Signature.isLong(request.kind());
        return switch (forwarded) {
            case NO -> Optional.empty();
            case UNKNOWN -> Optional.of(isTypical ? Certainty.LIKELY : Certainty.POSSIBLE);
            case YES ->
                Optional.of(isTypical && behavior.rewriters().isEmpty() ? Certainty.CONFIRMED : Certainty.LIKELY);
        };
    }

    private static String presigned(ForbiddenRequest request) {
        return names(request).contains("X-Amz-Signature") ? "X-Amz-Signature" : "AWSAccessKeyId";
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportKind);
    }

    private Finding reportKind(List<Explained> explained) {
        ForbiddenRequest first = explained.get(0).request();
        boolean isPresigned = kind(first).orElseThrow() == Kind.PRESIGNED;
        S3Bucket bucket = inspection.bucketBehind(first).orElseThrow();
        String behavior = first.behavior().map(Behavior::named).orElse("the cache behavior");
        List<String> evidence = new ArrayList<>();
        evidence.add(Phrases.number(explained.size()) + " of " + Phrases.number(explained.size())
                + " requests have "
                + (isPresigned ? "the query parameters of a presigned S3 link" : "Expires, Signature and Key-Pair-Id")
                + " (the values are not shown).");
        evidence.add(capital(behavior)
                + (Explained.certainty(explained) == Certainty.POSSIBLE ? " may forward" : " forwards")
                + " these to the bucket" + (isPresigned ? "." : ", and has neither key groups nor signers."));
        evidence.add("Answer: " + first.line().answer() + ".");
        return new Finding(
                new Headline(
                        "S3 rejects the signatures in viewers' queries",
                        "S3 rejected the signatures in viewers' queries"),
                isPresigned
                        ? "links that were presigned for bucket " + bucket.name()
                                + " were requested through CloudFront, where their signature does not fit"
                        : "links that are signed for CloudFront reach bucket " + bucket.name() + " through " + behavior
                                + ", which does not check signatures, and S3 takes them for its own",
                evidence,
                Optional.of(Fix.byHand(
                        isPresigned
                                ? "Give out presigned links with the host name of the bucket, or sign the links for CloudFront"
                                        + " and add the key group to " + behavior
                                        + ". Unsigned requests to the same paths are not"
                                        + " affected"
                                : "Add the key group of the signer's key to " + behavior
                                        + ", so that CloudFront checks the signature and removes it")),
                List.of(bucket.resource()));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
