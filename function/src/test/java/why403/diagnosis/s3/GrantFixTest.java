package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyState;
import why403.account.S3Questions;
import why403.cause.CauseId;
import why403.cause.Command;
import why403.cause.Remedy;
import why403.log.Field;
import why403.policy.Caller;
import why403.policy.Decision;
import why403.policy.Policy;
import why403.policy.Request;
import why403.policy.Resource;

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

    private static S3Case blocked(S3Case site) {
        return site.publicAccess(switches -> switches.blockPublicPolicy(true).restrictPublicBuckets(true));
    }

    private static List<JsonNode> statements(Remedy remedy) {
        List<JsonNode> statements = new ArrayList<>();
        remedy.document().orElseThrow().path("Statement").forEach(statements::add);
        return statements;
    }

    private static Policy policy(Remedy remedy) {
        return ((Policy.Read) Policy.read(remedy.document().orElseThrow().toString())).policy();
    }

    @Test
    void aPublicStatementThatS3WouldNotStoreAgainIsNarrowedToTheDistribution() {
        Remedy remedy = blocked(withPublicImages()).remedy(CauseId.S3_GRANT_WRONG_RESOURCE);

        assertThat(remedy.summary())
                .contains(
                        "S3 stores no public policy while BlockPublicPolicy is on, so the commands also narrow statement"
                                + " Images to this distribution.");
        assertThat(remedy.condition())
                .contains(
                        "Only if nothing but this distribution relies on statement Images, because RestrictPublicBuckets"
                                + " still lets AWS services, the bucket's own account and perhaps OAIs use it");
        assertThat(policy(remedy).isPublic()).isFalse();
        assertThat(statements(remedy))
                .hasSize(2)
                .allSatisfy(statement -> assertThat(statement.toString())
                        .contains("\"Service\":\"cloudfront.amazonaws.com\"")
                        .contains("\"AWS:SourceArn\":\"" + S3Case.ARN + "\""));
    }

    @Test
    void theDistributionKeepsAllThatThePublicStatementGaveIt() {
        Remedy remedy = blocked(new S3Case()
                        .policy(PUBLIC_IMAGES
                                .replace("\"s3:GetObject\"", "[\"s3:PutObject\",\"s3:ListBucket\"]")
                                .replace(
                                        "\"arn:aws:s3:::example-assets/img/*\"",
                                        "[\"arn:aws:s3:::example-assets\",\"arn:aws:s3:::example-assets/*\"]"))
                        .asks("/a"))
                .remedy(CauseId.S3_GRANT_WRONG_ACTION);
        Caller control = Caller.originAccessControl(S3Case.ARN, "123456789012", Instant.parse("2026-11-24T10:00:00Z"));

        assertThat(Map.of(
                        "s3:GetObject", "arn:aws:s3:::example-assets/a",
                        "s3:PutObject", "arn:aws:s3:::example-assets/a",
                        "s3:ListBucket", "arn:aws:s3:::example-assets"))
                .allSatisfy((action, resource) -> assertThat(policy(remedy)
                                .decide(new Request(control, action, new Resource.Exactly(resource)))
                                .outcome())
                        .isEqualTo(Decision.Outcome.ALLOW));
    }

    @Test
    void anIdentityKeepsWhatItMayHaveHadAndTheNewControlGetsTheSame() {
        Remedy remedy = blocked(new S3Case()
                        .identity("E1OAI", "abc")
                        .policy(PUBLIC_IMAGES
                                .replace("\"s3:GetObject\"", "[\"s3:GetObject\",\"s3:DeleteObject\"]")
                                .replace("img/*", "*"))
                        .there("a")
                        .asks("/a"))
                .remedy(CauseId.S3_PUBLIC_ACCESS_BLOCKED);

        assertThat(statements(remedy))
                .filteredOn(statement -> statement.toString().contains("s3:DeleteObject"))
                .extracting(
                        statement -> statement.path("Sid").asText(),
                        statement -> statement.path("Principal").toString())
                .containsExactly(
                        tuple(
                                "Images",
                                "{\"AWS\":\"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1OAI\"}"),
                        tuple("", "{\"Service\":\"cloudfront.amazonaws.com\"}"));
        assertThat(policy(remedy).isPublic()).isFalse();
    }

    @Test
    void unsignedRequestsHadNothingThatTheNewControlMustKeep() {
        Remedy remedy = blocked(new S3Case()
                        .noAccess()
                        .policy(PUBLIC_IMAGES
                                .replace("\"s3:GetObject\"", "[\"s3:GetObject\",\"s3:PutObject\"]")
                                .replace("img/*", "*"))
                        .there("a")
                        .asks("/a"))
                .remedy(CauseId.S3_PUBLIC_ACCESS_BLOCKED);

        assertThat(remedy.summary()).contains("so the commands also remove statement Images.");
        assertThat(remedy.condition().orElseThrow())
                .startsWith("Only if nothing but this distribution relies on statement Images");
        assertThat(statements(remedy))
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.path("Action").asText()).isEqualTo("s3:GetObject"));
    }

    @Test
    void aPublicStatementWithoutAPrincipalToReplaceIsLeftToTheReader() {
        Remedy remedy = blocked(new S3Case()
                        .policy(PUBLIC_IMAGES.replace(
                                "\"Principal\":\"*\"", "\"NotPrincipal\":{\"AWS\":\"123456789012\"}"))
                        .asks("/a"))
                .remedy(CauseId.S3_GRANT_WRONG_RESOURCE);

        assertThat(remedy.condition().orElseThrow())
                .startsWith("Only after you removed or narrowed statement Images, which makes the policy public");
        assertThat(remedy.commandTexts().toString()).doesNotContain("NotPrincipal");
    }

    @Test
    void aPublicStatementThatIsInUseIsNotNarrowed() {
        Remedy remedy = withPublicImages()
                .publicAccess(switches -> switches.blockPublicPolicy(true).restrictPublicBuckets(false))
                .remedy(CauseId.S3_GRANT_WRONG_RESOURCE);

        assertThat(remedy.condition())
                .isEqualTo(Optional.of(
                        "Only after you removed or narrowed statement Images, which makes the policy public: S3 stores no"
                                + " public policy while BlockPublicPolicy is on"));
        assertThat(remedy.document().orElseThrow().path("Statement")).hasSize(2);
    }

    @Test
    void aStatementThatLetsCloudFrontListIsStoredByS3Too() {
        Remedy remedy = blocked(new S3Case()
                        .policy(S3Case.GRANT.replace(
                                "]}", "," + PUBLIC_IMAGES.substring(PUBLIC_IMAGES.indexOf("[") + 1)))
                        .missing("gone.jpg")
                        .asks("/gone.jpg"))
                .remedy(CauseId.S3_OBJECT_MISSING);

        assertThat(policy(remedy).isPublic()).isFalse();
        assertThat(remedy.condition().orElseThrow())
                .startsWith("Only if nothing but this distribution relies on statement Images")
                .contains(", and only if S3 should answer 404");
    }

    @Test
    void theKeyOfTheSecondMostRequestedObjectCountsToo() {
        Remedy remedy = new S3Case()
                .noPolicy()
                .key(KEY, KeyManagerType.CUSTOMER, KeyState.ENABLED, ROOT)
                .stored("b", head -> head.serverSideEncryption("AES256"))
                .stored("a", head -> head.serverSideEncryption("aws:kms").ssekmsKeyId(KEY))
                .asks("/b")
                .asks("/b")
                .asks("/a")
                .remedy(CauseId.S3_GRANT_MISSING);

        assertThat(remedy.summary()).contains("because some of the objects are encrypted with KMS key " + KEY);
        assertThat(changes(remedy)).anyMatch(text -> text.contains("aws kms put-key-policy --key-id " + KEY));
    }

    @Test
    void theRemedySaysIfNotAllObjectsWereLookedAt() {
        S3Case site = new S3Case().noPolicy();
        for (String key : List.of("a", "b", "c", "d")) {
            site.stored(key, head -> head.serverSideEncryption("AES256")).asks("/" + key);
        }

        assertThat(site.remedy(CauseId.S3_GRANT_MISSING).summary())
                .endsWith(
                        "Neither Block Public Access nor a KMS key refuses them. This was checked for 3 of the 4 requested objects.");
        assertThat(site.account.asked).doesNotContain(S3Questions.object(S3Case.BUCKET, "d", S3Case.REGION));
    }

    @Test
    void theBackupOfAPolicyThatExistedUndoesTheFix() {
        assertThat(withPublicImages().remedy(CauseId.S3_GRANT_WRONG_RESOURCE).commands())
                .extracting(Command::label)
                .contains("Store the changed policy (to undo it later, run the same command with"
                        + " example-assets-policy-20261124T1000Z-before.json)");
    }

    @Test
    void aBucketThatHadNoPolicyHasNoBackupToGoBackTo() {
        assertThat(withoutGrant().remedy(CauseId.S3_GRANT_MISSING).commands())
                .extracting(Command::label)
                .contains("Store the changed policy");
    }

    @Test
    void uploadsAreNotCheckedEvenBesideRequestsToRead() {
        Remedy remedy = withoutGrant()
                .stored("a", head -> head.serverSideEncryption("AES256"))
                .asks("/b", Map.of(Field.METHOD, "PUT"))
                .remedy(CauseId.S3_GRANT_MISSING);

        assertThat(remedy.summary())
                .endsWith("How the bucket encrypts uploads was not checked: a KMS key must allow kms:GenerateDataKey.");
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
