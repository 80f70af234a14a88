package why403.diagnosis.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.access.EncryptionKey;
import why403.diagnosis.access.KeyFix;
import why403.diagnosis.access.KeyUse;
import why403.diagnosis.access.OriginAccessFix;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.check.ChangeClues;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.text.Phrases;

/** The object is encrypted with a KMS key that CloudFront may not use. */
final class S3KmsKeyDenied implements Check {

    private record Topic(S3Bucket bucket, String key, String access) {}

    private final S3Inspection inspection;

    S3KmsKeyDenied(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_KMS_KEY_DENIED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return inspection.mayBeOfBucket(kind);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .of(forbidden)
                .flatMap(request -> inspection
                        .keys()
                        .of(request)
                        .flatMap(use -> use.refusal()
                                .map(certainty -> new Claim(
                                        certainty.atMost(request.keyBound()),
                                        new Topic(
                                                request.bucket(),
                                                use.key().id(),
                                                request.access().named())))));
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportKey);
    }

    private Finding reportKey(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        KeyUse use = inspection.keys().of(request).orElseThrow();
        EncryptionKey key = use.key();
        List<String> evidence = new ArrayList<>();
        evidence.add(
                use.isOfObject()
                        ? "HeadObject: the objects are encrypted with " + key.named() + "."
                        : "GetBucketEncryption: new objects are encrypted with " + key.named()
                                + ". The objects themselves could not be checked.");
        evidence.add(policyAnswer(request, use));
        evidence.add(request.policy().answer());
        evidence.add(BucketEvidence.access(request));
        evidence.add(BucketEvidence.mostRequested(requests));
        evidence.addAll(BucketEvidence.doubts(request, true));
        String bucket = "bucket " + request.bucket().name();
        return new Finding(
                        new Headline("a KMS key refuses CloudFront", "a KMS key refused CloudFront"),
                        "objects of " + bucket + " are encrypted with " + key.named() + ", which " + request.grantee()
                                + (Explained.certainty(explained) == Certainty.CONFIRMED ? " is not" : " may not be")
                                + " allowed to use",
                        evidence,
                        Optional.of(fix(requests, use).then(BucketEvidence.clearCache(explained, request))),
                        List.of(request.bucket().resource(), key.resource()))
                .with(ChangeClues.ofObjects(request.bucket().name(), written(requests)));
    }

    private List<Instant> written(List<S3Request> requests) {
        return requests.stream()
                .flatMap(request ->
                        request
                                .asked()
                                .key()
                                .flatMap(key -> inspection.objects().stored(request.bucket(), key))
                                .stream())
                .flatMap(head -> Optional.ofNullable(head.lastModified()).stream())
                .toList();
    }

    private static String policyAnswer(S3Request request, KeyUse use) {
        EncryptionKey key = use.key();
        if (request.access() instanceof OriginAccess.Identity) {
            return "An OAI cannot read objects that are encrypted with a KMS key.";
        }
        if (key.isAwsManaged()) {
            return "The policy of the AWS managed key cannot be changed, and does not admit CloudFront.";
        }
        if (key.policy().isEmpty()) {
            return "GetKeyPolicy: not checked.";
        }
        String decrypt =
                "allows kms:Decrypt to distribution " + request.distribution().id();
        return use.unknownKeys().isEmpty()
                ? "GetKeyPolicy: no statement " + decrypt + "."
                : "GetKeyPolicy: whether a statement " + decrypt + " depends on " + Phrases.list(use.unknownKeys())
                        + ", which is not known.";
    }

    private Fix fix(List<S3Request> requests, KeyUse use) {
        return OriginAccessFix.isNeeded(requests, inspection)
                ? OriginAccessFix.of(requests, inspection)
                : KeyFix.of(requests, use);
    }
}
