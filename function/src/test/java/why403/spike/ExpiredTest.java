package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.spike.rule.PlannedTraffic;

/** An incident expires after two days, because its rate is then the usual one. */
class ExpiredTest {

    private static final int START = 180;
    private static final int TWO_DAYS = 48 * 60;

    @ParameterizedTest
    @CsvSource({"10, 8", "25, 10", "100, 12", "100, 60", "1000, 150", "1000, 990", "20000, 1500"})
    void anIncidentExpiresWithOneNoticeAndDoesNotOpenAgainAtTheSameRate(long requests, long forbidden) {
        PlannedTraffic traffic = new PlannedTraffic()
                .with("*", 0, START, requests, 0)
                .with("*", START, START + TWO_DAYS + 1500, requests, forbidden);

        Story story = Story.ofOneStep(traffic);

        assertThat(story.notices()).containsExactly("OPENED *", "EXPIRED *");
        assertThat(story.onlyIncident().phase()).isEqualTo(Phase.EXPIRED);
        assertThat(story.onlyIncident().ended())
                .contains(story.onlyIncident().opened().plusSeconds(60 * TWO_DAYS));
    }

    @Test
    void anIncidentIsOpenUntilItsLastMinute() {
        PlannedTraffic traffic = goingOn();
        Story story = new Story().step(traffic.until(START + TWO_DAYS), 0, START + TWO_DAYS);
        assertThat(story.onlyIncident().phase()).isEqualTo(Phase.OPEN);

        story.step(traffic.until(START + TWO_DAYS + 1), START + TWO_DAYS, START + TWO_DAYS + 1);

        assertThat(story.onlyIncident().phase()).isEqualTo(Phase.EXPIRED);
    }

    @Test
    void stepsOfAnHourGiveTheSameExpiry() {
        PlannedTraffic traffic = goingOn();
        Story story = new Story();
        for (int from = 0; from < START + TWO_DAYS + 300; from += 60) {
            story.step(traffic.until(from + 60), from, from + 60);
        }

        assertThat(story.onlyIncident().ended())
                .isEqualTo(Story.ofOneStep(traffic).onlyIncident().ended());
        assertThat(story.notices()).containsExactly("OPENED *", "EXPIRED *");
    }

    @Test
    void anIncidentExpiresAtTheSameMinuteIfLogsStoppedForDays() {
        PlannedTraffic traffic = spike().with("*", START + 6000, START + 6030, 100, 0);

        Incident incident = Story.ofAStepAMinute(traffic).onlyIncident();

        assertThat(incident.phase()).isEqualTo(Phase.EXPIRED);
        assertThat(incident.ended()).contains(Story.at(START + TWO_DAYS));
    }

    @Test
    void quietMinutesThatBecomeCompleteAfterTheExpiryDoNotResolveIt() {
        PlannedTraffic traffic =
                spike().with("*", START + 10, START + 40, 100, 0).with("*", START + 6000, START + 6030, 100, 0);
        traffic.with("*", START + 20, START + 21, 100, 15);

        Story story = Story.ofAStepAMinute(traffic);

        assertThat(story.onlyIncident().phase()).isEqualTo(Phase.EXPIRED);
        assertThat(story.notices()).containsExactly("OPENED *", "EXPIRED *");
    }

    @Test
    void anIncidentWithCompleteQuietMinutesBeforeTheExpiryResolves() {
        PlannedTraffic traffic =
                spike().with("*", START + 10, START + 40, 100, 0).with("*", START + 6000, START + 6001, 100, 0);

        assertThat(Story.ofOneStep(traffic).onlyIncident().ended()).contains(Story.at(START + 14 + 14 + 10));
    }

    @Test
    void aWorseSpikeAfterTheExpiryIsANewIncident() {
        PlannedTraffic traffic = goingOn();
        int later = START + TWO_DAYS + 200;
        traffic.with("*", later, later + 10, 1000, 900);

        Story story = Story.ofOneStep(traffic);

        assertThat(story.notices()).containsExactly("OPENED *", "EXPIRED *", "OPENED *", "RESOLVED *");
        assertThat(story.incidents().get(1).usualRate()).isBetween(0.28, 0.32);
    }

