package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.spike.rule.PlannedTraffic;

/** Which spikes open an incident on sites of all sizes. */
class RuleTest {

    private static final int THREE_HOURS = 180;

    @ParameterizedTest
    @CsvSource({"10, 0", "25, 1", "100, 1", "1000, 50", "20000, 200", "1000000, 500"})
    void ordinaryTrafficOpensNothing(long requests, long forbidden) {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 600, requests, forbidden);

        assertThat(Story.ofOneStep(traffic).incidents()).isEmpty();
    }

    @Test
    void aHugeSiteWhoseRateVariesByHalfOpensNothing() {
        Random random = new Random(7);
        PlannedTraffic traffic = new PlannedTraffic();
        for (int minute = 0; minute < 1440; minute++) {
            long wobble = (long) (10_000 * (1 + 0.5 * Math.sin(minute / 9.0) + 0.1 * random.nextGaussian()));
            traffic.with("*", minute, minute + 1, 1_000_000, wobble);
        }

        assertThat(Story.ofOneStep(traffic).incidents()).isEmpty();
    }

    @Test
    void aHugeSiteThatLosesAFifthOfItsRequestsOpensInTheFirstMinute() {
        PlannedTraffic traffic = new PlannedTraffic()
                .with("*", 0, THREE_HOURS, 1_000_000, 10_000)
                .with("*", THREE_HOURS, 190, 1_000_000, 210_000);

        Incident incident = Story.ofOneStep(traffic).onlyIncident();

        assertThat(incident.opened()).isEqualTo(Story.at(THREE_HOURS));
        assertThat(incident.usualRate()).isCloseTo(0.01, within(0.0001));
    }

    @Test
    void aTinySiteThatLosesEightOfTenOpensWithinThreeMinutes() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 10, 0).with("*", THREE_HOURS, 195, 10, 8);

        Incident incident = Story.ofOneStep(traffic).onlyIncident();

        assertThat(incident.opened()).isEqualTo(Story.at(THREE_HOURS + 2));
        assertThat(incident.from()).isEqualTo(Story.at(THREE_HOURS));
    }

    @Test
    void aTinySiteThatLosesThreeOfTenIsDetectedInTheLongWindow() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 10, 0).with("*", THREE_HOURS, 195, 10, 3);

        Incident incident = Story.ofOneStep(traffic).onlyIncident();

        assertThat(incident.from()).isEqualTo(Story.at(THREE_HOURS));
        assertThat(incident.windowStart()).isEqualTo(Story.at(THREE_HOURS - 23));
        assertThat(incident.opened()).isEqualTo(Story.at(THREE_HOURS + 6));
    }

    @Test
    void aSiteThatFailsHalfFromTheStartIsDetectedWithoutHistory() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 3, 25, 0).with("*", 3, 10, 25, 13);

        assertThat(Story.ofOneStep(traffic).onlyIncident().opened()).isEqualTo(Story.at(6));
    }

    @Test
    void anExcessOfNineteenOpensNothing() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 10, 0).with("*", THREE_HOURS, 182, 10, 9);

        assertThat(Story.ofOneStep(traffic).incidents()).isEmpty();
    }

    @Test
    void lowSensitivityNeedsALargerExcessThanNormal() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 25, 0).with("*", THREE_HOURS, 182, 25, 20);

        assertThat(incidents(traffic, Sensitivity.NORMAL)).isEqualTo(1);
        assertThat(incidents(traffic, Sensitivity.LOW)).isZero();
    }

    @Test
    void aSiteThatAlwaysRefusesAQuarterOpensOnlyIfItRefusesAlmostAll() {
        PlannedTraffic usual = new PlannedTraffic().with("*", 0, 1440, 1000, 250);

        assertThat(incidents(usual.with("*", 1440, 1450, 1000, 340), Sensitivity.NORMAL))
                .isZero();
        assertThat(incidents(usual.with("*", 1440, 1450, 1000, 950), Sensitivity.NORMAL))
                .isEqualTo(1);
    }

    @Test
    void minutesWithoutRequestsOpenNothing() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 300, 0, 0);

        assertThat(Story.ofOneStep(traffic).incidents()).isEmpty();
    }

    @Test
    void anOverflowScopeNeverOpensAnIncident() {
        PlannedTraffic traffic = new PlannedTraffic()
                .with("path:…other", 0, THREE_HOURS, 25, 0)
                .with("path:…other", THREE_HOURS, 190, 25, 25);

        assertThat(Story.ofOneStep(traffic).incidents()).isEmpty();
    }

    private static int incidents(PlannedTraffic traffic, Sensitivity sensitivity) {
        return new IncidentMachine(sensitivity)
                .step("E2EXAMPLE", traffic, traffic.counted(), OptionalLong.empty(), List.of())
                .incidents()
                .size();
    }
}
