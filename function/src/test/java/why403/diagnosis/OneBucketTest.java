package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.account.KmsQuestions;
import why403.account.S3Questions;
import why403.cause.AwsResource;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Diagnosis;
import why403.cause.Remedy;
import why403.diagnosis.s3.S3Case;
import why403.log.Field;

/** One bucket behind several origins of a distribution, and several causes on one bucket. */
class OneBucketTest {

    private static final Optional<String> REGION = Optional.of("eu-west-1");

    private static Origin origin(String id, String host) {
        return Origin.builder()
                .id(id)
                .domainName(host)
                .originAccessControlId("E1OAC")
                .build();
    }

    /** The first origin behind the default cache behavior, the second behind {@code /media/*}. */
    private static DistributionConfig config(Origin first, Origin second) {
        return Site.with(builder -> builder.origins(all -> all.items(first, second))
                .cacheBehaviors(all -> all.items(CacheBehavior.builder()
                        .pathPattern("/media/*")
                        .targetOriginId(second.id())
                        .viewerProtocolPolicy("allow-all")
                        .build()))
                .defaultCacheBehavior(behavior -> behavior.targetOriginId(first.id())));
    }

    private static KnownAccount account(DistributionConfig config) {
        return KnownAccount.with(config)
                .finding(
                        CloudFrontQuestions.originAccessControl("E1OAC"),
                        GetOriginAccessControlResponse.builder()
                                .originAccessControl(control ->
                                        control.originAccessControlConfig(it -> it.signingBehavior("always")))
                                .build());
    }

    private static KnownAccount withoutPolicy(DistributionConfig config) {
        return account(config)
                .answering(
                        S3Questions.bucketPolicy("example-assets", REGION),
                        new Answer.Refused<>("NoSuchBucketPolicy", ""));
    }

    private static Diagnosis diagnose(KnownAccount account) {
        return Site.diagnose(
                account,
                Site.sample(
                        Logged.forbidden().path("/img/a.png").answeredByBucket(),
                        Logged.forbidden().path("/media/b.mp4").answeredByBucket()));
    }

    private static long count(Remedy remedy, String part) {
        return remedy.commandTexts().stream()
                .filter(text -> text.contains(part))
                .count();
    }

    @Test
    void oneBucketUnderTwoHostNamesIsReportedOnce() {
        Diagnosis diagnosis = diagnose(withoutPolicy(config(
                origin("global", "example-assets.s3.amazonaws.com"),
                origin("regional", "example-assets.s3.eu-west-1.amazonaws.com"))));
        assertThat(diagnosis.causes()).extracting(Cause::id).containsExactly(CauseId.S3_GRANT_MISSING);
        Cause cause = Site.first(diagnosis);
        assertThat(cause.evidence()).noneMatch(sentence -> sentence.startsWith("Also: "));
        assertThat(cause.resources()).containsExactly(new AwsResource.Bucket("aws", "example-assets", REGION));
        assertThat(count(
                        cause.remedy().orElseThrow(),
                        "aws s3api put-bucket-policy --bucket example-assets --region eu-west-1"))
                .isEqualTo(1);
        assertThat(diagnosis.notChecked()).isEmpty();
    }

    @Test
    void theGrantsOfAControlAndAnIdentityOnOneBucketHaveDifferentSids() {
        Origin identity = Origin.builder()
                .id("identity")
                .domainName("example-assets.s3.eu-west-1.amazonaws.com")
                .s3OriginConfig(s3 -> s3.originAccessIdentity("origin-access-identity/cloudfront/E1OAI"))
                .build();
        JsonNode statements = Site.first(diagnose(withoutPolicy(
                        config(origin("control", "example-assets.s3.eu-west-1.amazonaws.com"), identity))))
                .remedy()
                .flatMap(Remedy::document)
                .orElseThrow()
                .path("Statement");
        List<String> sids = StreamSupport.stream(statements.spliterator(), false)
                .map(statement -> statement.path("Sid").asText())
                .toList();
        assertThat(sids).hasSize(2).doesNotHaveDuplicates();
    }

    private static KnownAccount encrypted(KnownAccount account, String... keys) {
        String kms = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
        for (String key : keys) {
            account.finding(
                    S3Questions.object("example-assets", key, REGION),
                    HeadObjectResponse.builder()
                            .serverSideEncryption("aws:kms")
                            .ssekmsKeyId(kms)
                            .build());
        }
        return account.finding(
                        KmsQuestions.key(kms, REGION),
                        DescribeKeyResponse.builder()
                                .keyMetadata(key ->
                                        key.arn(kms).keyManager("CUSTOMER").keyState("Enabled"))
                                .build())
                .finding(
                        KmsQuestions.keyPolicy(kms, REGION),
                        GetKeyPolicyResponse.builder()
                                .policy("{\"Version\":\"2012-10-17\",\"Statement\":[]}")
                                .build());
    }

