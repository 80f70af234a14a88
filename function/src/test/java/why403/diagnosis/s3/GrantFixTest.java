package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyState;
import why403.cause.CauseId;
import why403.cause.Command;
import why403.cause.Remedy;

/** A grant is offered together with what else would still refuse: Block Public Access and the KMS key of the objects. */
class GrantFixTest {

    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String ROOT = "{\"Sid\":\"Root\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"arn:aws:iam::123456789012:root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}";
    private static final String DECRYPT =
            "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"cloudfront.amazonaws.com\"},"
                    + "\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"}";
    private static final String PUBLIC_IMAGES = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Images\","
            + "\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
            + "\"Resource\":\"arn:aws:s3:::example-assets/img/*\"}]}";

    private static S3Case encrypted(S3Case site) {
        return site.stored("a", head -> head.serverSideEncryption("aws:kms").ssekmsKeyId(KEY));
    }

    private static S3Case withoutGrant() {
        return new S3Case().noPolicy().asks("/a");
    }

    private static S3Case withPublicImages() {
        return new S3Case()
                .policy(PUBLIC_IMAGES)
                .stored("a", head -> head.serverSideEncryption("AES256"))
                .asks("/a");
    }

    private static List<String> changes(Remedy remedy) {
        return remedy.commands().stream()
                .filter(command -> command.effect() == Command.Effect.CHANGES_CONFIGURATION)
                .map(Command::text)
                .toList();
    }

    @Test
    void nothingElseRefusesAnObjectThatS3EncryptsWithItsOwnKey() {
        Remedy remedy = withoutGrant()
                .stored("a", head -> head.serverSideEncryption("AES256"))
                .remedy(CauseId.S3_GRANT_MISSING);

        assertThat(remedy.summary())
                .endsWith(
                        "Simulated: the resulting policy allows these requests. Neither Block Public Access nor a KMS key"
                                + " refuses them.");
    }

    @Test
    void aKeyThatWouldStillRefuseGetsAStatementToo() {
        Remedy remedy = encrypted(withoutGrant().key(KEY, KeyManagerType.CUSTOMER, KeyState.ENABLED, ROOT))
                .remedy(CauseId.S3_GRANT_MISSING);

        assertThat(remedy.summary())
                .contains("because the objects are encrypted with KMS key " + KEY)
                .contains("Simulated: the resulting policy allows these requests.")
                .endsWith("Simulated: the resulting key policy allows S3 to decrypt the objects for CloudFront.");
        assertThat(changes(remedy))
                .anyMatch(text -> text.contains("aws s3api put-bucket-policy"))
                .anyMatch(text -> text.contains("aws kms put-key-policy --key-id " + KEY));
    }

    @Test
    void aKeyThatAdmitsCloudFrontIsNotChanged() {
        Remedy remedy = encrypted(withoutGrant().key(KEY, KeyManagerType.CUSTOMER, KeyState.ENABLED, ROOT, DECRYPT))
                .remedy(CauseId.S3_GRANT_MISSING);

        assertThat(remedy.summary()).endsWith("Neither Block Public Access nor a KMS key refuses them.");
        assertThat(changes(remedy)).noneMatch(text -> text.contains("kms"));
    }

    @Test
    void theGrantIsNotEnoughForTheKeyThatAwsManages() {
        Remedy remedy = encrypted(withoutGrant().key(KEY, KeyManagerType.AWS, KeyState.ENABLED))
                .remedy(CauseId.S3_GRANT_MISSING);

        assertThat(remedy.summary())
                .contains("That is not enough, because the objects are encrypted with the AWS managed key")
                .endsWith("The key still refuses them.");
    }

    @Test
    void anIdentityIsReplacedByAControlIfTheObjectsNeedAKey() {
        Remedy remedy = encrypted(new S3Case()
                        .identity("E1OAI", "abc")
                        .noPolicy()
                        .key(KEY, KeyManagerType.CUSTOMER, KeyState.ENABLED, ROOT)
                        .asks("/a"))
                .remedy(CauseId.S3_GRANT_MISSING);

        assertThat(changes(remedy))
                .anyMatch(text -> text.contains("create-origin-access-control"))
                .anyMatch(text -> text.contains("aws kms put-key-policy"));
    }

    @Test
    void anUnknownEncryptionIsSaidAndNotListedAsNotChecked() {
        Remedy remedy = withoutGrant().remedy(CauseId.S3_GRANT_MISSING);

        assertThat(remedy.summary())
                .endsWith("How the objects are encrypted could not be checked: a KMS key may still refuse.");
    }

    @Test
    void aPublicStatementThatS3WouldNotStoreAgainIsRemoved() {
        Remedy remedy = withPublicImages()
                .publicAccess(switches -> switches.blockPublicPolicy(true).restrictPublicBuckets(true))
                .remedy(CauseId.S3_GRANT_WRONG_RESOURCE);

        assertThat(remedy.summary())
                .contains(
                        "S3 stores no public policy while BlockPublicPolicy is on, so the commands also remove statement"
                                + " Images. RestrictPublicBuckets overrides it already");
        assertThat(remedy.document().orElseThrow().path("Statement"))
                .singleElement()
                .satisfies(
                        statement -> assertThat(statement.path("Sid").asText()).startsWith("AllowCloudFront"));
    }

    @Test
    void aPublicStatementThatIsInUseIsNotRemoved() {
        Remedy remedy = withPublicImages()
                .publicAccess(switches -> switches.blockPublicPolicy(true).restrictPublicBuckets(false))
                .remedy(CauseId.S3_GRANT_WRONG_RESOURCE);

        assertThat(remedy.condition())
                .isEqualTo(Optional.of(
                        "Only after you removed or narrowed statement Images. It makes the policy public, and"
                                + " S3 stores no public policy while BlockPublicPolicy is on"));
        assertThat(remedy.document().orElseThrow().path("Statement")).hasSize(2);
    }

    @Test
    void aSecretInAPublicStatementIsNeverPrinted() {
        Remedy remedy = new S3Case()
                .policy(PUBLIC_IMAGES
                        .replace("\"Sid\":\"Images\",", "")
                        .replace(
                                "\"Action\"",
                                "\"Condition\":{\"StringEquals\":{\"aws:Referer\":\"s3cr3t\"}},\"Action\""))
                .stored("a", head -> head.serverSideEncryption("AES256"))
                .asks("/a")
                .publicAccess(switches -> switches.blockPublicPolicy(true).restrictPublicBuckets(true))
                .remedy(CauseId.S3_GRANT_MISSING);

        assertThat(remedy.toString()).doesNotContain("s3cr3t");
        assertThat(remedy.condition()).isPresent();
    }

    @Test
    void publicAccessThatCouldNotBeReadIsSaid() {
        assertThat(withPublicImages().remedy(CauseId.S3_GRANT_WRONG_RESOURCE).summary())
                .endsWith(
                        "Block Public Access could not be read: S3 does not store this policy if BlockPublicPolicy is on,"
                                + " because statement Images makes it public.");
    }

    @Test
    void anIdentityMayBeCutOffByAPublicPolicy() {
        assertThat(new S3Case()
                        .identity("E1OAI", "abc")
                        .policy(PUBLIC_IMAGES)
                        .stored("a", head -> head.serverSideEncryption("AES256"))
                        .asks("/a")
                        .publicAccess(switches -> switches.restrictPublicBuckets(true))
                        .remedy(CauseId.S3_GRANT_WRONG_RESOURCE)
                        .summary())
                .endsWith(
                        "Block Public Access may still refuse the OAI, because the policy is public: narrow statement Images"
                                + " too.");
    }
}
