package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import why403.cause.CauseId;
import why403.log.Field;

/** Signatures in viewers' queries, that reach S3 or do not. */
class S3ViewerAuthenticationTest {

    private static final String PRESIGNED = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=3600&X-Amz-Signature=abc";
    private static final String FOR_CLOUDFRONT = "Expires=1900000000&Signature=abc&Key-Pair-Id=K1";

    private static void forwards(DefaultCacheBehavior.Builder behavior) {
        behavior.originRequestPolicyId("b689b0a8-53d0-40ab-baf2-68738e2966ac");
    }

    private static void forwardsNothing(DefaultCacheBehavior.Builder behavior) {
        behavior.cachePolicyId("658327ea-f89d-4fab-a63d-7e88639e58f6");
    }

    private static void checksSignatures(DefaultCacheBehavior.Builder behavior) {
        forwards(behavior);
        behavior.trustedKeyGroups(groups -> groups.enabled(true).items("group"));
    }

    private static S3Case asking(
            Consumer<DefaultCacheBehavior.Builder> behavior, String query, Map<Field, String> answer) {
        Map<Field, String> values = new HashMap<>(answer);
        values.put(Field.URI_QUERY, query);
        return new S3Case().policy(S3Case.GRANT).there("a").behavior(behavior).asks("/a", values);
    }

    @ParameterizedTest
    @CsvSource({PRESIGNED, "AWSAccessKeyId=AKIAEXAMPLE&Signature=abc&Expires=1", FOR_CLOUDFRONT})
    void aSignatureThatReachesS3IsTheCauseIfItsAnswerIsTypical(String query) {
        assertThat(asking(S3ViewerAuthenticationTest::forwards, query, Map.of(Field.CONTENT_LENGTH, "319"))
                        .claims())
                .containsExactly("s3-viewer-authentication CONFIRMED");
        assertThat(asking(S3ViewerAuthenticationTest::forwards, query, Map.of(Field.BYTES_SENT, "2600"))
                        .claims())
                .containsExactly("s3-viewer-authentication CONFIRMED");
        assertThat(asking(S3ViewerAuthenticationTest::forwards, query, Map.of()).claims())
                .containsExactly("s3-viewer-authentication LIKELY");
    }

    @Test
    void aSignatureThatIsNotForwardedDoesNotReachS3() {
        assertThat(asking(S3ViewerAuthenticationTest::forwardsNothing, PRESIGNED, Map.of())
                        .claims())
                .isEmpty();
    }

    @Test
    void aPolicyThatIsNotKnownLeavesItOpen() {
        assertThat(asking(behavior -> behavior.cachePolicyId("own"), PRESIGNED, Map.of())
                        .claims())
                .containsExactly("s3-viewer-authentication POSSIBLE");
    }

    @Test
    void aRequestWithoutASignatureIsNotConcerned() {
        assertThat(asking(S3ViewerAuthenticationTest::forwards, "page=2&Expires=1", Map.of())
                        .claims())
                .isEmpty();
    }

    @Test
    void aBehaviorWithKeyGroupsChecksAndRemovesTheSignature() {
        assertThat(asking(S3ViewerAuthenticationTest::checksSignatures, FOR_CLOUDFRONT, Map.of())
                        .claims())
                .isEmpty();
    }

    @Test
    void noPartOfTheSignatureIsShown() {
        assertThat(asking(S3ViewerAuthenticationTest::forwards, PRESIGNED, Map.of(Field.CONTENT_LENGTH, "319"))
                        .finding(CauseId.S3_VIEWER_AUTHENTICATION)
                        .toString())
                .doesNotContain("abc", "3600");
    }
}
