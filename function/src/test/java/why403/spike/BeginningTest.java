package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.spike.rule.PlannedTraffic;

/** The two beginnings of an incident: the minute in notices, and the start of the window that passed the rule. */
class BeginningTest {

    private static final int START = 300;

    @ParameterizedTest
    @CsvSource({
        "20, 0, 2",
        "16, 0, 3",
        "12, 0, 6",
        "100, 0, 8",
        "1000, 2, 40",
        "20000, 200, 1500",
    })
    void aSpikeBeginsAtItsFirstMinuteEvenIfItIsDetectedLate(long requests, long usual, long forbidden) {
        PlannedTraffic traffic = new PlannedTraffic()
                .with("*", 0, START, requests, usual)
                .with("*", START, START + 30, requests, forbidden);

        Incident incident = Story.ofAStepAMinute(traffic).onlyIncident();

        assertThat(incident.from()).isEqualTo(Story.at(START));
        assertThat(incident.windowStart()).isBeforeOrEqualTo(incident.from());
        assertThat(incident.id()).endsWith("-20261124T0500Z");
    }

    @Test
    void theNumbersCountFromTheFirstMinute() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, START, 40, 0).with("*", START, START + 15, 40, 10);

        SpikeNumbers numbers = Story.ofOneStep(traffic).dueNotices().get(0).numbers();

        assertThat(numbers.from()).isEqualTo(Story.at(START));
        assertThat(numbers.requests())
                .isEqualTo(40 * Duration.between(numbers.from(), numbers.to()).toMinutes());
        assertThat(numbers.rate()).isEqualTo(0.25);
    }

    @Test
    void aSpikeThatStartsWeaklyBeginsBeforeTheMinuteThatOpensIt() {
        PlannedTraffic traffic = new PlannedTraffic()
                .with("*", 0, START, 100, 0)
                .with("*", START, START + 2, 100, 8)
                .with("*", START + 2, START + 10, 100, 50);

        Incident incident = Story.ofAStepAMinute(traffic).onlyIncident();

        assertThat(incident.opened()).isEqualTo(Story.at(START + 2));
        assertThat(incident.from()).isEqualTo(Story.at(START));
    }

    @Test
    void anOrdinarySpikeDoesNotBeginWithTheBusiestClientsRequests() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, START, 100, 0).with("*", START, START + 10, 140, 40);
        traffic.withClient("*", START, 1, 200, 200).withClient("*", START + 5, 1, 200, 200);
        traffic.with("*", START + 10, START + 20, 100, 80);

        Story story = Story.ofOneStep(traffic);

        assertThat(story.incidents())
                .extracting(incident -> incident.oneClient() + " " + incident.from())
                .containsExactly("true " + Story.at(START), "false " + Story.at(START + 10));
    }

    @Test
    void theMinutesOfTheWindowBeforeTheFirstMinuteStayOutOfTheBaseline() {
        // 2 % in the four minutes before the spike: these are more likely part of the time before than of the spike.
        PlannedTraffic traffic = new PlannedTraffic()
                .with("*", 0, START - 4, 1000, 10)
                .with("*", START - 4, START, 1000, 20)
                .with("*", START, START + 10, 1000, 600)
                .with("*", START + 10, START + 200, 1000, 10)
                .with("*", START + 100, START + 110, 1000, 600);

        Story story = Story.ofOneStep(traffic);

        assertThat(story.incidents()).hasSize(2);
        assertThat(story.incidents().get(0).from()).isEqualTo(Story.at(START));
        assertThat(story.incidents().get(0).windowStart()).isEqualTo(Story.at(START - 5));
        // With the four minutes before the spike, it would be more than 0.0101.
        assertThat(story.incidents().get(1).usualRate()).isCloseTo(0.01, within(5e-5));
    }

    @Test
    void aSpikeInTheFirstHourHasNoKnownUsualRate() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 20, 100, 1).with("*", 20, 30, 100, 70);

        Story story = Story.ofOneStep(traffic);

        assertThat(story.onlyIncident().usualIsKnown()).isFalse();
        assertThat(story.dueNotices().get(0).numbers().usualIsKnown()).isFalse();
    }

    @Test
    void aSpikeAfterAnHourOfRequestsHasAKnownUsualRate() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 80, 100, 1).with("*", 80, 90, 100, 70);

        assertThat(Story.ofOneStep(traffic).dueNotices().get(0).numbers().usualIsKnown())
                .isTrue();
    }

    @Test
    void lateDataMovesTheWindowBackAndNotTheFirstMinute() {
        // The site is so large that one minute passes the rule before longer windows do.
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, START, 100_000, 1000).with("*", START, START + 1, 100_000, 3500);
        Story story = Story.ofOneStep(traffic.until(START + 1));
        Incident before = story.onlyIncident();
        assertThat(before.windowStart()).isEqualTo(Story.at(START));
        traffic.with("*", START + 1, START + 3, 100_000, 3500).with("*", START - 5, START, 100_000, 3500);
        story.step(traffic, START + 1, START + 3);

        story.step(traffic, START - 5, START);

        Incident after = story.onlyIncident();
        assertThat(after.windowStart()).isBeforeOrEqualTo(Story.at(START - 5));
        assertThat(after.from()).isEqualTo(before.from());
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(story.notices()).containsExactly("OPENED *");
    }

    @Test
    void lateDataThatShowsNoEarlierBeginningMovesNothing() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, START, 100_000, 1000).with("*", START, START + 1, 100_000, 3500);
        Story story = Story.ofOneStep(traffic);
        Incident before = story.onlyIncident();

        story.step(traffic.with("*", START - 5, START, 101_000, 1010), START - 5, START);

        assertThat(story.onlyIncident()).isEqualTo(before);
    }
}
