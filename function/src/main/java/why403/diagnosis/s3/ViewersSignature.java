package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.access.KeyUse;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Request.Grant;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Forwarding.Forwarded;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.S3Signature;
import why403.text.Phrases;

/**
 * With the signing behavior {@code no-override}, CloudFront does not sign a request in which the viewer's
 * {@code Authorization} header reaches the origin. No log contains that header, so this is likely at most.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginAccessControlConfig.html">AWS: signing
 *     behavior</a>
 */
record ViewersSignature(S3Inspection inspection) {

    private static final String HEADER = "Authorization";

    /** Empty if anything else refuses the request, or if the cache behavior serves none: those without the header are served. */
    Optional<Certainty> certainty(S3Request request, OriginAccess.Control control) {
        Optional<Behavior> serving = request.forbidden()
                .behavior()
                .filter(behavior -> !inspection.incident().servedBy(behavior).isEmpty());
        if (!control.keepsViewersSignature() || serving.isEmpty() || !isOtherwiseAdmitted(request)) {
            return Optional.empty();
        }
        Certainty bound = request.keyMayBeRewritten() ? Certainty.POSSIBLE : boundOfAnswer(request);
        return switch (forwarded(serving.get())) {
            case YES -> Optional.of(Certainty.LIKELY.atMost(bound));
            case UNKNOWN -> Optional.of(Certainty.POSSIBLE);
            case NO -> Optional.empty();
        };
    }

    private Forwarded forwarded(Behavior behavior) {
        return inspection.incident().forwarding(behavior).header(HEADER);
    }

    /** S3 answers a signature that it cannot verify with a long explanation. */
    private static Certainty boundOfAnswer(S3Request request) {
        return S3Signature.isMismatch(request.forbidden().kind()) ? Certainty.LIKELY : request.bound();
    }

    private boolean isOtherwiseAdmitted(S3Request request) {
        return request.grant() == Grant.ALLOWED
                && request.asked()
                        .key()
                        .filter(key -> request.missing(key, inspection).isEmpty() && !wasMadeLater(request, key))
                        .isPresent()
                && inspection.keys().of(request).flatMap(KeyUse::refusal).isEmpty();
    }

    private boolean wasMadeLater(S3Request request, String key) {
        return inspection
                .objects()
                .stored(request.bucket(), key)
                .map(HeadObjectResponse::lastModified)
                .filter(made -> made.isAfter(inspection.incident().onset()))
                .isPresent();
    }

    Finding report(List<Explained> explained, List<S3Request> requests, String controlId, RemedyStep signAlways) {
        S3Request request = requests.get(0);
        String bucket = "bucket " + request.bucket().name();
        String behaviors = Phrases.list(AffectedViewers.behaviors(explained).stream()
                .map(Map.Entry::getKey)
                .toList());
        boolean isForwarded = request.forbidden()
                .behavior()
                .filter(behavior -> forwarded(behavior) == Forwarded.YES)
                .isPresent();
        List<String> evidence = new ArrayList<>();
        evidence.add(BucketEvidence.access(request));
        evidence.add(
                isForwarded
                        ? "The viewer's " + HEADER + " header reaches the bucket through " + behaviors
                                + ", and CloudFront does not sign a request that has it."
                        : "Whether the viewer's " + HEADER + " header reaches the bucket through " + behaviors
                                + " is not known.");
        evidence.add("The log does not contain this header, so it is not known which requests had it. S3 answers 403 to"
                + " a signature of its own kind that it does not accept, and 400 to other kinds, such as Bearer.");
        evidence.add("Other requests in " + behaviors + " are served.");
        evidence.add(request.policy().answer() + " It allows the requests that CloudFront signs.");
        evidence.add(BucketEvidence.mostRequested(requests));
        evidence.addAll(BucketEvidence.doubts(request, true));
        return new Finding(
                new Headline(
                        "OAC of " + bucket + " keeps viewers' signatures",
                        "OAC of " + bucket + " kept viewers' signatures"),
                "OAC " + controlId + " of origin "
                        + BucketEvidence.printable(request.origin().id())
                        + " does not sign requests in which viewers send an " + HEADER + " header, and " + bucket
                        + " refuses such requests",
                evidence,
                Optional.of(Fix.of("Set the signing behavior of OAC " + controlId + " to always", signAlways)
                        .onlyIf("Only if no client should use a signature of its own for " + bucket)
                        .then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }
}
