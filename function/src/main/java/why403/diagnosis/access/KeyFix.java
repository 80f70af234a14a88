package why403.diagnosis.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.PolicyChange;
import why403.diagnosis.remedy.PolicyState;
import why403.diagnosis.remedy.PolicyTarget;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.remedy.RemedyStep.EditPolicy;
import why403.diagnosis.request.OriginAccess;
import why403.policy.Decision.Outcome;
import why403.text.Shell;

/** Lets CloudFront read objects that are encrypted with a KMS key. */
public final class KeyFix {

    private static final int MOST_COPIED = 5;

    private KeyFix() {}

    /**
     * A statement in the policy of the key, or another encryption where no statement helps.
     *
     * @param requests of one bucket, at least one, whose objects are encrypted with the key
     */
    public static Fix of(List<S3Request> requests, KeyUse use) {
        S3Request request = requests.get(0);
        EncryptionKey key = use.key();
        if (key.isAwsManaged() || request.access() instanceof OriginAccess.Identity || !request.isGrantable()) {
            return reencryption(requests);
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
    private static Fix reencryption(List<S3Request> requests) {
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
                        "Encrypt the objects with S3's own key (SSE-S3) or with a KMS key of yours that admits CloudFront."
                                + " The commands do the former for the objects that failed first. Change the default"
                                + " encryption of bucket " + bucket + " too",
                        new RemedyStep.Run(copies))
                .onlyIf("Only if these objects may be encrypted with S3's own key");
    }
}
