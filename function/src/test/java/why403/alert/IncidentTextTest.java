package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Change;
import why403.cause.Diagnosis;
import why403.cause.DistributionName;
import why403.cause.Headline;
import why403.cause.HotSpot;
import why403.cause.ViewerCount;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.SpikeNumbers;
import why403.tally.Scope;

/** The sentences about an incident as a whole. */
class IncidentTextTest {

    private static final Instant FROM = Instant.parse("2026-11-24T10:02:00Z");

    private static Diagnosis diagnosis(long viewers, OptionalInt countries, long examined, HotSpot... where) {
        return new Diagnosis(
                List.of(),
                List.of(where),
                List.of(),
                new ViewerCount(viewers),
                countries,
                examined,
                101,
                ExampleNotice.CDN,
                List.of());
    }

    private static String where(Diagnosis diagnosis) {
        return IncidentText.where(ExampleNotice.opened(Scope.WHOLE, diagnosis));
    }

    private static HotSpot hotSpot(String dimension, String value, long refused) {
        return new HotSpot(dimension, value, 0.99, OptionalDouble.of(188), refused);
    }

    private static List<String> firstLines(Event event, SpikeNumbers spike) {
        return IncidentText.firstLines(
                ExampleNotice.notice(event, Scope.WHOLE, false, spike, diagnosis(1, OptionalInt.empty(), 101)));
    }

    @Test
    void theFirstLinesSayWhichDistributionHowManyRequestsAndWhen() {
        assertThat(firstLines(
                        Event.OPENED,
                        new SpikeNumbers(FROM, Instant.parse("2026-11-24T10:17:00Z"), 326, 209, 0, 0.003, true)))
                .containsExactly(
                        "cdn.example.com (E2EXAMPLE, account 123456789012): 209 of 326 requests were refused with 403",
                        "on 2026-11-24 between 10:02 and 10:17 UTC (14 a minute). Usual at this hour: 0.3 %; in this incident at"
                                + " least 58 % (95 % confidence).");
    }

    @Test
    void aUsualRateThatNoHistorySupportsIsNotReported() {
        assertThat(firstLines(
                        Event.OPENED,
                        new SpikeNumbers(FROM, Instant.parse("2026-11-24T10:17:00Z"), 326, 209, 0, 0.01, false)))
                .last()
                .isEqualTo(
                        "on 2026-11-24 between 10:02 and 10:17 UTC (14 a minute). The usual rate is not known yet: the logs"
                                + " before cover less than an hour.");
    }

    @Test
    void anIncidentOverMidnightHasBothDates() {
        assertThat(firstLines(
                        Event.OPENED,
                        new SpikeNumbers(
                                Instant.parse("2026-11-24T23:50:00Z"),
                                Instant.parse("2026-11-25T00:10:00Z"),
                                326,
                                209,
                                0,
                                0,
                                true)))
                .last()
                .asString()
                .startsWith("between 2026-11-24 23:50 and 2026-11-25 00:10 UTC (10 a minute).");
    }

    @Test
    void aResolvedIncidentStartsWithHowLongItLasted() {
        assertThat(firstLines(
                        Event.RESOLVED,
                        new SpikeNumbers(FROM, Instant.parse("2026-11-24T11:03:00Z"), 326, 209, 0, 0, true)))
                .first()
                .isEqualTo("Resolved after 1 hour 1 minute.");
    }

    @Test
    void anExpiredIncidentStartsWithWhatThatMeans() {
        assertThat(IncidentText.firstLines(ExampleNotice.EXPIRED.notice()))
                .first()
                .isEqualTo(
                        "Not resolved within 2 days: its rate counts as usual from now on, and no more notices about it"
                                + " follow.");
    }

    @Test
    void anIncidentThatFadedSaysThatItsRateFell() {
        Notice expired = ExampleNotice.EXPIRED.notice();
        Incident whole = expired.incident();
        Incident faded = new Incident(
                whole.id(),
                whole.distributionId(),
                whole.scope(),
                whole.from(),
                whole.windowStart(),
                whole.to(),
                whole.phase(),
                whole.oneClient(),
                whole.usualRate(),
                whole.usualIsKnown(),
                whole.opened(),
                Optional.of(whole.opened().plus(Duration.ofHours(7))),
                whole.reported(),
                whole.lastReport());

        assertThat(IncidentText.firstLines(
                        new Notice(expired.event(), faded, expired.at(), expired.spike(), expired.diagnosis())))
                .first()
                .isEqualTo("Not resolved within 7 hours: the rate fell, but not to the usual one. What is left of it"
                        + " counts as usual from now on, and no more notices about it follow.");
    }

