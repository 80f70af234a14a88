package why403.diagnosis.access;

import java.util.Optional;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import why403.account.KmsQuestions;
import why403.cause.AwsResource;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.remedy.PolicyState;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Policy;
import why403.text.Printable;

/**
 * The KMS key that encrypts objects of a bucket.
 *
 * @param id its ARN; if the account does not describe it, the id or alias by which S3 names it
 * @param region of the key, and so of the bucket; empty if it is not known
 * @param isAwsManaged whether it is the AWS managed key, whose policy nobody can change
 * @param isEnabled false if it is known to be disabled; S3 then answers 400, not 403
 * @param policy empty if it could not be checked or read
 * @param state the policy as the start of an edit
 */
public record EncryptionKey(
        String id,
        Optional<String> region,
        boolean isAwsManaged,
        boolean isEnabled,
        Optional<Policy> policy,
        PolicyState state) {

    static EncryptionKey of(String id, S3Bucket bucket, AccountInquiry account) {
        Optional<String> expected = bucket.region().or(() -> regionOf(id));
        Optional<KeyMetadata> metadata = account.find(
                KmsQuestions.key(id, expected), found -> Optional.of(found).map(DescribeKeyResponse::keyMetadata));
        String named = metadata.map(KeyMetadata::arn).orElse(id);
        Optional<String> region = regionOf(named).or(() -> expected);
        boolean isManaged = metadata.map(KeyMetadata::keyManager)
                .map(KeyManagerType.AWS::equals)
                .orElse(id.endsWith("alias/aws/s3"));
        Optional<String> json = isManaged
                ? Optional.empty()
                : account.find(
                        KmsQuestions.keyPolicy(named, region),
                        found -> Optional.of(found).map(GetKeyPolicyResponse::policy));
        Optional<Policy> policy = json.flatMap(
                text -> Policy.read(text) instanceof Policy.Read read ? Optional.of(read.policy()) : Optional.empty());
        return new EncryptionKey(
                named,
                region,
                isManaged,
                metadata.map(KeyMetadata::keyState)
                        .map(KeyState.ENABLED::equals)
                        .orElse(true),
                policy,
                json.filter(text -> policy.isPresent())
                        .flatMap(PolicyState::document)
                        .<PolicyState>map(PolicyState.Present::new)
                        .orElseGet(PolicyState.Unknown::new));
    }

    private static Optional<String> regionOf(String arn) {
        return Arn.tryFromString(arn).flatMap(Arn::region).filter(name -> !name.isEmpty());
    }

    /** The key as a resource that the cause is about. */
    public AwsResource resource() {
        return new AwsResource.KmsKey(id, region);
    }

    /** {@code KMS key arn:…}. */
    public String named() {
        return (isAwsManaged ? "the AWS managed key " : "KMS key ") + Printable.excerpt(id);
    }
}
