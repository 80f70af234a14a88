package why403.diagnosis.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Headline;
import why403.diagnosis.access.EncryptionKey;
import why403.diagnosis.access.KeyUse;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.PolicyChange;
import why403.diagnosis.remedy.PolicyState;
import why403.diagnosis.remedy.PolicyTarget;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.remedy.RemedyStep.EditPolicy;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Decision.Outcome;
import why403.text.Shell;

/** The object is encrypted with a KMS key that CloudFront may not use. */
final class S3KmsKeyDenied implements Check {

    private static final int MOST_COPIED = 5;

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
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .of(forbidden)
                .flatMap(request -> inspection
                        .keyUse(request)
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
        KeyUse use = inspection.keyUse(request).orElseThrow();
        EncryptionKey key = use.key();
        List<String> evidence = new ArrayList<>();
        evidence.add(
                use.isOfObject()
                        ? "HeadObject: the objects are encrypted with " + key.named() + "."
                        : "GetBucketEncryption: new objects are encrypted with " + key.named()
                                + ". The objects themselves could not be checked.");
        evidence.add(policyAnswer(request, key));
        evidence.add(request.policy().answer());
        evidence.add(BucketEvidence.access(request));
        evidence.add(BucketEvidence.mostRequested(requests));
        evidence.addAll(BucketEvidence.doubts(request, true));
        String bucket = "bucket " + request.bucket().name();
        return new Finding(
                new Headline("a KMS key refuses CloudFront", "a KMS key refused CloudFront"),
                "objects of " + bucket + " are encrypted with " + key.named() + ", which " + request.grantee()
                        + (explained.get(0).claim().certainty() == Certainty.CONFIRMED ? " is not" : " may not be")
                        + " allowed to use",
                evidence,
                Optional.of(fix(requests, use).then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }

    private static String policyAnswer(S3Request request, EncryptionKey key) {
        if (request.access() instanceof OriginAccess.Identity) {
            return "An OAI cannot read objects that are encrypted with a KMS key.";
        }
        if (key.isAwsManaged()) {
            return "The policy of the AWS managed key cannot be changed, and does not admit CloudFront.";
        }
        return key.policy().isPresent()
                ? "GetKeyPolicy: no statement allows kms:Decrypt to distribution "
                        + request.distribution().id() + "."
                : "GetKeyPolicy: not checked.";
    }

    private static Fix fix(List<S3Request> requests, KeyUse use) {
        S3Request request = requests.get(0);
        EncryptionKey key = use.key();
        if (key.isAwsManaged() || request.access() instanceof OriginAccess.Identity || !request.isGrantable()) {
            return reencryption(requests, key);
        }
        boolean isDenied = key.policy()
                .map(policy -> policy.decide(use.request()).outcome() == Outcome.EXPLICIT_DENY)
                .orElse(false);
        if (isDenied) {
            return Fix.byHand("Narrow the Deny statement in the policy of " + key.named()
                    + " so that it does not apply to " + request.grantee());
        }
        Fix grant = Fix.of(
                "Add a statement to the policy of " + key.named() + " that allows " + request.grantee()
                        + " kms:Decrypt",
                new EditPolicy(
                        new PolicyTarget.OfKey(key.id(), key.region()),
                        key.state(),
                        new PolicyChange.Addition(List.of(statement(request))),
                        List.of(use.request())));
        return key.state() instanceof PolicyState.Unknown
                ? grant.onlyIf("Only if the key policy, which why403 could not read, does not allow this already")
                : grant;
    }

    /** In a key policy, a star as the resource is the key itself. */
    private static ObjectNode statement(S3Request request) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("Sid", "AllowCloudFront" + request.distribution().id() + "Decrypt");
        statement.put("Effect", "Allow");
        statement.putObject("Principal").put("Service", "cloudfront.amazonaws.com");
        statement.put("Action", "kms:Decrypt");
        statement.put("Resource", "*");
        statement.putObject("Condition").putObject("StringEquals").put("AWS:SourceArn", request.granteeArn());
        return statement;
    }

    /** Copying an object onto itself is the only way to change its encryption. */
    private static Fix reencryption(List<S3Request> requests, EncryptionKey key) {
        S3Request first = requests.get(0);
        String bucket = first.bucket().name();
        List<Command> copies = requests.stream()
                .flatMap(request -> request.asked().key().stream())
                .distinct()
                .limit(MOST_COPIED)
                .map(object -> Shell.word("s3://" + bucket + "/" + object))
                .map(address -> new Command(
                        "Encrypt the object with S3's own key",
                        "aws s3 cp " + address + " " + address + " --sse AES256"
                                + first.bucket().regionOption(),
                        Effect.CHANGES_CONFIGURATION))
                .toList();
        return Fix.of(
                        (key.isAwsManaged()
                                        ? "Encrypt the objects with S3's own key (SSE-S3) or with a KMS key of yours that admits"
                                                + " CloudFront"
                                        : "Replace the OAI by an OAC and let the key policy admit the distribution, or encrypt the"
                                                + " objects with S3's own key (SSE-S3)")
                                + ". The commands do the latter for the objects that failed first. Change the default"
                                + " encryption of bucket " + bucket + " too",
                        new RemedyStep.Run(copies))
                .onlyIf("Only if these objects may be encrypted with S3's own key");
    }
}
