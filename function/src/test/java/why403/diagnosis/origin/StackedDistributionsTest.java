package why403.diagnosis.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.diagnosis.Logged;
import why403.log.Field;

/** An origin that is itself a CloudFront distribution. */
class StackedDistributionsTest {

    private static final String INNER = "d222222abcdef8.cloudfront.net";
    private static final Logged ANSWERED = Logged.forbidden().answeredByOrigin().page("text/html", 915);

    @ParameterizedTest
    @CsvSource({"text/html, 915", "text/html, 919", "text/xml, 110", "application/xml, 243", "application/json, 23"})
    void isLikelyWhateverItAnswers(String type, int length) {
        Cause cause = new OriginCase(INNER)
                .requestPolicy(OriginCase.ALL_EXCEPT_HOST)
                .asks(ANSWERED.page(type, length))
                .cause();

        assertThat(cause.id() + " " + cause.certainty()).isEqualTo("stacked-distributions LIKELY");
        assertThat(cause.summary()).contains("origin " + INNER + " is another CloudFront distribution");
        assertThat(cause.evidence()).noneMatch(sentence -> sentence.contains("custom-origin-forbidden"));
        assertThat(cause.remedy().orElseThrow().summary()).contains("a chain of more than two distributions");
    }

    @Test
    void itsHostNameCanBeInUpperCase() {
        assertThat(new OriginCase("D222222ABCDEF8.CloudFront.NET")
                        .asks(ANSWERED)
                        .claim())
                .isEqualTo("stacked-distributions LIKELY");
    }

    @Test
    void withTheViewersHostItIsTheHostHeader() {
        assertThat(new OriginCase(INNER)
                        .requestPolicy(OriginCase.ALL_VIEWER)
                        .asks(ANSWERED)
                        .claim())
                .isEqualTo("host-header-forwarded CONFIRMED");
        assertThat(new OriginCase(INNER)
                        .requestPolicy(OriginCase.ALL_VIEWER)
                        .asks(ANSWERED.page("text/html", 919))
                        .claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @ParameterizedTest
    @CsvSource({"cloudfront.net.example.com", "main.d1example.amplifyapp.com", "www.example.net"})
    void otherOriginsAreNoDistributions(String host) {
        assertThat(new OriginCase(host).asks(ANSWERED).cause().id()).isEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
    }

    @Test
    void thePageOfThisDistributionIsNot() {
        assertThat(new OriginCase(INNER)
                        .asks(ANSWERED.with(Field.TIME_TO_FIRST_BYTE, "0.000"))
                        .cause()
                        .id())
                .isNotEqualTo(CauseId.STACKED_DISTRIBUTIONS);
        assertThat(new OriginCase(INNER)
                        .asks(Logged.forbidden().answeredByOrigin().detail("ClientGeoBlocked"))
                        .cause()
                        .id())
                .isEqualTo(CauseId.GEO_RESTRICTION);
    }
}
