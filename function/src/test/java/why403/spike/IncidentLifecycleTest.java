package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.spike.rule.PlannedTraffic;

/** An incident from opened to resolved, in event time, at 100 requests a minute. */
class IncidentLifecycleTest {

    private static final int START = 180;

    @Test
    void theIdContainsDistributionScopeAndFirstMinute() {
        Incident incident = Story.ofOneStep(tenMinutes()).onlyIncident();

        // The first eight hexadecimal digits of the SHA-256 of "*" are 684888c0.
        assertThat(incident.id()).isEqualTo("E2EXAMPLE-684888c0-20261124T0300Z");
    }

    @Test
    void anOpenIncidentGrowsAsLongAsTheRuleHolds() {
        Story story = new Story();
        PlannedTraffic traffic = tenMinutes();

        story.step(traffic, 0, START + 3);
        assertThat(story.onlyIncident().to()).isEqualTo(Story.at(START + 3));
        story.step(traffic, START + 3, START + 10);

        assertThat(story.onlyIncident().to()).isEqualTo(Story.at(START + 10));
        assertThat(story.onlyIncident().phase()).isEqualTo(Phase.OPEN);
        assertThat(story.notices()).containsExactly("OPENED *");
    }

    @Test
    void itResolvesAfterFifteenCompleteQuietMinutes() {
        PlannedTraffic traffic = tenMinutes().with("*", START + 10, START + 60, 100, 0);

        Incident incident = Story.ofOneStep(traffic).onlyIncident();

        // The five minutes that end with START+13 still contain one of the spike. START+14 is the first quiet minute.
        assertThat(incident.ended()).contains(Story.at(START + 14 + 14 + 10));
        assertThat(incident.to()).isEqualTo(Story.at(START + 10));
        assertThat(incident.phase()).isEqualTo(Phase.RESOLVED);
    }

    @Test
    void itDoesNotResolveUntilTheQuietMinutesAreComplete() {
        PlannedTraffic traffic = tenMinutes().with("*", START + 10, START + 38, 100, 0);

        assertThat(Story.ofOneStep(traffic).onlyIncident().phase()).isEqualTo(Phase.OPEN);
    }

    @Test
    void aMinuteWithoutRequestsDoesNotCountAsQuietAndDoesNotRestartTheCount() {
        PlannedTraffic traffic =
                tenMinutes().with("*", START + 10, START + 20, 100, 0).with("*", START + 500, START + 520, 100, 0);

        Incident incident = Story.ofAStepAMinute(traffic).onlyIncident();

        // Six quiet minutes before the minutes without requests, and nine after them.
        assertThat(incident.ended()).contains(Story.at(START + 500 + 8 + 10));
    }

    @Test
    void minutesWithoutRequestsAloneDoNotResolve() {
        PlannedTraffic traffic = tenMinutes().with("*", START + 2000, START + 2001, 100, 0);

        assertThat(Story.ofOneStep(traffic).onlyIncident().phase()).isEqualTo(Phase.OPEN);
    }

    @ParameterizedTest
    @CsvSource({"5, 38", "6, 48"})
    void anExcessOfFiveInFiveMinutesIsQuiet(int forbidden, int resolvedAfter) {
        PlannedTraffic traffic = tenMinutes().with("*", START + 10, START + 90, 100, 0);
        traffic.with("*", START + 19, START + 20, 100, forbidden);

        assertThat(Story.ofOneStep(traffic).onlyIncident().ended()).contains(Story.at(START + resolvedAfter));
    }

    @Test
    void aMinuteThatIsNotQuietStartsTheCountAgain() {
        PlannedTraffic traffic = tenMinutes().with("*", START + 10, START + 90, 100, 0);
        traffic.with("*", START + 25, START + 26, 100, 15);

        // The minutes up to START+29 are not quiet.
        assertThat(Story.ofOneStep(traffic).onlyIncident().ended()).contains(Story.at(START + 30 + 14 + 10));
    }

    @Test
    void aNewSpikeBeforeItResolvesExtendsIt() {
        PlannedTraffic traffic = tenMinutes().with("*", START + 10, START + 90, 100, 0);
        traffic.with("*", START + 20, START + 22, 100, 60);

        Incident incident = Story.ofOneStep(traffic).onlyIncident();

        assertThat(incident.to()).isEqualTo(Story.at(START + 22));
        assertThat(incident.from()).isEqualTo(Story.at(START));
    }

    @Test
    void bothNoticesOfAStepHaveItsFinalNumbers() {
        PlannedTraffic traffic = tenMinutes().with("*", START + 10, START + 60, 100, 0);

        Story story = Story.ofOneStep(traffic);

        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *");
        assertThat(story.dueNotices()).allSatisfy(due -> {
            assertThat(due.incident()).isEqualTo(story.onlyIncident());
            assertThat(due.numbers().requests()).isEqualTo(1000);
            assertThat(due.numbers().forbidden()).isEqualTo(600);
            assertThat(due.numbers().usualRate()).isCloseTo(500 * (2 / 11_600.0) / 3500, within(1e-9));
            assertThat(due.numbers().to()).isEqualTo(Story.at(START + 10));
        });
    }

