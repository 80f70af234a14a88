package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import why403.account.Answer;
import why403.account.KmsQuestions;
import why403.account.S3Questions;
import why403.cause.CauseId;
import why403.cause.Command;
import why403.cause.Remedy;
import why403.diagnosis.check.ChangeClues;

/** Objects that are encrypted with a KMS key, whose policy admits CloudFront or not. */
class S3KmsKeyDeniedTest {

    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String ROOT = "{\"Sid\":\"Root\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"arn:aws:iam::123456789012:root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}";
    private static final String DECRYPT = "{\"Sid\":\"CloudFront\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
            + "\"cloudfront.amazonaws.com\"},\"Action\":\"kms:Decrypt\",\"Resource\":\"*\",\"Condition\":{%s}}";

    private static S3Case encrypted(String... statements) {
        return described(new S3Case().policy(S3Case.GRANT), KeyManagerType.CUSTOMER, KeyState.ENABLED, statements)
                .stored("a", head -> head.serverSideEncryption("aws:kms").ssekmsKeyId(KEY))
                .asks("/a");
    }

    private static S3Case described(S3Case site, KeyManagerType manager, KeyState state, String... statements) {
        return site.key(KEY, manager, state, statements);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "StringEquals":{"AWS:SourceArn":"arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE"}     |
            "StringEquals":{"AWS:SourceArn":"arn:aws:cloudfront::123456789012:distribution/EOTHER"}        | CONFIRMED
            "StringEquals":{"kms:ViaService":"s3.eu-west-1.amazonaws.com"}                                 |
            "StringEquals":{"kms:ViaService":"s3.us-east-1.amazonaws.com"}                                 | CONFIRMED
            "StringLike":{"kms:EncryptionContext:aws:s3:arn":"arn:aws:s3:::example-assets/*"}              |
            "StringEquals":{"kms:EncryptionContext:aws:s3:arn":"arn:aws:s3:::example-assets"}              | CONFIRMED
            "StringEquals":{"kms:CallerAccount":"123456789012"}                                            | POSSIBLE
            """)
    void theKeyPolicyDecides(String condition, String certainty) {
        S3Case site = encrypted(ROOT, DECRYPT.formatted(condition));

        assertThat(site.claims()).isEqualTo(certainty == null ? List.of() : List.of("s3-kms-key-denied " + certainty));
    }

    @Test
    void theAgeOfTheObjectsIsAClueToTheChange() {
        Instant written = Instant.parse("2026-11-24T09:10:11Z");
        S3Case site = described(new S3Case().policy(S3Case.GRANT), KeyManagerType.CUSTOMER, KeyState.ENABLED, ROOT)
                .stored(
                        "a",
                        head -> head.serverSideEncryption("aws:kms")
                                .ssekmsKeyId(KEY)
                                .lastModified(written))
                .stored("b", head -> head.serverSideEncryption("aws:kms").ssekmsKeyId(KEY))
                .asks("/a")
                .asks("/a")
                .asks("/b");

        assertThat(site.finding(CauseId.S3_KMS_KEY_DENIED).clues())
                .isEqualTo(ChangeClues.ofObjects(S3Case.BUCKET, List.of(written, written)));
    }

    @Test
    void theAccountAloneIsNoGrantForCloudFront() {
        assertThat(encrypted(ROOT).claims()).containsExactly("s3-kms-key-denied CONFIRMED");
    }

    @Test
    void withABucketKeyTheEncryptionContextIsTheBucket() {
        S3Case site = described(
                        new S3Case().policy(S3Case.GRANT),
                        KeyManagerType.CUSTOMER,
                        KeyState.ENABLED,
                        DECRYPT.formatted(
                                "\"StringEquals\":{\"kms:EncryptionContext:aws:s3:arn\":\"arn:aws:s3:::example-assets\"}"))
                .stored(
                        "a",
                        head -> head.serverSideEncryption("aws:kms")
                                .ssekmsKeyId(KEY)
                                .bucketKeyEnabled(true))
                .asks("/a");

        assertThat(site.claims()).isEmpty();
    }

    @Test
    void theManagedKeyNeverAdmitsCloudFront() {
        S3Case site = described(new S3Case().policy(S3Case.GRANT), KeyManagerType.AWS, KeyState.ENABLED)
                .stored("a", head -> head.serverSideEncryption("aws:kms").ssekmsKeyId(KEY))
                .asks("/a");

        assertThat(site.claims()).containsExactly("s3-kms-key-denied CONFIRMED");
        assertThat(site.remedy(CauseId.S3_KMS_KEY_DENIED).commands().stream().map(Command::text))
                .noneMatch(text -> text.contains("kms"))
                .anyMatch(
                        text -> text.startsWith("aws s3 cp s3://example-assets/a s3://example-assets/a --sse AES256"));
    }

    @Test
    void aDisabledKeyIsAnotherError() {
        S3Case site = described(new S3Case().policy(S3Case.GRANT), KeyManagerType.CUSTOMER, KeyState.DISABLED, ROOT)
                .stored("a", head -> head.serverSideEncryption("aws:kms").ssekmsKeyId(KEY))
                .asks("/a");

        assertThat(site.claims()).isEmpty();
    }

    @Test
    void anObjectWithAnotherEncryptionDoesNotNeedTheKey() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .stored("a", head -> head.serverSideEncryption("AES256"))
                        .asks("/a")
                        .claims())
                .isEmpty();
    }

    @Test
    void aKeyThatCouldNotBeCheckedIsLikelyTheCause() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .stored(
                                "a",
                                head -> head.serverSideEncryption("aws:kms:dsse")
                                        .ssekmsKeyId(KEY))
                        .asks("/a")
                        .claims())
                .containsExactly("s3-kms-key-denied LIKELY");
    }

    @Test
    void anOaiCannotUseAKey() {
        S3Case site = new S3Case()
                .identity("E1OAI", "abc")
                .policy(S3Case.GRANT
                        .replace("{\"Service\":\"cloudfront.amazonaws.com\"}", "\"*\"")
                        .replace(
                                "\"Condition\":{\"StringEquals\":{\"AWS:SourceArn\":\"" + S3Case.ARN + "\"}}",
                                "\"Sid\":\"All\""))
                .stored("a", head -> head.serverSideEncryption("aws:kms").ssekmsKeyId(KEY))
                .asks("/a");

        assertThat(site.claims()).contains("s3-kms-key-denied CONFIRMED");
    }

    @Test
    void theDefaultOfTheBucketCountsIfTheRoleMayNotLookAtTheObject() {
        S3Case site = encryptedByDefault();
        site.account.notChecked(S3Questions.object(S3Case.BUCKET, "a", S3Case.REGION), Answer.Why.DENIED);

        assertThat(site.asks("/a").claims()).contains("s3-kms-key-denied LIKELY");
    }

    @Test
    void theDefaultOfTheBucketCountsIfAListingReplacedHeadObject() {
        S3Case site = encryptedByDefault().stored("a", head -> head.contentLength(61_200L));

        assertThat(site.asks("/a").claims()).contains("s3-kms-key-denied LIKELY");
    }

    @Test
    void theDefaultOfTheBucketDoesNotCountForAnObjectWithAnotherEncryption() {
        S3Case site = encryptedByDefault().stored("a", head -> head.serverSideEncryption("AES256"));

        assertThat(site.asks("/a").claims()).doesNotContain("s3-kms-key-denied LIKELY");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::example-assets, true, false",
        "arn:aws:s3:::example-assets/a, true, true",
        "arn:aws:s3:::example-assets, false, true",
        "arn:aws:s3:::example-assets/a, false, false"
    })
    void theDefaultOfTheBucketSaysWhatTheEncryptionContextIs(String admitted, boolean hasBucketKey, boolean isRefused) {
        S3Case site = encryptedByDefault(hasBucketKey, DECRYPT.formatted(context(admitted)));
        site.account.notChecked(S3Questions.object(S3Case.BUCKET, "a", S3Case.REGION), Answer.Why.DENIED);

        assertThat(site.asks("/a").claims().contains("s3-kms-key-denied LIKELY"))
                .isEqualTo(isRefused);
    }

    @Test
    void theFixOfAGrantDoesNotChangeAKeyThatAdmitsTheBucket() {
        S3Case site = encryptedByDefault(true, DECRYPT.formatted(context("arn:aws:s3:::example-assets")))
                .noPolicy();
        site.account.notChecked(S3Questions.object(S3Case.BUCKET, "a", S3Case.REGION), Answer.Why.DENIED);

        assertThat(site.asks("/a").remedy(CauseId.S3_GRANT_MISSING).commandTexts())
                .isNotEmpty()
                .noneMatch(text -> text.contains("aws kms"));
    }

    private static String context(String arn) {
        return "\"StringEquals\":{\"kms:EncryptionContext:aws:s3:arn\":\"" + arn + "\"}";
    }

    private static final String FROM_FRANKFURT =
            "\"StringEquals\":{\"kms:ViaService\":\"s3.eu-central-1.amazonaws.com\"}";

    /** The host name of the bucket contains no region. */
    private static S3Case inUnknownRegion(String key) {
        S3Case site = new S3Case().origin(origin -> origin.domainName("example-assets.s3.amazonaws.com"));
        site.account.found(
                S3Questions.bucketPolicy(S3Case.BUCKET, Optional.empty()),
                GetBucketPolicyResponse.builder().policy(S3Case.GRANT).build());
        site.account.found(
                S3Questions.object(S3Case.BUCKET, "a", Optional.empty()),
                HeadObjectResponse.builder()
                        .serverSideEncryption("aws:kms")
                        .ssekmsKeyId(key)
                        .build());
        return site.asks("/a");
    }

    @ParameterizedTest
    @CsvSource({"eu-central-1, ", "us-east-1, s3-kms-key-denied CONFIRMED"})
    void theArnOfTheKeySaysInWhichRegionS3UsesIt(String region, String claim) {
        String arn = KEY.replace("eu-west-1", region);
        S3Case site = inUnknownRegion("alias/web");
        site.account.found(
                KmsQuestions.key("alias/web", Optional.empty()),
                DescribeKeyResponse.builder()
                        .keyMetadata(key -> key.arn(arn).keyManager("CUSTOMER").keyState("Enabled"))
                        .build());
        site.account.found(
                KmsQuestions.keyPolicy(arn, Optional.of(region)), keyPolicy(DECRYPT.formatted(FROM_FRANKFURT)));

        assertThat(site.claims()).isEqualTo(claim == null ? List.of() : List.of(claim));
    }

    @Test
    void withoutAnyRegionAConditionOnTheRegionIsUndetermined() {
        S3Case site = inUnknownRegion("1234abcd-12ab-34cd-56ef-1234567890ab");
        site.account.found(
                KmsQuestions.keyPolicy("1234abcd-12ab-34cd-56ef-1234567890ab", Optional.empty()),
                keyPolicy(DECRYPT.formatted(FROM_FRANKFURT)));

        assertThat(site.claims()).containsExactly("s3-kms-key-denied POSSIBLE");
        assertThat(site.finding(CauseId.S3_KMS_KEY_DENIED).evidence())
                .contains("GetKeyPolicy: whether a statement allows kms:Decrypt to distribution E2EXAMPLE depends on"
                        + " kms:ViaService, which is not known.");
    }

    private static GetKeyPolicyResponse keyPolicy(String statement) {
        return GetKeyPolicyResponse.builder()
                .policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}")
                .build();
    }

    private static S3Case encryptedByDefault() {
        return encryptedByDefault(false, ROOT);
    }

    private static S3Case encryptedByDefault(boolean hasBucketKey, String statement) {
        S3Case site =
                described(new S3Case().policy(S3Case.GRANT), KeyManagerType.CUSTOMER, KeyState.ENABLED, statement);
        ServerSideEncryptionRule byDefault = ServerSideEncryptionRule.builder()
                .bucketKeyEnabled(hasBucketKey)
                .applyServerSideEncryptionByDefault(
                        it -> it.sseAlgorithm("aws:kms").kmsMasterKeyID(KEY))
                .build();
        site.account.found(
                S3Questions.bucketEncryption(S3Case.BUCKET, S3Case.REGION),
                GetBucketEncryptionResponse.builder()
                        .serverSideEncryptionConfiguration(config -> config.rules(byDefault))
                        .build());
        return site;
    }

    @Test
    void aMissingGrantOfTheBucketComesFirst() {
        assertThat(described(new S3Case().noPolicy(), KeyManagerType.CUSTOMER, KeyState.ENABLED, ROOT)
                        .stored(
                                "a",
                                head -> head.serverSideEncryption("aws:kms").ssekmsKeyId(KEY))
                        .asks("/a")
                        .claims())
                .containsExactly("s3-grant-missing CONFIRMED");
    }

    @Test
    void theFixAddsAStatementToTheKeyPolicyAndIsSimulated() {
        Remedy remedy = encrypted(ROOT).remedy(CauseId.S3_KMS_KEY_DENIED);

        assertThat(remedy.summary())
                .contains("Simulated: the resulting key policy allows S3 to decrypt the objects for CloudFront.");
        assertThat(remedy.commands().stream().map(Command::text))
                .anyMatch(text -> text.contains("aws kms get-key-policy --key-id " + KEY + " --policy-name default"))
                .anyMatch(text -> text.contains("aws kms put-key-policy --key-id " + KEY + " --policy-name default"));
        assertThat(remedy.document().orElseThrow().path("Statement")).hasSize(2);
    }
}