    @Test
    void aDistributionOfWhichOnlyTheIdIsKnownIsNamedOnce() {
        Diagnosis unknown = Diagnosis.ofNothing("E2EXAMPLE");

        assertThat(IncidentText.firstLines(ExampleNotice.opened(Scope.WHOLE, unknown)))
                .first()
                .asString()
                .startsWith("E2EXAMPLE: 412 of ");
    }

    @ParameterizedTest
    @CsvSource({
        "*,412 of 3021 requests were refused",
        "path:/video/,412 of 3021 requests under /video/ were refused",
        "host:www.example.com,412 of 3021 requests to host www.example.com were refused",
        "behavior:/img/*,412 of 3021 requests in cache behavior /img/* were refused"
    })
    void theFirstLineNamesThePartOfTheTrafficThatTheNumbersAreOf(String scope, String expected) {
        assertThat(IncidentText.firstLines(ExampleNotice.opened(new Scope(scope), ExampleNotice.misconfiguration()))
                        .get(0)
                        .replace(",021", "021"))
                .contains(": " + expected);
    }

    @Test
    void aHotSpotIsCountedInRefusedRequests() {
        assertThat(where(diagnosis(147, OptionalInt.of(9), 101, hotSpot("path", "/shop/", 100))))
                .isEqualTo(
                        "100 of 101 refused requests are under /shop/. 147 viewers in 9 countries, so not a single scanner.");
    }

    @Test
    void aHotSpotWithAllRefusedRequestsSaysSo() {
        assertThat(where(diagnosis(1, OptionalInt.of(1), 101, hotSpot("country", "DE", 101))))
                .isEqualTo("All 101 refused requests are from country DE. 1 viewer in 1 country.");
    }

    @Test
    void countsOfASampleAreCountsOfExaminedRequests() {
        assertThat(where(diagnosis(2, OptionalInt.empty(), 50, hotSpot("network", "AS64500", 1))))
                .isEqualTo("1 of 50 examined requests is from network AS64500. 2 viewers.");
    }

    @Test
    void withoutHotSpotNothingStandsOut() {
        assertThat(where(diagnosis(0, OptionalInt.empty(), 101)))
                .isEqualTo("Everywhere: no path, country or other part of the traffic stands out."
                        + " No viewer addresses in the log.");
    }

    @Test
    void moreThan64ViewersAreCountedExactlyInTextAndCappedInJson() {
        RenderedNotice rendered = new Renderer().render(ExampleNotice.MISCONFIGURATION.notice());

        assertThat(rendered.text()).contains("147 viewers");
        assertThat(rendered.json()).contains("\"clients\":\"64+\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T10:00:48Z,10:00 UTC; 2 minutes before the 403s began: ci/bot called PutBucketPolicy on b.",
        "2026-11-24T10:01:01Z,10:01 UTC; 1 minute before the 403s began: ci/bot called PutBucketPolicy on b.",
        "2026-11-24T10:02:30Z,10:02 UTC; the minute in which the 403s began: ci/bot called PutBucketPolicy on b.",
        "2026-11-24T10:03:00Z,10:03 UTC; 1 minute after the 403s began: ci/bot called PutBucketPolicy on b.",
        "2026-11-23T22:02:00Z,2026-11-23 22:02 UTC; 12 hours before the 403s began: ci/bot called PutBucketPolicy on b."
    })
    void aChangeHasItsDistanceToTheBeginning(Instant at, String expected) {
        Change change = new Change("PutBucketPolicy", "arn:aws:sts::123456789012:assumed-role/ci/bot", at, "b");
        Cause cause = new Cause(
                CauseId.S3_GRANT_MISSING,
                Certainty.CONFIRMED,
                1,
                Headline.always("it is so"),
                "it is so",
                List.of(),
                Optional.empty(),
                Optional.of(change),
                List.of());

        assertThat(IncidentText.changes(ExampleNotice.opened(cause))).containsExactly(expected.replace("UTC;", "UTC,"));
    }

    @Test
    void aDistributionOfAnotherAccountIsNotChecked() {
        DistributionName elsewhere = new DistributionName("E2OTHER", "E2OTHER", "aws", Optional.empty(), true);
        Diagnosis diagnosis = new Diagnosis(
                List.of(), List.of(), List.of(), ViewerCount.NONE, OptionalInt.empty(), 0, 0, elsewhere, List.of());

        assertThat(IncidentText.notChecked(ExampleNotice.opened(Scope.WHOLE, diagnosis)))
                .containsExactly("The distribution's configuration: this account has no distribution E2OTHER."
                        + " It belongs to another account or no longer exists, so only its log was read.");
    }
}
