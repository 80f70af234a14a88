package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import why403.spike.rule.PlannedTraffic;

/** One client is refused many times, while all others send 100 requests a minute. */
class OneClientTest {

    private static final int START = 180;

    @Test
    void oneClientsBurstIsItsOwnKindOfIncident() {
        Story story = Story.ofOneStep(burst());

        assertThat(story.notices()).containsExactly("OPENED * one client", "RESOLVED * one client");
        assertThat(story.onlyIncident().oneClient()).isTrue();
        assertThat(story.dueNotices().get(0).numbers().forbidden()).isEqualTo(200);
    }

    @Test
    void aContinuingBurstIsNotResolved() {
        PlannedTraffic traffic = burst().with("*", START + 5, START + 60, 140, 40);
        for (int minute = START + 5; minute < START + 60; minute += 5) {
            traffic.withClient("*", minute, 1, 200, 200);
        }

        Incident incident = Story.ofOneStep(traffic.until(START + 60)).onlyIncident();

        assertThat(incident.phase()).isEqualTo(Phase.OPEN);
        assertThat(incident.to()).isEqualTo(Story.at(START + 60));
    }

    @Test
    void aSpikeThatAffectsOtherClientsTooIsOrdinary() {
        PlannedTraffic traffic = burst().with("*", START, START + 5, 140, 70);
        // The last of the five minutes can belong to the client alone. It opens no incident after this one has ended.

        assertThat(Story.ofOneStep(traffic).notices()).containsExactly("OPENED *", "RESOLVED *");
    }

    @Test
    void aBurstThatSpreadsWithinOneStepIsOneOrdinaryIncident() {
        PlannedTraffic traffic = burst().with("*", START + 2, START + 10, 140, 110);

        Story story = Story.ofOneStep(traffic);

        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *");
        assertThat(story.onlyIncident().oneClient()).isFalse();
    }

    @Test
    void inStepsOfAMinuteABurstIsOneClientsIncidentUntilItSpreads() {
        PlannedTraffic traffic = burst().with("*", START + 2, START + 10, 140, 110);

        Story story = Story.ofAStepAMinute(traffic);

        assertThat(story.notices()).startsWith("OPENED * one client").endsWith("OPENED *", "RESOLVED *");
        assertThat(story.onlyIncident().id())
                .isEqualTo(Story.ofOneStep(traffic).onlyIncident().id());
    }

    @Test
    void anOrdinarySpikeLongAfterTheStartOfABurstEndsTheBurstsIncident() {
        PlannedTraffic traffic = burst().with("*", START + 5, START + 20, 140, 40);
        for (int minute = START + 5; minute < START + 20; minute += 5) {
            traffic.withClient("*", minute, 1, 200, 200);
        }
        traffic.with("*", START + 20, START + 30, 100, 80);

        Story story = Story.ofOneStep(traffic);

        assertThat(story.notices())
                .containsExactly("OPENED * one client", "RESOLVED * one client", "OPENED *", "RESOLVED *");
        assertThat(story.incidents().get(0).ended())
                .contains(story.incidents().get(1).opened());
        assertThat(story.incidents().get(1).from()).isEqualTo(Story.at(START + 20));
    }

    @Test
    void oneClientsIncidentOfTheDistributionDoesNotSuppressASpikeOnAPath() {
        PlannedTraffic traffic = burst().with("path:/a/", 0, 300, 50, 0);
        traffic.with("path:/a/", START, START + 5, 50, 30);

        assertThat(Story.ofOneStep(traffic).notices()).contains("OPENED path:/a/", "OPENED * one client");
    }

    @Test
    void oneClientsBurstIsReportedOnceAndNotForEachScope() {
        PlannedTraffic traffic = burst().with("path:/a/", 0, START, 50, 0)
                .with("path:/a/", START, START + 5, 90, 40)
                .with("path:/a/", START + 5, 300, 50, 0)
                .withClient("path:/a/", START, 1, 200, 200);

        assertThat(Story.ofOneStep(traffic).notices()).containsExactly("OPENED * one client", "RESOLVED * one client");
    }

    /** Five minutes in which one client gets forty 403s each. */
    private static PlannedTraffic burst() {
        return new PlannedTraffic()
                .with("*", 0, START, 100, 0)
                .with("*", START, START + 5, 140, 40)
                .with("*", START + 5, 300, 100, 0)
                .withClient("*", START, 1, 200, 200);
    }
}
