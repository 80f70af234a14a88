package why403.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningBehaviors;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyHeaderBehavior;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Type;
import software.amazon.awssdk.services.wafv2.model.SampledHTTPRequest;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.account.ApiGatewayQuestions;
import why403.account.CloudFrontQuestions;
import why403.account.HttpApiQuestions;
import why403.account.KmsQuestions;
import why403.account.LambdaQuestions;
import why403.account.LoadBalancerQuestions;
import why403.account.Question;
import why403.account.S3ControlQuestions;
import why403.account.S3Questions;
import why403.account.WafQuestions;

/** Every question's answer as the AWS CLI prints it. */
class RecordedAnswersTest {

    @TempDir
    private Path folder;

    private <T extends SdkPojo> T recorded(Question<T> question, String json) throws IOException {
        Path file = folder.resolve(question.recordingPath());
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
        RecordedAccount account = new RecordedAccount(folder);
        Optional<T> found = account.ask(question).found();
        assertThat(account.problems()).isEmpty();
        assertThat(account.missing()).isEmpty();
        return found.orElseThrow();
    }

    @Test
    void listDistributions() throws IOException {
        assertThat(recorded(CloudFrontQuestions.listDistributions(), CliAnswers.LIST_DISTRIBUTIONS)
                        .distributionList()
                        .items())
                .extracting(DistributionSummary::id, DistributionSummary::enabled)
                .containsExactly(tuple("E2EXAMPLE", true), tuple("E3EXAMPLE", false));
    }

    @Test
    void getDistribution() throws IOException {
        Distribution distribution = recorded(CloudFrontQuestions.distribution("E2EXAMPLE"), CliAnswers.GET_DISTRIBUTION)
                .distribution();
        var config = distribution.distributionConfig();
        var behavior = config.defaultCacheBehavior();
        var error = config.customErrorResponses().items().get(0);
        assertThat(distribution.lastModifiedTime()).isEqualTo("2026-11-05T11:50:00.187Z");
        assertThat(config.origins().items().get(0).originAccessControlId()).isEqualTo("E1OAC");
        assertThat(config.originGroups().items()).isEmpty();
        assertThat(behavior.trustedKeyGroups().items()).containsExactly("kg-1");
        assertThat(behavior.allowedMethods().items()).containsExactly(Method.HEAD, Method.GET);
        assertThat(behavior.viewerProtocolPolicy()).isEqualTo(ViewerProtocolPolicy.REDIRECT_TO_HTTPS);
        assertThat(behavior.functionAssociations().items().get(0).eventType()).isEqualTo(EventType.VIEWER_REQUEST);
        assertThat(error.errorCode()).isEqualTo(403);
        assertThat(error.responseCode()).isEqualTo("404");
        assertThat(error.errorCachingMinTTL()).isEqualTo(10);
        assertThat(config.restrictions().geoRestriction().restrictionType()).isEqualTo(GeoRestrictionType.WHITELIST);
        assertThat(config.enabled()).isTrue();
    }

    @Test
    void getOriginAccessControl() throws IOException {
        assertThat(recorded(CloudFrontQuestions.originAccessControl("E1OAC"), CliAnswers.GET_ORIGIN_ACCESS_CONTROL)
                        .originAccessControl()
                        .originAccessControlConfig()
                        .signingBehavior())
                .isEqualTo(OriginAccessControlSigningBehaviors.ALWAYS);
    }

    @Test
    void getCloudFrontOriginAccessIdentity() throws IOException {
        assertThat(recorded(
                                CloudFrontQuestions.originAccessIdentity("E74FTE3AEXAMPLE"),
                                CliAnswers.GET_ORIGIN_ACCESS_IDENTITY)
                        .cloudFrontOriginAccessIdentity()
                        .s3CanonicalUserId())
                .startsWith("cd13868f");
    }

    @Test
    void getKeyGroup() throws IOException {
        assertThat(recorded(CloudFrontQuestions.keyGroup("kg-1"), CliAnswers.GET_KEY_GROUP)
                        .keyGroup()
                        .keyGroupConfig()
                        .items())
                .containsExactly("K2EXAMPLE", "K3EXAMPLE");
    }

    @Test
    void getPublicKey() throws IOException {
        var key = recorded(CloudFrontQuestions.publicKey("K2EXAMPLE"), CliAnswers.GET_PUBLIC_KEY)
                .publicKey();
        assertThat(key.createdTime()).isEqualTo("2026-06-10T19:32:57Z");
        assertThat(key.publicKeyConfig().encodedKey()).contains("\nEXAMPLE\n");
    }

    @Test
    void describeFunction() throws IOException {
        assertThat(recorded(CloudFrontQuestions.function("rewrite"), CliAnswers.DESCRIBE_FUNCTION)
                        .functionSummary()
                        .functionMetadata()
                        .stage())
                .isEqualTo(FunctionStage.LIVE);
    }

    @Test
    void getBucketPolicy() throws IOException {
        assertThat(recorded(S3Questions.bucketPolicy("example-assets", Optional.empty()), CliAnswers.GET_BUCKET_POLICY)
                        .policy())
                .isEqualTo("{\"Version\":\"2008-10-17\",\"Statement\":[{\"Sid\":\"\",\"Effect\":\"Allow\"}]}");
    }

