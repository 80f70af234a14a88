package why403.diagnosis.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import why403.cause.AwsResource;
import why403.cause.CauseId;
import why403.diagnosis.check.ChangeClues;

/** Changes that cannot have had the effect, as their own parameters and what the checks found say. */
class ContradictionsTest {

    private static final Optional<String> REGION = Optional.of("eu-west-1");
    private static final AwsResource BUCKET = new AwsResource.Bucket("aws", "example-assets", REGION);
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final AwsResource FUNCTION = new AwsResource.LambdaFunction("tickets-api", REGION);

    private static TrailCase encrypted(String... written) {
        return new TrailCase(CauseId.S3_KMS_KEY_DENIED, BUCKET, new AwsResource.KmsKey(KEY, REGION))
                .knowing(ChangeClues.ofObjects(
                        "example-assets",
                        Stream.of(written)
                                .map(time -> Instant.parse("2026-11-24T" + time + "Z"))
                                .toList()));
    }

    /** As S3 writes it. */
    private static String encryption(String algorithm, String key) {
        return "{\"bucketName\":\"example-assets\",\"encryption\":\"\",\"ServerSideEncryptionConfiguration\":{"
                + "\"xmlns\":\"http://s3.amazonaws.com/doc/2006-03-01/\",\"Rule\":{\"BucketKeyEnabled\":true,"
                + "\"ApplyServerSideEncryptionByDefault\":{\"SSEAlgorithm\":\"" + algorithm + "\""
                + (key.isEmpty() ? "" : ",\"KMSMasterKeyID\":\"" + key + "\"") + "}}}}";
    }

    @Test
    void theDefaultEncryptionDoesNotConcernObjectsThatWereWrittenBefore() {
        TrailCase site = encrypted("10:58:00", "10:59:59")
                .event("PutBucketEncryption", "11:00:00", encryption("aws:kms", KEY))
                .event("PutKeyPolicy", "09:00:00", "{\"keyId\":\"" + KEY + "\",\"policyName\":\"default\"}");

        assertThat(site.named()).isEqualTo("09:00:00 PutKeyPolicy " + KEY);
    }

    @Test
    void theDefaultEncryptionConcernsObjectsThatWereWrittenSince() {
        assertThat(encrypted("10:58:00", "11:00:00", "11:58:00")
                        .event("PutBucketEncryption", "11:00:00", encryption("aws:kms", KEY))
                        .named())
                .isEqualTo("11:00:00 PutBucketEncryption example-assets");
    }

