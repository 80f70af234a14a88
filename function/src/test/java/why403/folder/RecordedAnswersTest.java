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
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.account.Question;
import why403.account.Questions;

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
        assertThat(recorded(Questions.listDistributions(), CliAnswers.LIST_DISTRIBUTIONS)
                        .distributionList()
                        .items())
                .extracting(DistributionSummary::id, DistributionSummary::enabled)
                .containsExactly(tuple("E2EXAMPLE", true), tuple("E3EXAMPLE", false));
    }

    @Test
    void getDistribution() throws IOException {
        Distribution distribution = recorded(Questions.distribution("E2EXAMPLE"), CliAnswers.GET_DISTRIBUTION)
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
        assertThat(recorded(Questions.originAccessControl("E1OAC"), CliAnswers.GET_ORIGIN_ACCESS_CONTROL)
                        .originAccessControl()
                        .originAccessControlConfig()
                        .signingBehavior())
                .isEqualTo(OriginAccessControlSigningBehaviors.ALWAYS);
    }

    @Test
    void getCloudFrontOriginAccessIdentity() throws IOException {
        assertThat(recorded(Questions.originAccessIdentity("E74FTE3AEXAMPLE"), CliAnswers.GET_ORIGIN_ACCESS_IDENTITY)
                        .cloudFrontOriginAccessIdentity()
                        .s3CanonicalUserId())
                .startsWith("cd13868f");
    }

    @Test
    void getKeyGroup() throws IOException {
        assertThat(recorded(Questions.keyGroup("kg-1"), CliAnswers.GET_KEY_GROUP)
                        .keyGroup()
                        .keyGroupConfig()
                        .items())
                .containsExactly("K2EXAMPLE", "K3EXAMPLE");
    }

    @Test
    void getPublicKey() throws IOException {
        var key = recorded(Questions.publicKey("K2EXAMPLE"), CliAnswers.GET_PUBLIC_KEY)
                .publicKey();
        assertThat(key.createdTime()).isEqualTo("2026-06-10T19:32:57Z");
        assertThat(key.publicKeyConfig().encodedKey()).contains("\nEXAMPLE\n");
    }

    @Test
    void describeFunction() throws IOException {
        assertThat(recorded(Questions.function("rewrite"), CliAnswers.DESCRIBE_FUNCTION)
                        .functionSummary()
                        .functionMetadata()
                        .stage())
                .isEqualTo(FunctionStage.LIVE);
    }

    @Test
    void getBucketPolicy() throws IOException {
        assertThat(recorded(Questions.bucketPolicy("example-assets", Optional.empty()), CliAnswers.GET_BUCKET_POLICY)
                        .policy())
                .isEqualTo("{\"Version\":\"2008-10-17\",\"Statement\":[{\"Sid\":\"\",\"Effect\":\"Allow\"}]}");
    }

    @Test
    void headObject() throws IOException {
        HeadObjectResponse object = recorded(
                Questions.object("example-assets", "docs/index.html", Optional.empty()), CliAnswers.HEAD_OBJECT);
        assertThat(object.contentLength()).isEqualTo(77);
        assertThat(object.lastModified()).isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
        assertThat(object.metadata()).isEqualTo(Map.of("owner", "web"));
        assertThat(object.storageClass()).isEqualTo(StorageClass.GLACIER);
    }

    @Test
    void getWebAcl() throws IOException {
        WebACL acl = recorded(Questions.webAcl("edge", "a1b2"), CliAnswers.GET_WEB_ACL)
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
