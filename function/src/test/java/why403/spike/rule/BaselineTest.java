package why403.spike.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.tally.Counts;
import why403.tally.Scope;

/** The baseline, compared with a recomputation that caches nothing and follows the text of the rule. */
class BaselineTest {

    private static final Tuning TUNING = Tuning.withLeastExcess(20);
    private static final int DAY = 1440;

    @Test
    void aNewSeriesHasThePriorRateAndTheInitialVariation() {
        Baseline baseline = baseline(new PlannedTraffic().with("*", 0, 3, 25, 0));

        assertThat(baseline.usualRate(at(2))).isEqualTo(0.02);
        assertThat(baseline.variation(at(2))).isEqualTo(1);
    }

    @Test
    void aUsualRateWithoutEarlierRequestsIsNotKnown() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 20, 100, 50);

        assertThat(baseline(traffic).hasHistory(at(14))).isFalse();
        assertThat(baseline(traffic).hasHistory(at(15))).isTrue();
    }

    @Test
    void theSameHourOfTheDayBeforeIsPartOfTheHistory() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 60, 100, 1).with("*", DAY + 40, DAY + 45, 100, 60);

        assertThat(baseline(traffic).hasHistory(at(DAY + 42))).isTrue();
        assertThat(baseline(traffic).hasHistory(at(DAY + 400))).isFalse();
    }

    @Test
    void excludedBinsAreNotPartOfTheHistory() {
        Baseline baseline = baseline(new PlannedTraffic().with("*", 0, 20, 100, 50));

        baseline.excluding(new Exclusions(List.of(new Span(at(0), at(20)))).toBins());

        assertThat(baseline.hasHistory(at(15))).isFalse();
    }

    @Test
    void theLastTenMinutesAreNotPartOfTheBaseline() {
        Baseline baseline = baseline(new PlannedTraffic().with("*", 0, 20, 100, 50));

        assertThat(baseline.usualRate(at(14))).isEqualTo(0.02);
        assertThat(baseline.usualRate(at(15))).isEqualTo((250 + 2) / (500 + 100.0));
    }

    @Test
    void theUsualRateAtThisTimeOfDayCountsFromTheSecondDay() {
        PlannedTraffic nightlyJob =
                new PlannedTraffic().with("*", 0, 3 * DAY, 100, 0).with("*", 180, 240, 100, 20);
        nightlyJob.with("*", DAY + 180, DAY + 240, 100, 20);

        Baseline baseline = baseline(nightlyJob);

        assertThat(baseline.usualRate(at(2 * DAY + 210))).isBetween(0.19, 0.2);
        assertThat(baseline.usualRate(at(2 * DAY + 400))).isLessThan(0.001);
    }

    @Test
    void aSteadySeriesHasTheMinimumVariationAfterADay() {
        Baseline baseline = baseline(new PlannedTraffic().with("*", 0, 2 * DAY, 1000, 20));

        assertThat(baseline.variation(at(2 * DAY))).isEqualTo(0.25);
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cachedAnswersEqualAPlainRecomputation(long seed) {
        Random random = new Random(seed);
        PlannedTraffic traffic = randomTraffic(random);
        Baseline baseline = baseline(traffic);
        List<Span> spans = new ArrayList<>();
        for (int question = 0; question < 12; question++) {
            if (random.nextInt(3) == 0) {
                long from = at(random.nextInt(3 * DAY));
                spans.add(new Span(from, from + 1 + random.nextInt(40)));
                Collections.shuffle(spans, random);
            } else if (!spans.isEmpty() && random.nextInt(4) == 0) {
                spans.remove(0);
            }
            long minute = at(2 * DAY + random.nextInt(DAY));
            Exclusions bins = new Exclusions(spans).toBins();
            baseline.excluding(bins);
            Plain plain = new Plain(traffic, bins);

            assertThat(baseline.usualRate(minute)).isCloseTo(plain.usualRate(minute / 5), within(1e-12));
            assertThat(baseline.variation(minute)).isCloseTo(plain.variation(minute / 5), within(1e-9));
            assertThat(baseline.recentRate(minute)).isLessThanOrEqualTo(baseline.usualRate(minute));
        }
    }

    private static PlannedTraffic randomTraffic(Random random) {
        PlannedTraffic traffic = new PlannedTraffic();
        long start = random.nextInt(3 * DAY);
        for (long minute = start; minute < 3 * DAY; minute++) {
            if (random.nextInt(10) > 0) {
                int requests = random.nextInt(60);
                traffic.with("*", minute, minute + 1, requests, requests == 0 ? 0 : random.nextInt(requests) / 4);
            }
        }
        return traffic;
    }

    private static Baseline baseline(PlannedTraffic traffic) {
        return new Baseline(new Series(traffic, Scope.WHOLE), TUNING);
    }

    private static long at(long minute) {
        return PlannedTraffic.ZERO + minute;
    }

    private record Plain(PlannedTraffic traffic, Exclusions excluded) {

        double usualRate(long bin) {
            double recent = rate(sum(bin - 38, bin - 2));
            List<Double> days = new ArrayList<>();
            boolean olderThanADay = false;
            for (int day = 1; day <= 7; day++) {
                long middle = bin - 288L * day;
                Counts around = sum(middle - 6, middle + 6);
                if (around.requests() > 0) {
                    days.add(rate(around));
                    olderThanADay |= day > 1 || sum(middle - 6, middle).requests() > 0;
                }
            }
            Collections.sort(days);
            int half = days.size() / 2;
            double median = !olderThanADay
                    ? 0
                    : days.size() % 2 == 1 ? days.get(half) : (days.get(half - 1) + days.get(half)) / 2;
            return Math.max(recent, median);
        }

        double variation(long bin) {
            double above = 0;
            double below = 0;
            int clean = 0;
            for (long past = bin - 288; past <= bin - 3; past++) {
                Counts counts = sum(past, past + 1);
                if (counts.requests() > 0) {
                    double expected = counts.requests() * usualRate(past);
                    above += Math.pow(counts.forbidden() - expected, 2) - expected;
                    below += expected * expected;
                    clean++;
                }
            }
            double measured = clean == 0 ? 0 : Math.max(0, above / below);
            return Math.max(0.25, Math.sqrt((12 * 1.0 + clean * measured) / (12 + clean)));
        }

        private Counts sum(long from, long to) {
            Counts sum = Counts.NONE;
            for (long bin = from; bin < to; bin++) {
                sum = excluded.contains(bin) ? sum : sum.plus(traffic.bin(Scope.WHOLE, bin));
            }
            return sum;
        }

        private static double rate(Counts counts) {
            return (counts.forbidden() + 2.0) / (counts.requests() + 100.0);
        }
    }
}