    @Test
    void headObject() throws IOException {
        HeadObjectResponse object = recorded(
                S3Questions.object("example-assets", "docs/index.html", Optional.empty()), CliAnswers.HEAD_OBJECT);
        assertThat(object.contentLength()).isEqualTo(77);
        assertThat(object.lastModified()).isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
        assertThat(object.metadata()).isEqualTo(Map.of("owner", "web"));
        assertThat(object.storageClass()).isEqualTo(StorageClass.GLACIER);
        assertThat(object.restore()).contains("ongoing-request=\"false\"");
        assertThat(object.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(object.ssekmsKeyId()).endsWith(":key/1234abcd-12ab-34cd-56ef-1234567890ab");
        assertThat(object.bucketKeyEnabled()).isTrue();
    }

    @Test
    void getCachePolicy() throws IOException {
        assertThat(recorded(CloudFrontQuestions.cachePolicy("2e2a6a1b"), CliAnswers.GET_CACHE_POLICY)
                        .cachePolicy()
                        .cachePolicyConfig()
                        .parametersInCacheKeyAndForwardedToOrigin()
                        .headersConfig()
                        .headers()
                        .items())
                .containsExactly("Authorization", "Accept-Language");
    }

    @Test
    void getOriginRequestPolicy() throws IOException {
        assertThat(recorded(CloudFrontQuestions.originRequestPolicy("7f3b1c2d"), CliAnswers.GET_ORIGIN_REQUEST_POLICY)
                        .originRequestPolicy()
                        .originRequestPolicyConfig()
                        .headersConfig()
                        .headerBehavior())
                .isEqualTo(OriginRequestPolicyHeaderBehavior.ALL_VIEWER);
    }

    @Test
    void getPublicAccessBlockOfABucketAndOfAnAccount() throws IOException {
        assertThat(recorded(S3Questions.publicAccessBlock("b", Optional.empty()), CliAnswers.GET_PUBLIC_ACCESS_BLOCK)
                        .publicAccessBlockConfiguration()
                        .restrictPublicBuckets())
                .isTrue();
        assertThat(recorded(
                                S3ControlQuestions.publicAccessBlock("123456789012", Optional.empty()),
                                CliAnswers.GET_PUBLIC_ACCESS_BLOCK)
                        .publicAccessBlockConfiguration()
                        .blockPublicPolicy())
                .isFalse();
    }

    @Test
    void getBucketEncryption() throws IOException {
        assertThat(recorded(S3Questions.bucketEncryption("b", Optional.empty()), CliAnswers.GET_BUCKET_ENCRYPTION)
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .get(0)
                        .applyServerSideEncryptionByDefault()
                        .kmsMasterKeyID())
                .endsWith(":key/1234abcd-12ab-34cd-56ef-1234567890ab");
    }

    @Test
    void getBucketOwnershipControls() throws IOException {
        assertThat(recorded(
                                S3Questions.ownershipControls("b", Optional.empty()),
                                CliAnswers.GET_BUCKET_OWNERSHIP_CONTROLS)
                        .ownershipControls()
                        .rules()
                        .get(0)
                        .objectOwnership())
                .isEqualTo(ObjectOwnership.OBJECT_WRITER);
    }

    @Test
    void getBucketCors() throws IOException {
        assertThat(recorded(S3Questions.cors("b", Optional.empty()), CliAnswers.GET_BUCKET_CORS)
                        .corsRules()
                        .get(0)
                        .allowedOrigins())
                .containsExactly("https://www.example.com", "https://*.example.org");
    }

    @Test
    void getObjectAcl() throws IOException {
        assertThat(recorded(S3Questions.objectAcl("b", "k", Optional.empty()), CliAnswers.GET_OBJECT_ACL)
                        .grants())
                .extracting(grant -> grant.grantee().type(), Grant::permission)
                .containsExactly(
                        tuple(Type.CANONICAL_USER, Permission.FULL_CONTROL), tuple(Type.GROUP, Permission.READ));
    }

    @Test
    void listObjectsV2() throws IOException {
        assertThat(recorded(S3Questions.listing("b", "docs/a", Optional.empty()), CliAnswers.LIST_OBJECTS_V2)
                        .contents()
                        .get(0)
                        .owner()
                        .id())
                .startsWith("79a59df9");
    }

    /** A listing without objects has no {@code Contents}. */
    @Test
    void listObjectsV2WithoutObjects() throws IOException {
        assertThat(recorded(
                                S3Questions.listing("b", "docs/a", Optional.empty()),
                                "{\"IsTruncated\": false, \"Name\": \"b\", \"Prefix\": \"docs/a\", \"KeyCount\": 0}")
                        .contents())
                .isEmpty();
    }

    @Test
    void describeKey() throws IOException {
        KeyMetadata key = recorded(KmsQuestions.key("alias/site", Optional.empty()), CliAnswers.DESCRIBE_KEY)
                .keyMetadata();
        assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.creationDate()).isEqualTo("2025-04-07T16:42:24Z");
    }

