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

/** The title is the answer in one line. */
class TitleTest {

    private static Cause cause(CauseId id, Certainty certainty, double explained, Headline headline) {
        return new Cause(
                id, certainty, explained, headline, "", List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    private static Cause cause(CauseId id, double explained) {
        return cause(id, Certainty.CONFIRMED, explained, Headline.always("the cause " + id.id()));
    }

    private static String title(Notice notice) {
        return Title.of(notice).fitting(line -> true);
    }

    private static String title(Cause... causes) {
        return title(ExampleNotice.opened(causes));
    }

    private static Notice notice(Event event, Cause... causes) {
        return ExampleNotice.notice(
                event, Scope.WHOLE, false, ExampleNotice.diagnosis(List.of(causes), List.of(), 412));
    }

    @Test
    void theTitleHasTheHostTheRateAndTheCause() {
        assertThat(title(ExampleNotice.MISCONFIGURATION.notice()))
                .isEqualTo("cdn.example.com: 14 % 403s - bucket example-assets has no bucket policy");
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIRMED,waf-block,a rule blocks them",
        "LIKELY,waf-block,probably a rule blocks them",
        "POSSIBLE,waf-block,possibly a rule blocks them",
        "POSSIBLE,unexplained,a rule blocks them"
    })
    void theTitleSaysHowSureTheCauseIs(Certainty certainty, String id, String expected) {
        Cause cause = cause(CauseId.of(id).orElseThrow(), certainty, 1, Headline.always("a rule blocks them"));

        assertThat(title(cause)).endsWith(" 403s - " + expected);
    }

    @Test
    void misconfigurationsComeFirstThenClientErrorsThenIntendedBlocks() {
        Cause intended = cause(CauseId.WAF_BLOCK, 0.6);
        Cause client = cause(CauseId.SIGNED_REQUEST_EXPIRED, 0.3);
        Cause misconfiguration = cause(CauseId.METHOD_NOT_ALLOWED, 0.1);

        assertThat(title(intended, client, misconfiguration)).endsWith("the cause method-not-allowed");
        assertThat(title(intended, client)).endsWith("the cause signed-request-expired");
    }

    @Test
    void aCauseUnderFivePercentIsNotInTheTitle() {
        assertThat(title(cause(CauseId.WAF_BLOCK, 0.96), cause(CauseId.METHOD_NOT_ALLOWED, 0.04)))
                .startsWith("Info: ")
                .endsWith("the cause waf-block");
    }

    @Test
    void infoIsThePrefixOnlyIfEveryCauseOfFivePercentIsIntended() {
        assertThat(title(cause(CauseId.WAF_BLOCK, 0.5), cause(CauseId.GEO_RESTRICTION, 0.5)))
                .startsWith("Info: cdn.example.com: 14 % 403s - ");
        assertThat(title(cause(CauseId.WAF_BLOCK, 0.95), cause(CauseId.SIGNED_REQUEST_EXPIRED, 0.05)))
                .startsWith("cdn.example.com: ");
        assertThat(title(cause(CauseId.WAF_BLOCK, 0.95), cause(CauseId.UNEXPLAINED, 0.05)))
                .startsWith("cdn.example.com: ");
    }

    @Test
    void theEndOfAnIncidentIsInThePastTense() {
        Headline headline = new Headline("the policy denies it", "the policy denied it");
        Cause cause = cause(CauseId.S3_GRANT_MISSING, Certainty.LIKELY, 1, headline);

        assertThat(title(notice(Event.RESOLVED, cause)))
                .isEqualTo("Resolved: cdn.example.com: 14 % 403s - probably the policy denied it");
        assertThat(title(notice(Event.RESOLVED))).isEqualTo("Resolved: cdn.example.com: 14 % 403s");
    }

    @Test
    void anExpiredIncidentIsNotInThePastTense() {
        Headline headline = new Headline("the policy denies it", "the policy denied it");

        assertThat(title(notice(Event.EXPIRED, cause(CauseId.S3_GRANT_MISSING, Certainty.LIKELY, 1, headline))))
                .isEqualTo("Not resolved: cdn.example.com: 14 % 403s - probably the policy denies it");
    }

    @Test
    void aChangeHasAPrefix() {
        assertThat(title(notice(Event.CHANGED, cause(CauseId.METHOD_NOT_ALLOWED, 1))))
                .isEqualTo("Changed: cdn.example.com: 14 % 403s - the cause method-not-allowed");
        assertThat(title(notice(Event.CHANGED, cause(CauseId.WAF_BLOCK, 1)))).startsWith("Info: Changed: cdn");
    }

    @Test
    void anIncidentWithoutExaminedRecordsIsNotExplainedYet() {
        assertThat(title()).isEqualTo("cdn.example.com: 14 % 403s - not explained yet");
    }

    @Test
    void aHeadlineIsCutAfterTenWords() {
        Cause cause = cause(CauseId.WAF_BLOCK, Certainty.LIKELY, 1, Headline.always("1 2 3 4 5 6 7 8 9 10 11"));

        assertThat(title(cause)).endsWith(" - probably 1 2 3 4 5 6 7 8 9 10...");
    }

    @Test
    void aShortSubjectHasTheCauseBeforeTheHost() {
        Cause cause = cause(
                CauseId.METHOD_NOT_ALLOWED,
                Certainty.CONFIRMED,
                1,
                Headline.always("the policy of bucket example-assets denies this distribution to read"));

        assertThat(Subject.of(Title.of(ExampleNotice.opened(cause))))
                .isEqualTo("[why403] the policy of bucket example-assets denies this distribution to read"
                        + " - cdn.example.com");
    }

    @Test
    void aSubjectWithoutRoomForTheHostIsCutAtAWord() {
        String bucket = "b".repeat(63);
        Cause cause = cause(
                CauseId.METHOD_NOT_ALLOWED,
                Certainty.CONFIRMED,
                1,
                Headline.always("bucket " + bucket + " has no bucket policy"));

        assertThat(Subject.of(Title.of(ExampleNotice.opened(cause))))
                .isEqualTo("[why403] bucket " + bucket + " has no bucket...");
    }
}
