package why403.benchmark.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import why403.spike.Sensitivity;
import why403.tally.ClientCount;

class SimulatorTest {

    private static final int DAY = 24 * 60;

    private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7L);

    @Test
    void theSameSeedGivesTheSameLog() {
        Stratum mix = Strata.all().get(0);

        assertThat(mix.site(3, 4).log().objects())
                .isEqualTo(mix.site(3, 4).log().objects());
        assertThat(mix.site(3, 4).log().objects())
                .isNotEqualTo(mix.site(4, 4).log().objects());
    }

    @Test
    void theFixedMixHasEveryKindOfSiteOnceInFifteen() {
        Stratum mix = Strata.all().get(0);

        assertThat(IntStream.range(0, 15)
                        .mapToObj(index -> mix.maker().site(random, index))
                        .map(model -> model.requestsPerMinute() + " " + model.rate()))
                .doesNotHaveDuplicates();
    }

    @Test
    void deniedRequestsRaiseTheRateByTheRiseAndNotTheRequests() {
        PlannedIncident denied = new PlannedIncident(600, 900, 0.3, 1, false);
        DeliveredTraffic traffic = traffic(denied);

        assertThat(rate(traffic, 600, 900)).isCloseTo(0.35, within(0.02));
        assertThat(mean(traffic, 600, 900) / mean(traffic, 300, 600)).isCloseTo(1, within(0.1));
    }

    @Test
    void aFloodRaisesTheRateByTheRiseAndAddsRequests() {
        PlannedIncident flood = new PlannedIncident(600, 900, 0.3, 1, true);
        DeliveredTraffic traffic = traffic(flood);

        assertThat(rate(traffic, 600, 900)).isCloseTo(0.35, within(0.02));
        // .3 / (1 - .05 - .3) more
        assertThat(mean(traffic, 600, 900) / mean(traffic, 300, 600)).isCloseTo(1.46, within(0.15));
    }

    @Test
    void aRampRisesInEqualSteps() {
        PlannedIncident ramp = new PlannedIncident(100, 145, 0.3, 30, false);

        assertThat(ramp.riseAt(99)).isZero();
        assertThat(ramp.riseAt(100)).isCloseTo(0.01, within(1e-9));
        assertThat(ramp.riseAt(129)).isCloseTo(0.3, within(1e-9));
        assertThat(ramp.riseAt(144)).isCloseTo(0.3, within(1e-9));
        assertThat(ramp.riseAt(145)).isZero();
    }

    @Test
    void slowNoiseHasItsVariationAndItsMemory() {
        double[] noise = SlowNoise.of(random, 400_000, 0.3);
        double mean = Arrays.stream(noise).average().orElseThrow();
        double variance = covariance(noise, mean, 0);

        assertThat(mean).isCloseTo(1, within(0.02));
        assertThat(Math.sqrt(variance)).isCloseTo(0.3, within(0.02));
        assertThat(covariance(noise, mean, 20) / variance).isCloseTo(Math.exp(-1), within(0.04));
    }

    @Test
    void aTallyKeepsTheFourBusiestClientsOfAnObject() {
        List<ClientCount> kept = LogObjectCounts.busiest(Map.of(1L, 1L, 2L, 9L, 3L, 3L, 4L, 3L, 5L, 0L, 6L, 2L));

        assertThat(kept).extracting(ClientCount::client).containsExactly(2L, 3L, 4L, 6L);
    }

    @Test
    void theProductsRuleGivesTheSameAlertsInStepsOfFiveMinutesAndOfADay() {
        SiteModel model = site(
                3 * DAY, new PlannedIncident(600, 660, 0.3, 1, false), new PlannedIncident(2_000, 2_015, 0.1, 1, true));
        SiteLog log = new Simulator(model, random).log();

        List<Alert> alerts = new ProductRule(Sensitivity.NORMAL, ProductRule.DAY).alerts(log);

        assertThat(alerts).hasSize(2);
        assertThat(new ProductRule(Sensitivity.NORMAL, LogObjectCounts.MINUTES).alerts(log))
                .isEqualTo(alerts);
    }

    private DeliveredTraffic traffic(PlannedIncident incident) {
        return new Simulator(site(DAY, incident), random).log().complete();
    }

    private static SiteModel site(int minutes, PlannedIncident... incidents) {
        return new SiteModel(
                1_000,
                0.05,
                0.1,
                minute -> 1,
                minute -> 1,
                ClientShares.equal(1, 100),
                Delivery.IN_ORDER,
                minutes,
                List.of(incidents),
                List.of(),
                List.of());
    }

    private static double rate(DeliveredTraffic traffic, int from, int to) {
        return (double) traffic.forbiddenSums().sum(from, to)
                / traffic.requestSums().sum(from, to);
    }

    private static double mean(DeliveredTraffic traffic, int from, int to) {
        return (double) traffic.requestSums().sum(from, to) / (to - from);
    }

    private static double covariance(double[] values, double mean, int lag) {
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += (values[i] - mean) * (values[i - lag] - mean);
        }
        return sum / (values.length - lag);
    }
}