    @Test
    void getKeyPolicy() throws IOException {
        assertThat(recorded(KmsQuestions.keyPolicy("1234abcd", Optional.empty()), CliAnswers.GET_KEY_POLICY)
                        .policy())
                .startsWith("{\n  \"Version\" : \"2012-10-17\"");
    }

    @Test
    void listFunctionUrlConfigs() throws IOException {
        assertThat(recorded(
                                LambdaQuestions.functionUrls("render", Optional.empty()),
                                CliAnswers.LIST_FUNCTION_URL_CONFIGS)
                        .functionUrlConfigs())
                .extracting(FunctionUrlConfig::functionArn, FunctionUrlConfig::authType)
                .containsExactly(
                        tuple("arn:aws:lambda:eu-west-1:123456789012:function:render", FunctionUrlAuthType.AWS_IAM),
                        tuple("arn:aws:lambda:eu-west-1:123456789012:function:render:live", FunctionUrlAuthType.NONE));
    }

    @Test
    void getFunctionUrlConfig() throws IOException {
        assertThat(recorded(
                                LambdaQuestions.functionUrl("render:live", Optional.empty()),
                                CliAnswers.GET_FUNCTION_URL_CONFIG)
                        .authType())
                .isEqualTo(FunctionUrlAuthType.AWS_IAM);
    }

    @Test
    void getPolicy() throws IOException {
        assertThat(recorded(LambdaQuestions.functionPolicy("render", Optional.empty()), CliAnswers.GET_POLICY)
                        .policy())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[]}");
    }

    /** The policy's quotes are escaped once more than those of other policies. */
    @Test
    void getRestApi() throws IOException {
        var api = recorded(ApiGatewayQuestions.restApi("a1b2c3d4e5", Optional.empty()), CliAnswers.GET_REST_API);
        assertThat(api.disableExecuteApiEndpoint()).isTrue();
        assertThat(api.policy()).isEqualTo("{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[]}");
        assertThat(api.createdDate()).isEqualTo("2025-02-03T10:00:00Z");
    }

    @Test
    void getStageOfARestApi() throws IOException {
        assertThat(recorded(
                                ApiGatewayQuestions.stage("a1b2c3d4e5", "prod", Optional.empty()),
                                CliAnswers.GET_REST_API_STAGE)
                        .webAclArn())
                .contains(":regional/webacl/api/");
    }

    @Test
    void getApi() throws IOException {
        assertThat(recorded(HttpApiQuestions.api("f6g7h8i9j0", Optional.empty()), CliAnswers.GET_HTTP_API)
                        .disableExecuteApiEndpoint())
                .isFalse();
    }

    @Test
    void getStageOfAnHttpApi() throws IOException {
        assertThat(recorded(
                                HttpApiQuestions.stage("f6g7h8i9j0", "$default", Optional.empty()),
                                CliAnswers.GET_HTTP_API_STAGE)
                        .autoDeploy())
                .isTrue();
    }

    @Test
    void describeRules() throws IOException {
        var rules = recorded(
                        LoadBalancerQuestions.rules("a.example", Optional.empty(), Optional.of(443), Optional.empty()),
                        CliAnswers.DESCRIBE_RULES)
                .rules();
        assertThat(rules.get(0).conditions().get(0).httpHeaderConfig().httpHeaderName())
                .isEqualTo("X-Origin-Verify");
        assertThat(rules.get(1).actions().get(0).fixedResponseConfig().statusCode())
                .isEqualTo("403");
    }

    @Test
    void getSampledRequests() throws IOException {
        Instant noon = Instant.parse("2026-11-24T12:00:00Z");
        SampledHTTPRequest sampled = recorded(
                        WafQuestions.sampledRequests("arn:a/edge/a1b2", "no-admin", noon, noon),
                        CliAnswers.GET_SAMPLED_REQUESTS)
                .sampledRequests()
                .get(0);
        assertThat(sampled.request().clientIP()).isEqualTo("192.0.2.10");
        assertThat(sampled.timestamp()).isEqualTo("2026-11-24T12:03:04Z");
        assertThat(sampled.ruleNameWithinRuleGroup())
                .isEqualTo("AWS#AWSManagedRulesCommonRuleSet#SizeRestrictions_BODY");
        assertThat(sampled.labels().get(0).name()).startsWith("awswaf:managed:");
    }

    @Test
    void getWebAcl() throws IOException {
        WebACL acl = recorded(WafQuestions.webAcl("edge", "a1b2"), CliAnswers.GET_WEB_ACL)
                .webACL();
        assertThat(acl.capacity()).isEqualTo(3);
        assertThat(acl.defaultAction().allow()).isNotNull();
        assertThat(acl.defaultAction().block()).isNull();
        assertThat(acl.rules().get(0).statement().notStatement().statement().byteMatchStatement())
                .satisfies(match ->
                        assertThat(match.positionalConstraintAsString()).isEqualTo("STARTS_WITH"))
                .satisfies(match -> assertThat(match.fieldToMatch().uriPath()).isNotNull());
    }
}
