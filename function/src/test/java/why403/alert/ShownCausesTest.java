package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Diagnosis;

/** Which causes people read, and in which order. */
class ShownCausesTest {

    private static Cause cause(CauseId id, double explained) {
        return ExampleNotice.with(
                ExampleNotice.cause(id, "it is so", List.of(), Optional.empty()), Certainty.CONFIRMED, explained);
    }

    private static Diagnosis diagnosis(Cause... causes) {
        return ExampleNotice.diagnosis(List.of(causes), List.of(), 412);
    }

    private static Stream<CauseId> shown(Cause... causes) {
        return ShownCauses.of(diagnosis(causes)).shown().stream().map(Cause::id);
    }

    @Test
    void causesThatHarmRealUsersComeFirst() {
        assertThat(shown(
                        cause(CauseId.WAF_BLOCK, 0.4),
                        cause(CauseId.SIGNED_REQUEST_EXPIRED, 0.3),
                        cause(CauseId.UNEXPLAINED, 0.2),
                        cause(CauseId.HTTPS_REQUIRED, 0.1)))
                .containsExactly(
                        CauseId.UNEXPLAINED, CauseId.HTTPS_REQUIRED, CauseId.SIGNED_REQUEST_EXPIRED, CauseId.WAF_BLOCK);
    }

    @Test
    void causesUnderFivePercentAreSummedUp() {
        ShownCauses causes = ShownCauses.of(diagnosis(
                cause(CauseId.WAF_BLOCK, 0.865),
                cause(CauseId.GEO_RESTRICTION, 0.05),
                cause(CauseId.HTTPS_REQUIRED, 0.045),
                cause(CauseId.METHOD_NOT_ALLOWED, 0.04)));

        assertThat(causes.shown()).hasSize(2);
        assertThat(causes.smallerOnes()).contains("2 smaller causes, 9 %.");
    }

    @Test
    void oneSmallerCauseIsInTheSingular() {
        assertThat(ShownCauses.of(diagnosis(cause(CauseId.WAF_BLOCK, 0.97), cause(CauseId.HTTPS_REQUIRED, 0.03)))
                        .smallerOnes())
                .contains("1 smaller cause, 3 %.");
    }

    @Test
    void theFirstCauseIsAlwaysShown() {
        assertThat(shown(cause(CauseId.WAF_BLOCK, 0.04), cause(CauseId.HTTPS_REQUIRED, 0.03)))
                .containsExactly(CauseId.WAF_BLOCK);
    }

    @Test
    void jsonHasAllCausesByShare() {
        String json = new Renderer().render(ExampleNotice.MIXTURE.notice()).json();

        assertThat(json.replaceAll(".*\"causes\":", "").replaceAll("\"(evidence|remedy)\":.*?(?=\"id\"|$)", ""))
                .containsSubsequence("waf-block", "signed-request-expired", "method-not-allowed", "geo", "https");
    }
}
