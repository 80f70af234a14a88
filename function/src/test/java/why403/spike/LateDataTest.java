package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import why403.spike.rule.PlannedTraffic;

/** Records that arrive after newer ones. */
class LateDataTest {

    private static final int START = 180;

    @Test
    void repeatedMinutesChangeNothingAndCauseNoNotice() {
        PlannedTraffic traffic = spike().with("*", START + 10, START + 60, 100, 0);
        Story story = Story.ofAStepAMinute(traffic);
        List<Incident> before = story.incidents();
        int notices = story.dueNotices().size();

        story.step(traffic, 0, START + 60);
        story.step(traffic, START - 10, START + 5);

        assertThat(story.incidents()).isEqualTo(before);
        assertThat(story.dueNotices()).hasSize(notices);
    }

    @Test
    void aRepeatedFirstStepCausesNoNotice() {
        PlannedTraffic traffic = spike().with("*", START + 10, START + 60, 100, 0);
        Story story = Story.ofOneStep(traffic);
        List<Incident> before = story.incidents();

        story.withoutNewestMinute().step(traffic, traffic.counted());

        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *");
        assertThat(story.incidents()).isEqualTo(before);
    }

    @Test
    void lateDataCanOpenAnIncident() {
        PlannedTraffic traffic = quiet(START + 60);
        Story story = Story.ofOneStep(traffic);
        spikeAt(traffic, START);

        story.step(traffic, START, START + 5);

        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *");
        assertThat(story.onlyIncident().opened()).isEqualTo(Story.at(START));
        assertThat(story.onlyIncident().ended()).contains(Story.at(START + 9 + 14 + 10));
    }

    @Test
    void theLateBeginningOfAReportedSpikeIsNotASecondIncident() {
        PlannedTraffic traffic = quiet(START + 60);
        spikeAt(traffic, START + 5);
        Story story = Story.ofOneStep(traffic);
        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *");
        traffic.with("*", START, START + 5, 100, 60);

        story.step(traffic, START, START + 5);

        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *");
        assertThat(story.onlyIncident().opened()).isEqualTo(Story.at(START + 5));
    }

    @Test
    void lateDataOpensNothingOnMinutesMoreThanSixHoursOld() {
        PlannedTraffic traffic = quiet(START + 400);
        Story story = Story.ofOneStep(traffic);
        spikeAt(traffic, START + 30);

        story.step(traffic, START + 30, START + 35);

        assertThat(story.incidents()).isEmpty();
    }

    @Test
    void lateDataOpensAnIncidentOnMinutesExactlySixHoursOld() {
        PlannedTraffic traffic = quiet(START + 400);
        Story story = Story.ofOneStep(traffic);
        traffic.with("*", START + 38, START + 40, 100, 60);

        story.step(traffic, START + 38, START + 39);
        assertThat(story.incidents()).isEmpty();
        story.step(traffic, START + 39, START + 40);

        assertThat(story.onlyIncident().opened()).isEqualTo(Story.at(START + 39));
    }

    @Test
    void aSpikeFoundInLateDataDoesNotResolveOneClientsIncident() {
        PlannedTraffic traffic = quiet(START).with("*", START, START + 40, 140, 40);
        for (int minute = START; minute < START + 40; minute += 5) {
            traffic.withClient("*", minute, 1, 200, 200);
        }
        Story story = Story.ofOneStep(traffic);
        traffic.with("*", START + 20, START + 39, 240, 100);

        story.step(traffic, START + 20, START + 39);

        assertThat(story.notices()).containsExactly("OPENED * one client", "OPENED *");
        assertThat(story.incidents()).allMatch(Incident::isOpen);
    }

    @Test
    void aLongStepOpensOnOldMinutesIfNothingNewerWasCountedBefore() {
        PlannedTraffic traffic = quiet(START + 400);
        spikeAt(traffic, START);

        assertThat(Story.ofOneStep(traffic).incidents()).hasSize(1);
    }

    @Test
    void lateDataDoesNotResolveAReportedIncident() {
        PlannedTraffic traffic = spike().with("*", START + 50, START + 51, 100, 0);
        Story story = Story.ofOneStep(traffic);
        traffic.with("*", START + 10, START + 51, 100, 0);

        story.step(traffic, START + 10, START + 50);
        assertThat(story.onlyIncident().phase()).isEqualTo(Phase.OPEN);
        story.step(traffic, START + 50, START + 51);

        assertThat(story.onlyIncident().phase()).isEqualTo(Phase.RESOLVED);
    }