    @Test
    void theDefaultEncryptionCountsWhereTheAgeOfTheObjectsIsNotKnown() {
        assertThat(encrypted()
                        .event("PutBucketEncryption", "11:00:00", "{\"bucketName\":\"example-assets\"}")
                        .named())
                .isEqualTo("11:00:00 PutBucketEncryption example-assets");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aws:kms | arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab | yes
            aws:kms | 1234abcd-12ab-34cd-56ef-1234567890ab                                        | yes
            aws:kms | arn:aws:kms:eu-west-1:123456789012:alias/site                               | yes
            aws:kms | alias/site                                                                  | yes
            aws:kms | ''                                                                          | yes
            aws:kms | arn:aws:kms:eu-west-1:123456789012:key/eeeeeeee-12ab-34cd-56ef-1234567890ab | no
            AES256  | ''                                                                          | no
            """)
    void theDefaultEncryptionMustBeWithTheKeyThatRefuses(String algorithm, String key, String counts) {
        assertThat(encrypted()
                        .event("PutBucketEncryption", "11:00:00", encryption(algorithm, key))
                        .named())
                .isEqualTo(counts.equals("yes") ? "11:00:00 PutBucketEncryption example-assets" : "none");
    }

    @Test
    void aKeyPolicyThatWasPutAgainIsPassedOver() {
        String same =
                "{\"keyId\":\"" + KEY + "\",\"policy\":\"{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\"%s}]}\"}";
        TrailCase site = encrypted()
                .event("PutKeyPolicy", "11:50:00", same.formatted(""))
                .event("PutKeyPolicy", "11:40:00", same.formatted(" "))
                .event("PutKeyPolicy", "11:30:00", same.formatted(",\\\"Sid\\\":\\\"CloudFront\\\""));

        assertThat(site.named()).isEqualTo("11:40:00 PutKeyPolicy " + KEY);
    }

    private static TrailCase function(String... statements) {
        return new TrailCase(CauseId.LAMBDA_URL_GRANT_MISSING, FUNCTION)
                .knowing(ChangeClues.ofFunction("tickets-api", Set.of(statements)));
    }

    private static String removal(String function) {
        return "{\"functionName\":\"" + function + "\",\"statementId\":\"AllowCloudFront\"}";
    }

    @Test
    void aStatementThatIsStillThereWasPutBack() {
        assertThat(function("AllowCloudFront", "Other")
                        .event("RemovePermission20150331v2", "11:58:00", removal("tickets-api"))
                        .named())
                .isEqualTo("none");
        assertThat(function("Other")
                        .event("RemovePermission20150331v2", "11:58:00", removal("tickets-api"))
                        .named())
                .isEqualTo("11:58:00 RemovePermission20150331v2 tickets-api");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tickets-api",
                "tickets-api:$LATEST",
                "123456789012:function:tickets-api",
                "arn:aws:lambda:eu-west-1:123456789012:function:tickets-api"
            })
    void aFunctionHasSeveralNames(String name) {
        assertThat(function()
                        .event("RemovePermission20150331v2", "11:58:00", removal(name))
                        .named())
                .isEqualTo("11:58:00 RemovePermission20150331v2 tickets-api");
    }

    @Test
    void thePolicyOfAnotherAliasIsAnotherPolicy() {
        String live = removal("tickets-api").replace("}", ",\"qualifier\":\"live\"}");
        TrailCase site = function()
                .event("RemovePermission20150331v2", "11:58:00", live)
                .event("RemovePermission20150331v2", "11:57:00", removal("tickets-api:live"))
                .event("UpdateFunctionUrlConfig", "11:56:00", live)
                .event("RemovePermission20150331v2", "11:55:00", removal("tickets-api-2"));
        assertThat(site.named()).isEqualTo("none");

        assertThat(site.knowing(ChangeClues.ofFunction("tickets-api:live", Set.of()))
                        .named())
                .isEqualTo("11:58:00 RemovePermission20150331v2 tickets-api");
        assertThat(site.knowing(ChangeClues.NONE).named()).isEqualTo("11:58:00 RemovePermission20150331v2 tickets-api");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lambda:InvokeFunctionUrl | cloudfront.amazonaws.com | arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE | yes
            lambda:InvokeFunction    | cloudfront.amazonaws.com | arn:aws:cloudfront::123456789012:distribution/*         | yes
            lambda:*                 | *                        | ''                                                      | yes
            lambda:InvokeFunctionUrl | cloudfront.amazonaws.com | arn:aws:cloudfront::123456789012:distribution/EOTHER    | no
            lambda:InvokeFunction    | s3.amazonaws.com         | arn:aws:s3:::example-uploads                            | no
            lambda:InvokeFunction    | events.amazonaws.com     | ''                                                      | no
            lambda:GetFunction       | *                        | ''                                                      | no
            """)
    void whatWasRemovedIsKnownIfItWasAddedOnTheSameDay(String action, String principal, String source, String counts) {
        TrailCase site = function()
                .event("RemovePermission20150331v2", "11:58:00", removal("tickets-api"))
                .event(
                        "AddPermission20150331v2",
                        "09:00:00",
                        "{\"functionName\":\"tickets-api\",\"statementId\":\"AllowCloudFront\",\"action\":\"" + action
                                + "\",\"principal\":\"" + principal + "\""
                                + (source.isEmpty() ? "" : ",\"sourceArn\":\"" + source + "\"") + "}");

        assertThat(site.named())
                .isEqualTo(counts.equals("yes") ? "11:58:00 RemovePermission20150331v2 tickets-api" : "none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ,"authType":"AWS_IAM","cors":{}   | yes
            ''                                | yes
            ,"cors":{"allowOrigins":["*"]}    | no
            ,"invokeMode":"RESPONSE_STREAM"   | no
            """)
    void aUrlKeepsTheAuthenticationThatAnUpdateDoesNotSet(String more, String counts) {
        assertThat(function()
                        .event("UpdateFunctionUrlConfig", "11:58:00", "{\"functionName\":\"tickets-api\"" + more + "}")
                        .named())
                .isEqualTo(counts.equals("yes") ? "11:58:00 UpdateFunctionUrlConfig tickets-api" : "none");
    }

    private static String policy(String... statements) {
        return "{\"bucketName\":\"example-assets\",\"bucketPolicy\":{\"Statement\":[" + String.join(",", statements)
                + "]}}";
    }

    private static final String READS = "{\"Sid\":\"Reads\",\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\"}";
    private static final String LISTS = "{\"Sid\":\"Lists\",\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\"}";
    private static final String DENIES = "{\"Sid\":\"TLS\",\"Effect\":\"Deny\",\"Action\":\"s3:*\"}";

    @Test
    void aPolicyWithMoreAllowStatementsRefusesNothingMore() {
        TrailCase site = new TrailCase(CauseId.S3_GRANT_MISSING, BUCKET)
                .event("PutBucketPolicy", "11:58:00", policy(LISTS, DENIES, READS))
                .event("PutBucketPolicy", "11:50:00", policy(LISTS))
                .event("PutBucketPolicy", "11:40:00", policy(READS));

        assertThat(site.named()).isEqualTo("11:50:00 PutBucketPolicy example-assets");
    }

    @Test
    void aPolicyWithoutADenyThatWasThereRefusesNothingMore() {
        TrailCase site = new TrailCase(CauseId.S3_EXPLICIT_DENY, BUCKET)
                .event("PutBucketPolicy", "11:58:00", policy(READS, DENIES))
                .event("PutBucketPolicy", "11:50:00", policy(DENIES, DENIES.replace("TLS", "VPC")))
                .event("PutBucketPolicy", "11:40:00", policy(READS));

        assertThat(site.named()).isEqualTo("11:50:00 PutBucketPolicy example-assets");
    }

    @Test
    void aDeletedPolicyThatWasPutBackIsPassedOver() {
        TrailCase site = new TrailCase(CauseId.S3_GRANT_MISSING, BUCKET)
                .event("PutBucketPolicy", "11:58:00", policy(LISTS))
                .event("DeleteBucketPolicy", "11:57:00", "{\"bucketName\":\"example-assets\",\"policy\":\"\"}")
                .event("PutBucketPolicy", "11:50:00", policy(LISTS))
                .event("PutBucketPolicy", "11:40:00", policy(READS));

        assertThat(site.named()).isEqualTo("11:50:00 PutBucketPolicy example-assets");
    }

    @Test
    void aPolicyThatAllowsNothingAfterADeletedOneChangedNothing() {
        TrailCase site = new TrailCase(CauseId.S3_GRANT_MISSING, BUCKET)
                .event("PutBucketPolicy", "11:58:00", policy(DENIES))
                .event("DeleteBucketPolicy", "11:57:00", "{\"bucketName\":\"example-assets\",\"policy\":\"\"}");

        assertThat(site.named()).isEqualTo("11:57:00 DeleteBucketPolicy example-assets");
    }

    @Test
    void aBucketWhoseOwnerOwnsAllObjectsHasNoForeignOnes() {
        String controls =
                "{\"bucketName\":\"example-assets\",\"OwnershipControls\":{\"Rule\":{\"ObjectOwnership\":\"%s\"}}}";
        assertThat(new TrailCase(CauseId.S3_OBJECT_OWNERSHIP, BUCKET)
                        .event("PutBucketOwnershipControls", "11:58:00", controls.formatted("BucketOwnerEnforced"))
                        .event("PutBucketOwnershipControls", "11:50:00", controls.formatted("ObjectWriter"))
                        .named())
                .isEqualTo("11:50:00 PutBucketOwnershipControls example-assets");
    }
}
