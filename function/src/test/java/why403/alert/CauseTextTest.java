package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.spike.Event;
import why403.tally.Scope;

/** The sentences about the causes of an incident. */
class CauseTextTest {

    private static Cause cause(CauseId id, Certainty certainty, double explained, String summary) {
        return ExampleNotice.with(ExampleNotice.cause(id, summary, List.of(), Optional.empty()), certainty, explained);
    }

    private static List<String> lines(Event event, Cause... causes) {
        return CauseText.lines(ExampleNotice.notice(
                event, Scope.WHOLE, false, ExampleNotice.diagnosis(List.of(causes), List.of(), 412)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3-grant-missing | CONFIRMED | Confirmed: it is so. Explains 50 % of them.",
                "signed-request-expired | LIKELY | Likely: it is so. Explains 50 % of them.",
                "waf-block | POSSIBLE | Possible, an intended block: it is so. Explains 50 % of them.",
                "unexplained | POSSIBLE | Not explained: it is so. This concerns 50 % of them."
            })
    void aLineSaysHowSureACauseIsAndHowMuchItExplains(String id, Certainty certainty, String expected) {
        assertThat(lines(Event.OPENED, cause(CauseId.of(id).orElseThrow(), certainty, 0.5, "it is so")))
                .containsExactly(expected);
    }

    @Test
    void aSummaryThatEndsInAParenthesisGetsAFullStop() {
        assertThat(lines(Event.OPENED, cause(CauseId.WAF_BLOCK, Certainty.CONFIRMED, 1, "it blocks FR (41)")))
                .containsExactly("Confirmed, an intended block: it blocks FR (41). Explains all of them.");
    }

    @Test
    void aDiagnosisThatWasNotPossibleIsNotAnExplanation() {
        assertThat(lines(
                        Event.OPENED,
                        cause(CauseId.UNEXPLAINED, Certainty.POSSIBLE, 1, "not diagnosed: it could not be read")))
                .containsExactly("Not diagnosed: it could not be read.");
    }

    @Test
    void theEndOfAnIncidentRepeatsTheHeadlinesInThePastTense() {
        Cause cause = cause(CauseId.S3_GRANT_MISSING, Certainty.CONFIRMED, 1, "the policy denies it");
        Cause withHeadline = new Cause(
                cause.id(),
                cause.certainty(),
                cause.explained(),
                new Headline("the policy denies it", "the policy denied it"),
                cause.summary(),
                cause.evidence(),
                cause.remedy(),
                cause.change(),
                cause.resources());

        assertThat(lines(Event.RESOLVED, withHeadline))
                .containsExactly("Confirmed: the policy denied it. Explained all of them.");
    }

    @Test
    void anIncidentWithoutExaminedRecordsSaysSoUntilItIsOver() {
        assertThat(lines(Event.OPENED))
                .containsExactly("Not explained: none of the refused requests could be read from the logs again.");
        assertThat(lines(Event.RESOLVED)).isEmpty();
    }

    @Test
    void aSampleOfTheRecordsIsReportedAsSuch() {
        Cause cause = cause(CauseId.WAF_BLOCK, Certainty.CONFIRMED, 1, "it is so");

        assertThat(CauseText.lines(
                        ExampleNotice.opened(Scope.WHOLE, ExampleNotice.diagnosis(List.of(cause), List.of(), 20_000))))
                .last()
                .isEqualTo("Examined: 10,000 of 20,000 refused requests.");
    }
}