    @Test
    void lateDataDoesNotReopenAResolvedIncident() {
        PlannedTraffic traffic = spike().with("*", START + 10, START + 60, 100, 0);
        Story story = Story.ofOneStep(traffic);
        traffic.with("*", START + 12, START + 15, 100, 70);

        story.step(traffic, START + 12, START + 15);

        assertThat(story.onlyIncident().phase()).isEqualTo(Phase.RESOLVED);
        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *");
    }

    @Test
    void lateLastMinutesExtendAResolvedIncidentAndChangeNothingElse() {
        PlannedTraffic traffic = quiet(START + 60).without("*", START + 5, START + 10);
        spikeAt(traffic, START);
        Story story = Story.ofOneStep(traffic);
        Incident before = story.onlyIncident();
        assertThat(before.to()).isBefore(Story.at(START + 10));
        spikeAt(traffic, START + 5);

        story.step(traffic, START + 5, START + 10);

        assertThat(story.onlyIncident().to()).isEqualTo(Story.at(START + 10));
        assertThat(story.onlyIncident())
                .usingRecursiveComparison()
                .ignoringFields("to")
                .isEqualTo(before);
        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *");
    }

    @Test
    void lateLastMinutesExtendOneClientsResolvedIncidentToo() {
        PlannedTraffic traffic = quiet(START + 60).without("*", START + 5, START + 10);
        traffic.with("*", START, START + 5, 140, 40).withClient("*", START, 1, 200, 200);
        Story story = Story.ofOneStep(traffic);
        traffic.with("*", START + 5, START + 10, 140, 40).withClient("*", START + 5, 1, 200, 200);

        story.step(traffic, START + 5, START + 10);

        assertThat(story.onlyIncident().to()).isEqualTo(Story.at(START + 10));
        assertThat(story.notices()).containsExactly("OPENED * one client", "RESOLVED * one client");
    }

    @Test
    void lateMinutesCanCompleteAWindowThatEndsLater() {
        PlannedTraffic traffic = quiet(START + 30).without("*", START, START + 5);
        traffic.with("*", START + 5, START + 10, 100, 3);
        Story story = Story.ofOneStep(traffic);
        assertThat(story.incidents()).isEmpty();
        traffic.with("*", START, START + 5, 100, 3);

        story.step(traffic, START, START + 5);

        assertThat(story.onlyIncident().opened()).isBetween(Story.at(START + 5), Story.at(START + 9));
        assertThat(story.onlyIncident().from()).isEqualTo(Story.at(START));
    }

    @Test
    void theWindowMovesBackOverEveryLateMinuteOfTheSameSpike() {
        PlannedTraffic traffic = quiet(START + 200).without("*", START, START + 100);
        spikeAt(traffic, START + 100);
        Story story = Story.ofOneStep(traffic);
        Incident before = story.onlyIncident();
        spikeAt(traffic, START);

        story.step(traffic, START, START + 5);

        assertThat(story.onlyIncident().windowStart()).isEqualTo(Story.at(START));
        assertThat(story.onlyIncident().from()).isEqualTo(before.from());
        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *");
    }

    @Test
    void aLateSpikeBeforeAQuietPeriodIsAnotherIncident() {
        PlannedTraffic traffic = quiet(START + 140).without("*", START, START + 5);
        spikeAt(traffic, START + 90);
        Story story = Story.ofOneStep(traffic);
        Incident before = story.onlyIncident();
        spikeAt(traffic, START);

        story.step(traffic, START, START + 5);

        assertThat(story.incidents()).hasSize(2).contains(before);
        assertThat(story.incidents().get(0).from()).isEqualTo(Story.at(START));
    }

    @Test
    void lateDataCorrectsTheNumbersOfTheNextNotice() {
        PlannedTraffic traffic = spike();
        Story story = Story.ofOneStep(traffic);
        traffic.with("*", START + 2, START + 3, 200, 150);
        story.step(traffic, START + 2, START + 3);
        traffic.with("*", START + 10, START + 60, 100, 0);

        story.step(traffic, START + 10, START + 60);

        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *");
        assertThat(story.dueNotices().get(1).numbers().forbidden()).isEqualTo(9 * 60 + 150);
    }

    private static PlannedTraffic quiet(int minutes) {
        return new PlannedTraffic().with("*", 0, minutes, 100, 0);
    }

    private static PlannedTraffic spike() {
        return quiet(START).with("*", START, START + 10, 100, 60);
    }

    private static void spikeAt(PlannedTraffic traffic, int minute) {
        traffic.with("*", minute, minute + 5, 100, 60);
    }
}
