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
    void aTinySiteThatLosesEightOfTenOpensWithinTwoMinutes() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 10, 0).with("*", THREE_HOURS, 195, 10, 8);

        Incident incident = Story.ofOneStep(traffic).onlyIncident();

        assertThat(incident.opened()).isEqualTo(Story.at(THREE_HOURS + 1));
        assertThat(incident.from()).isEqualTo(Story.at(THREE_HOURS));
    }

    @Test
    void aTinySiteThatLosesThreeOfTenOpensWithinThreeMinutes() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 10, 0).with("*", THREE_HOURS, 195, 10, 3);

        Incident incident = Story.ofOneStep(traffic).onlyIncident();

        assertThat(incident.from()).isEqualTo(Story.at(THREE_HOURS));
        assertThat(incident.windowStart()).isEqualTo(Story.at(THREE_HOURS - 2));
        assertThat(incident.opened()).isEqualTo(Story.at(THREE_HOURS + 2));
    }

    @Test
    void aSiteThatServesTwentyRequestsAnHourOpensWithinHalfAnHourOfATotalOutage() {
        PlannedTraffic traffic = new PlannedTraffic();
        for (int minute = 0; minute < 360; minute += 3) {
            traffic.with("*", minute, minute + 1, 1, minute < THREE_HOURS ? 0 : 1);
        }

        Incident incident = Story.ofOneStep(traffic).onlyIncident();

        assertThat(incident.from()).isEqualTo(Story.at(THREE_HOURS));
        assertThat(incident.opened()).isEqualTo(Story.at(THREE_HOURS + 24));
        assertThat(incident.isOpen()).isTrue();
    }

    @Test
    void aSiteThatFailsHalfFromItsFirstRequestOnOpensNothing() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 300, 25, 13);

        assertThat(Story.ofOneStep(traffic).incidents()).isEmpty();
    }

    @Test
    void aSiteThatFailsTwentyMinutesAfterItsFirstRequestOpensAtOnce() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, 20, 1000, 100).with("*", 20, 30, 1000, 900);

        assertThat(Story.ofOneStep(traffic).onlyIncident().opened()).isEqualTo(Story.at(20));
    }

    @Test
    void anExcessOfNineteenOpensNothingIfItIsASmallPartOfTheRequests() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 200, 0).with("*", THREE_HOURS, 181, 200, 19);

        assertThat(Story.ofOneStep(traffic).incidents()).isEmpty();
        assertThat(Story.ofOneStep(traffic.with("*", THREE_HOURS, 181, 200, 21)).incidents())
                .hasSize(1);
    }

    @Test
    void anExcessOfTenOpensIfItIsATenthOfTheRequests() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 50, 0).with("*", THREE_HOURS, 181, 50, 11);

        assertThat(Story.ofOneStep(traffic).incidents()).hasSize(1);
    }

    @Test
    void anExcessOfTenOpensNothingIfThreeClientsMadeMostOfIt() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 50, 0).with("*", THREE_HOURS, 181, 50, 17);
        traffic.withClient("*", THREE_HOURS, 1, 5, 5)
                .withClient("*", THREE_HOURS, 2, 5, 5)
                .withClient("*", THREE_HOURS, 3, 5, 5);

        assertThat(Story.ofOneStep(traffic).incidents()).isEmpty();
    }

    @Test
    void twoClientsWhoseRequestsAloneAreRefusedOpenNothing() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 1000, 0).with("*", THREE_HOURS, 185, 1040, 40);
        traffic.withClient("*", THREE_HOURS, 1, 100, 100).withClient("*", THREE_HOURS, 2, 95, 95);

        assertThat(Story.ofOneStep(traffic).incidents()).noneMatch(incident -> !incident.oneClient());
    }

    @Test
    void aSiteWithTwoClientsOpensIfAllTheirRequestsAreRefused() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 40, 0).with("*", THREE_HOURS, 185, 40, 40);
        traffic.withClient("*", THREE_HOURS, 1, 100, 100).withClient("*", THREE_HOURS, 2, 100, 100);

        assertThat(Story.ofOneStep(traffic).incidents()).anyMatch(incident -> !incident.oneClient());
    }

    @Test
    void anOutageOfTheTwoLargestCustomersOpens() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 2000, 20).with("*", THREE_HOURS, 190, 2000, 1802);
        traffic.withClient("*", THREE_HOURS, 1, 4500, 4500)
                .withClient("*", THREE_HOURS, 2, 4500, 4500)
                .withClient("*", THREE_HOURS + 5, 1, 4500, 4500)
                .withClient("*", THREE_HOURS + 5, 2, 4500, 4500);

        assertThat(Story.ofOneStep(traffic).incidents()).anyMatch(incident -> !incident.oneClient());
    }

    @Test
    void aPathThatOnlyScannersAskForOpensNothing() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 300, 100_000, 1000);
        traffic.with("path:/.git/", THREE_HOURS, 240, 30, 30);

        assertThat(Story.ofOneStep(traffic).incidents()).isEmpty();
    }

    @Test
    void lowSensitivityNeedsALargerExcessThanNormal() {
        PlannedTraffic traffic =
                new PlannedTraffic().with("*", 0, THREE_HOURS, 25, 0).with("*", THREE_HOURS, 181, 25, 20);

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