    @Test
    void anIncidentWhoseRateFallsToAnotherUsualOneExpiresAfterSixHours() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, START, 1000, 0);
        traffic.with("*", START, START + 60, 1000, 300).with("*", START + 60, START + 1500, 1000, 4);

        Story story = Story.ofOneStep(traffic);

        assertThat(story.notices()).containsExactly("OPENED *", "EXPIRED *");
        assertThat(story.onlyIncident().hasFaded()).isTrue();
        assertThat(story.onlyIncident().ended().get()).isBetween(Story.at(START + 420), Story.at(START + 430));
    }

    @Test
    void hoursWithoutRequestsDoNotEndAnIncident() {
        PlannedTraffic traffic = spike().with("*", START + 600, START + 610, 100, 60);

        assertThat(Story.ofOneStep(traffic).notices()).containsExactly("OPENED *");
    }

    @Test
    void oneClientsIncidentExpiresToo() {
        PlannedTraffic traffic = goingOn();
        for (int minute = START; minute < START + TWO_DAYS + 300; minute += 5) {
            traffic.withClient("*", minute, 1, 1500, 1500);
        }

        Story story = Story.ofOneStep(traffic);

        assertThat(story.notices()).containsExactly("OPENED * one client");
        assertThat(story.onlyIncident().phase()).isEqualTo(Phase.EXPIRED);
    }

    @Test
    void aSuppressedIncidentExpiresBeforeTheWholeDistributionsAndOpensNothing() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, START, 200, 4).with("path:/a/", 0, START, 60, 0);
        traffic.with("*", START, START + 1, 200, 4 + 12).with("path:/a/", START, START + 1, 60, 12);
        int end = START + TWO_DAYS + 300;
        traffic.with("*", START + 1, end, 200, 4 + 60).with("path:/a/", START + 1, end, 60, 60);

        Story story = Story.ofOneStep(traffic);

        assertThat(story.incidents())
                .extracting(
                        incident -> incident.phase() + " " + incident.scope().name() + " " + incident.reported())
                .containsExactly("EXPIRED path:/a/ false", "EXPIRED * true");
        assertThat(story.notices()).containsExactly("OPENED *", "EXPIRED *");
    }

    @Test
    void theResolvedNoticeOfAPathIsSentAfterTheWholeDistributionsIncidentExpires() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, START + 40, 1000, 0).with("path:/a/", 0, START + 30, 300, 0);
        traffic.with("path:/a/", START + 30, START + 40, 300, 250);
        Story story = new Story().step(traffic, 0, START + 40);
        // Only late data can show that the whole distribution's incident opened earlier.
        traffic.with("*", START, START + 39, 1000, 700);
        story.step(traffic, START, START + 39);
        int expiry = START + TWO_DAYS;
        traffic.with("*", START + 40, expiry + 29, 1000, 700);
        traffic.with("path:/a/", START + 40, expiry - 8, 300, 250).with("path:/a/", expiry - 8, expiry + 29, 300, 0);

        story.step(traffic, START + 40, expiry + 29);

        assertThat(story.notices()).containsExactly("OPENED path:/a/", "OPENED *", "EXPIRED *", "RESOLVED path:/a/");
        assertThat(story.incidents()).extracting(Incident::phase).containsExactly(Phase.EXPIRED, Phase.RESOLVED);
    }

    @Test
    void aResolvedIncidentIsNeverPartOfTheBaseline() {
        long day = 24 * 60;
        PlannedTraffic traffic = new PlannedTraffic().with("*", day - 240, 3 * day + 10, 100, 0);
        traffic.with("*", day - 30, day + 30, 100, 80).with("*", 3 * day, 3 * day + 10, 100, 30);

        Story story = Story.ofOneStep(traffic);

        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *", "OPENED *");
        assertThat(story.incidents().get(1).usualRate()).isLessThan(0.01);
    }

    @Test
    void repeatedMinutesDoNotReopenAnExpiredIncident() {
        PlannedTraffic traffic = goingOn();
        Story story = Story.ofOneStep(traffic);
        List<Incident> before = story.incidents();

        story.step(traffic, 0, START + TWO_DAYS + 300);
        story.step(traffic, START + TWO_DAYS - 100, START + TWO_DAYS + 100);

        assertThat(story.incidents()).isEqualTo(before);
        assertThat(story.notices()).containsExactly("OPENED *", "EXPIRED *");
    }

    /** Three hours at 0 %, then ten minutes at 60 %. */
    private static PlannedTraffic spike() {
        return new PlannedTraffic().with("*", 0, START, 100, 0).with("*", START, START + 10, 100, 60);
    }

    /** Three hours at 0 %, then more than two days at 30 %. */
    private static PlannedTraffic goingOn() {
        return new PlannedTraffic().with("*", 0, START, 1000, 0).with("*", START, START + TWO_DAYS + 300, 1000, 300);
    }
}