    @Test
    void aProblemThatComesAndGoesForFiveHoursCausesFourNotices() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, START + 450, 100, 0);
        for (int on = 0; on < 300; on += 50) {
            traffic.with("*", START + on, START + on + 10, 100, 30);
        }

        Story story = Story.ofAStepAMinute(traffic);

        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *", "OPENED *", "RESOLVED *");
        assertThat(story.incidents().get(1).to()).isEqualTo(Story.at(START + 260));
        assertThat(story.incidents().get(1).ended().orElseThrow())
                .isBetween(Story.at(START + 320), Story.at(START + 340));
    }

    @Test
    void aNewSpikeAfterItResolvedIsANewIncident() {
        PlannedTraffic traffic = tenMinutes().with("*", START + 10, START + 160, 100, 0);
        traffic.with("*", START + 60, START + 65, 100, 60);

        Story story = Story.ofOneStep(traffic);

        assertThat(story.incidents()).hasSize(2);
        assertThat(story.incidents().get(1).from()).isEqualTo(Story.at(START + 60));
        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *", "OPENED *", "RESOLVED *");
    }

    @Test
    void theMinutesOfAResolvedIncidentDoNotOpenAnother() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, START, 100, 0);
        traffic.with("*", START, START + 2, 1000, 900).with("*", START + 2, START + 90, 1, 0);

        Story story = Story.ofAStepAMinute(traffic);

        assertThat(story.onlyIncident().ended()).isPresent();
    }

    @Test
    void theMinutesOfAnIncidentAreNotPartOfTheBaseline() {
        PlannedTraffic traffic = tenMinutes().with("*", START + 10, START + 160, 100, 0);
        traffic.with("*", START + 60, START + 65, 100, 60);

        assertThat(Story.ofOneStep(traffic).incidents().get(1).usualRate()).isLessThan(0.001);
    }

    @Test
    void aLongIncidentResolvesWhenTheRateIsUsualAgain() {
        PlannedTraffic traffic = new PlannedTraffic()
                .with("*", 0, 600, 20_000, 2000)
                .with("*", 600, 900, 20_000, 16_000)
                .with("*", 900, 1000, 20_000, 2000);

        Incident incident = Story.ofAStepAMinute(traffic).onlyIncident();

        assertThat(incident.to()).isEqualTo(Story.at(900));
        assertThat(incident.ended()).isPresent();
    }

    @Test
    void aStepWithoutMinutesChangesNothing() {
        Story story = Story.ofOneStep(tenMinutes());
        List<Incident> before = story.incidents();

        story.step(tenMinutes(), 5000, 5000);

        assertThat(story.incidents()).isEqualTo(before);
        assertThat(story.notices()).containsExactly("OPENED *");
    }

    @Test
    void aStepThatFindsNothingNewDoesNotChangeTheIncident() {
        PlannedTraffic traffic = tenMinutes().with("*", START + 10, START + 60, 100, 0);
        Story story = new Story().step(traffic.until(START + 10), 0, START + 10);
        Incident before = story.onlyIncident();

        story.step(traffic.until(START + 12), START + 10, START + 12);

        assertThat(story.onlyIncident()).isEqualTo(before);
    }

    @Test
    void aResolvedIncidentIsForgottenAfterEightDays() {
        PlannedTraffic traffic = tenMinutes().with("*", START + 10, START + 60, 100, 0);
        Story story = Story.ofOneStep(traffic);
        int muchLater = START + 9 * 1440;
        traffic.with("*", muchLater, muchLater + 2, 100, 0);

        story.step(traffic, muchLater, muchLater + 1);
        assertThat(story.incidents()).hasSize(1);
        story.step(traffic, muchLater + 1, muchLater + 2);

        assertThat(story.incidents()).isEmpty();
    }

    @Test
    void anOpenIncidentCannotHaveAnEnd() {
        Incident incident = Story.ofOneStep(tenMinutes()).onlyIncident();

        assertThat(incident.ended()).isEqualTo(Optional.empty());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Incident(
                        incident.id(),
                        incident.distributionId(),
                        incident.scope(),
                        incident.from(),
                        incident.windowStart(),
                        incident.to(),
                        Phase.OPEN,
                        false,
                        0.01,
                        true,
                        incident.opened(),
                        Optional.of(incident.to()),
                        true,
                        Optional.empty()));
    }

    /** Three hours at 0 %, ten minutes at 60 %. */
    private static PlannedTraffic tenMinutes() {
        return new PlannedTraffic().with("*", 0, START, 100, 0).with("*", START, START + 10, 100, 60);
    }
}
