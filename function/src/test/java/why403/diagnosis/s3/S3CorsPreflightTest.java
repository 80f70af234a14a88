package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import why403.account.S3Questions;
import why403.cause.CauseId;
import why403.cause.Command;
import why403.log.Field;

/** Preflight requests of browsers to a bucket. */
class S3CorsPreflightTest {

    private static final Map<Field, String> PREFLIGHT = Map.of(Field.METHOD, "OPTIONS", Field.CONTENT_LENGTH, "338");

    private static S3Case without() {
        S3Case site = new S3Case().policy(S3Case.GRANT).asks("/a", PREFLIGHT);
        site.account.refused(S3Questions.cors(S3Case.BUCKET, S3Case.REGION), "NoSuchCORSConfiguration");
        return site;
    }

    private static S3Case withRule() {
        S3Case site = new S3Case().policy(S3Case.GRANT).asks("/a", PREFLIGHT);
        site.account.found(
                S3Questions.cors(S3Case.BUCKET, S3Case.REGION),
                GetBucketCorsResponse.builder()
                        .corsRules(CORSRule.builder()
                                .allowedOrigins("https://other.example")
                                .build())
                        .build());
        return site;
    }

    @Test
    void aBucketWithoutCorsConfigurationRefusesPreflights() {
        assertThat(without().claims()).containsExactly("s3-cors-preflight CONFIRMED");
        assertThat(withRule().claims()).containsExactly("s3-cors-preflight LIKELY");
        assertThat(new S3Case().policy(S3Case.GRANT).asks("/a", PREFLIGHT).claims())
                .containsExactly("s3-cors-preflight LIKELY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"339", "341", "514", "517"})
    void theAnswerNamesTheMethodAndSaysWhetherTheBucketHasRules(String length) {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .asks("/a", Map.of(Field.METHOD, "OPTIONS", Field.CONTENT_LENGTH, length))
                        .claims())
                .containsExactly("s3-cors-preflight LIKELY");
    }

    @Test
    void otherMethodsAndAnswersAreNotPreflights() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .asks("/a", Map.of(Field.METHOD, "OPTIONS"))
                        .claims())
                .isEmpty();
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .there("a")
                        .asks("/a", Map.of(Field.CONTENT_LENGTH, "338"))
                        .claims())
                .isEmpty();
    }

    @Test
    void onlyABucketWithoutConfigurationGetsACommandBecauseItReplacesAll() {
        assertThat(without().remedy(CauseId.S3_CORS_PREFLIGHT).commands().stream()
                        .map(Command::text))
                .singleElement()
                .asString()
                .startsWith("aws s3api put-bucket-cors --bucket example-assets --region eu-west-1");
        assertThat(withRule().remedy(CauseId.S3_CORS_PREFLIGHT).commands()).isEmpty();
    }
}
