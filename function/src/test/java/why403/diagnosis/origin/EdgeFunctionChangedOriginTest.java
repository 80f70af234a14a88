package why403.diagnosis.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionRuntime;
import why403.account.CloudFrontQuestions;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.diagnosis.Logged;
import why403.log.Field;

/** A function sent the request to another origin than the configured one, as the form of the answer shows. */
class EdgeFunctionChangedOriginTest {

    private static final String FUNCTION_URL = "abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws";
    private static final String BUCKET = "example-media.s3.eu-west-1.amazonaws.com";
    private static final Logged S3_DENIED = Logged.forbidden().answeredByBucket();
    private static final Logged FUNCTION_DENIED =
            Logged.forbidden().answeredByOrigin().page("application/json", 144);

    static DescribeFunctionResponse runtime(FunctionRuntime runtime) {
        return DescribeFunctionResponse.builder()
                .functionSummary(summary -> summary.name("rewrite")
                        .functionConfig(config -> config.runtime(runtime))
                        .functionMetadata(
                                data -> data.stage("LIVE").lastModifiedTime(Instant.parse("2026-11-24T11:59:00Z"))))
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FUNCTION_URL,
                "placeholder.example.com",
                OriginCase.API,
                "web-1.eu-west-1.elb.amazonaws.com",
                "site.s3-website-eu-west-1.amazonaws.com"
            })
    void isLikelyIfS3AnswersForAnOriginThatIsNoBucket(String host) {
        assertThat(new OriginCase(host)
                        .lambda(EventType.ORIGIN_REQUEST)
                        .asks(S3_DENIED)
                        .claim())
                .isEqualTo("edge-function-changed-origin LIKELY");
        assertThat(new OriginCase(host).function().asks(S3_DENIED).claim())
                .isEqualTo("edge-function-changed-origin LIKELY");
    }

    @ParameterizedTest
    @CsvSource({"application/json, 144", "application/json, 192", "application/json, 23", "text/html, 4711"})
    void isLikelyIfAServerAnswersForABucket(String type, int length) {
        assertThat(new OriginCase(BUCKET)
                        .origin(origin -> origin.customOriginConfig((CustomOriginConfig) null))
                        .function()
                        .asks(FUNCTION_DENIED.page(type, length))
                        .claim())
                .isEqualTo("edge-function-changed-origin LIKELY");
    }

    @Test
    void aCachedAnswerOfS3CountsToo() {
        assertThat(new OriginCase(FUNCTION_URL)
                        .function()
                        .asks(S3_DENIED.with(Field.TIME_TO_FIRST_BYTE, "0.000"))
                        .claim())
                .isEqualTo("edge-function-changed-origin LIKELY");
    }

    @Test
    void theLoggedLengthOfS3sAnswerCountsMoreThanTheBytesThatAreSent() {
        Logged withMoreHeaders = S3_DENIED.page("application/xml", 243).with(Field.BYTES_SENT, "1100");

        assertThat(new OriginCase(FUNCTION_URL).function().asks(withMoreHeaders).claim())
                .isEqualTo("edge-function-changed-origin LIKELY");
        assertThat(new OriginCase(FUNCTION_URL)
                        .function()
                        .asks(S3_DENIED.page("application/xml", 300))
                        .cause()
                        .id())
                .isEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
    }

    @Test
    void isNotTheCauseWithoutAFunctionThatCanChangeTheOrigin() {
        assertThat(new OriginCase(FUNCTION_URL).asks(S3_DENIED).claim()).isEqualTo("custom-origin-forbidden CONFIRMED");
        assertThat(new OriginCase(FUNCTION_URL)
                        .lambda(EventType.VIEWER_REQUEST)
                        .asks(S3_DENIED)
                        .claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
        assertThat(new OriginCase(FUNCTION_URL)
                        .function()
                        .finding(CloudFrontQuestions.function("rewrite"), runtime(FunctionRuntime.CLOUDFRONT_JS_1_0))
                        .asks(S3_DENIED)
                        .claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @ParameterizedTest
    @CsvSource({
        FUNCTION_URL + ", application/json, 144",
        "www.example.net, text/html, 118",
        "d222222abcdef8.cloudfront.net, application/xml, 243"
    })
    void isNotTheCauseIfTheConfiguredOriginCanAnswerLikeThat(String host, String type, int length) {
        assertThat(new OriginCase(host)
                        .function()
                        .asks(FUNCTION_DENIED.page(type, length))
                        .cause()
                        .id())
                .isNotEqualTo(CauseId.EDGE_FUNCTION_CHANGED_ORIGIN);
    }

    @Test
    void isNotTheCauseIfTheFunctionItselfOrTheEdgeAnswered() {
        assertThat(new OriginCase(FUNCTION_URL)
                        .function()
                        .asks(S3_DENIED.detail("FunctionGeneratedResponse"))
                        .cause()
                        .id())
                .isEqualTo(CauseId.EDGE_FUNCTION_DENIED);
        assertThat(new OriginCase(BUCKET)
                        .origin(origin -> origin.customOriginConfig((CustomOriginConfig) null))
                        .function()
                        .asks(Logged.forbidden().answeredByOrigin().page("text/html", 919))
                        .cause()
                        .id())
                .isNotEqualTo(CauseId.EDGE_FUNCTION_CHANGED_ORIGIN);
    }

    @Test
    void isOnlyPossibleIfAFunctionCanReplaceTheAnswer() {
        assertThat(new OriginCase(FUNCTION_URL)
                        .function()
                        .lambda(EventType.ORIGIN_RESPONSE)
                        .asks(S3_DENIED)
                        .claim())
                .isEqualTo("edge-function-changed-origin POSSIBLE");
    }

    @Test
    void namesTheFunctionAndWhenItChangedAndNotTheConfiguredOriginAsTheCause() {
        Cause cause = new OriginCase("placeholder.example.com")
                .function()
                .finding(CloudFrontQuestions.function("rewrite"), runtime(FunctionRuntime.CLOUDFRONT_JS_2_0))
                .asks(S3_DENIED)
                .cause();

        assertThat(cause.summary())
                .isEqualTo(
                        "function rewrite (viewer-request) of the default cache behavior sends the requests to another"
                                + " origin than the configured origin placeholder.example.com, and that one refuses them");
        assertThat(cause.evidence())
                .contains("CloudFront function rewrite was last modified at 2026-11-24T11:59:00Z.")
                .noneMatch(sentence -> sentence.contains("custom-origin-forbidden"));
        assertThat(cause.remedy().orElseThrow().summary()).contains("cf.updateRequestOrigin");
    }

    @Test
    void theServerOfACacheBehaviorWithSuchAFunctionIsLikelyAtMostAndTheFunctionIsNamed() {
        OriginCase refused = new OriginCase("www.example.net")
                .lambda(EventType.ORIGIN_REQUEST)
                .asks(FUNCTION_DENIED.page("text/html", 118));

        assertThat(refused.claim()).isEqualTo("custom-origin-forbidden LIKELY");
        assertThat(refused.cause().evidence())
                .contains("Function router:9 (origin-request) may have changed these requests, also their origin.");
    }
}
