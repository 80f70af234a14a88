package why403.diagnosis.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import why403.diagnosis.s3.S3Case;
import why403.log.Field;

/** Which lines can be answers of S3, and with which certainty. */
class S3SignatureTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "DETAILED_RESULT_TYPE, ClientGeoBlocked",
        "DETAILED_RESULT_TYPE, FunctionGeneratedResponse",
        "RESULT_TYPE, Miss",
        "CONTENT_TYPE, text/html",
        "CONTENT_TYPE, text/xml",
        "CONTENT_TYPE, application/json",
        "CONTENT_LENGTH, 338",
        "METHOD, OPTIONS"
    })
    void aLineOfAnotherPartyIsNotClaimed(Field field, String value) {
        assertThat(new S3Case().noPolicy().asks("/a", Map.of(field, value)).claims())
                .isEmpty();
    }

    @Test
    void anAnswerTooLongForAPlainRefusalIsOnlyPossible() {
        assertThat(new S3Case()
                        .noPolicy()
                        .asks("/a", Map.of(Field.BYTES_SENT, "2600"))
                        .claims())
                .containsExactly("s3-grant-missing POSSIBLE");
    }

    @Test
    void aClaimBehindAnErrorPageIsLikelyIfAWebAclExists() {
        S3Case page = new S3Case()
                .noPolicy()
                .config(it -> it.customErrorResponses(errors -> errors.items(CustomErrorResponse.builder()
                        .errorCode(403)
                        .responsePagePath("/403.html")
                        .build())));

        assertThat(page.asks("/a", Map.of(Field.CONTENT_TYPE, "text/html")).claims())
                .containsExactly("s3-grant-missing CONFIRMED");
        assertThat(page.config(it -> it.webACLId("arn")).asks("/b").claims(1))
                .containsExactly("s3-grant-missing LIKELY");
    }

    @ParameterizedTest
    @EnumSource(
            value = Field.class,
            names = {"CONTENT_TYPE", "DETAILED_RESULT_TYPE", "BYTES_SENT"})
    void aLineOfAnOlderFormatIsClaimed(Field absent) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(absent, null);

        assertThat(new S3Case().noPolicy().asks("/a", values).claims()).containsExactly("s3-grant-missing CONFIRMED");
    }
}