    /** The origin that is asked first must not decide for the other one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyAnIdentityIsReplacedForTheSakeOfAKey(boolean identityFirst) {
        Origin identity = Origin.builder()
                .id("identity")
                .domainName("example-assets.s3.eu-west-1.amazonaws.com")
                .s3OriginConfig(s3 -> s3.originAccessIdentity("origin-access-identity/cloudfront/E1OAI"))
                .build();
        Origin control = origin("control", "example-assets.s3.eu-west-1.amazonaws.com");
        KnownAccount account = encrypted(
                withoutPolicy(identityFirst ? config(identity, control) : config(control, identity)),
                "img/a.png",
                "media/b.mp4");

        Remedy remedy = Site.first(diagnose(account)).remedy().orElseThrow();

        assertThat(remedy.commandTexts())
                .filteredOn(text -> text.contains(".OriginAccessControlId = "))
                .singleElement()
                .asString()
                .contains("select(.Id == \"identity\")");
        assertThat(remedy.summary())
                .contains("distribution E2EXAMPLE (OAC E1OAC) kms:Decrypt")
                .contains("distribution E2EXAMPLE (a new OAC) kms:Decrypt");
    }

    @Test
    void allOriginsOfOneIdentityGetTheNewControl() {
        Origin one = Origin.builder()
                .id("one")
                .domainName("example-assets.s3.eu-west-1.amazonaws.com")
                .s3OriginConfig(s3 -> s3.originAccessIdentity("origin-access-identity/cloudfront/E1OAI"))
                .build();
        KnownAccount account =
                encrypted(withoutPolicy(config(one, one.copy(it -> it.id("other")))), "img/a.png", "media/b.mp4");

        assertThat(Site.first(diagnose(account)).remedy().orElseThrow().commandTexts())
                .filteredOn(text -> text.contains(".OriginAccessControlId = "))
                .singleElement()
                .asString()
                .contains("select(.Id == \"one\" or .Id == \"other\")");
    }

    @Test
    void twoCausesOnOneBucketShareOneSimulatedPolicy() {
        String bucketAlone = S3Case.GRANT.replace("example-assets/*", "example-assets/img/*");
        KnownAccount account = account(config(
                        origin("one", "example-assets.s3.eu-west-1.amazonaws.com"),
                        origin("other", "example-assets.s3.eu-west-1.amazonaws.com")))
                .finding(
                        S3Questions.bucketPolicy("example-assets", REGION),
                        GetBucketPolicyResponse.builder().policy(bucketAlone).build());
        Diagnosis diagnosis = Site.diagnose(
                account,
                Site.sample(
                        Logged.forbidden().path("/img/a.png").answeredByBucket().with(Field.METHOD, "PUT"),
                        Logged.forbidden().path("/media/b.mp4").answeredByBucket()));
        assertThat(diagnosis.causes())
                .extracting(Cause::id)
                .containsExactly(CauseId.S3_GRANT_WRONG_RESOURCE, CauseId.S3_GRANT_WRONG_ACTION);
        List<Remedy> remedies = diagnosis.causes().stream()
                .map(cause -> cause.remedy().orElseThrow())
                .toList();
        assertThat(remedies.get(0).document()).isEqualTo(remedies.get(1).document());
        assertThat(remedies.get(0).document().orElseThrow().path("Statement").size())
                .isEqualTo(3);
        assertThat(remedies)
                .allSatisfy(remedy -> assertThat(remedy.summary())
                        .contains("Simulated: the resulting policy allows these requests."));
    }

    @Test
    void aMissingDefaultRootObjectIsReportedTogetherWithAMissingGrant() {
        Origin bucket = origin("s3", "example-assets.s3.eu-west-1.amazonaws.com");
        Cause cause = Site.first(Site.diagnose(
                withoutPolicy(config(bucket, bucket)),
                Site.sample(Logged.forbidden().path("/").answeredByBucket())));
        assertThat(cause.id()).isEqualTo(CauseId.S3_GRANT_MISSING);
        assertThat(cause.evidence())
                .contains(
                        "Also confirmed for these requests: distribution E2EXAMPLE has no default root object, so / asks"
                                + " bucket example-assets for a list of its objects (s3-default-root-object).");
        assertThat(cause.remedy().orElseThrow().commandTexts())
                .containsSubsequence(
                        "test -s example-assets-policy-after.json && aws s3api put-bucket-policy --bucket example-assets"
                                + " --region eu-west-1 --policy file://example-assets-policy-after.json",
                        "aws cloudfront update-distribution --id E2EXAMPLE --default-root-object index.html");
    }
}
