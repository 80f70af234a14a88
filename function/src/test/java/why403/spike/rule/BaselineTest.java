package why403.spike.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static why403.spike.rule.WindowLength.FIVE_MINUTES;
import static why403.spike.rule.WindowLength.HOUR;
import static why403.spike.rule.WindowLength.MINUTE;
import static why403.spike.rule.WindowLength.QUARTER_HOUR;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.tally.Counts;
import why403.tally.Scope;

/** The baseline, compared with a recomputation that caches nothing and follows the text of the rule. */
class BaselineTest {

    private static final int DAY = 1440;

    @Test
    void aNewSeriesHasThePriorRateAndTheInitialVariation() {
        Baseline baseline = baseline(new PlannedTraffic().with("*", 0, 3, 25, 0));

        assertThat(baseline.usualRate(at(2), FIVE_MINUTES)).isEqualTo(0.02);
        assertThat(baseline.variation(at(2), FIVE_MINUTES)).isEqualTo(0.6);
    }

    @Test
    void withoutAnEarlierRequestThereIsNothingToCompareWith() {
        Baseline baseline = baseline(new PlannedTraffic().with("*", 0, 20, 100, 50));

        assertThat(baseline.isComparable(at(14), FIVE_MINUTES)).isFalse();
        assertThat(baseline.isComparable(at(15), FIVE_MINUTES)).isTrue();
        assertThat(baseline.isComparable(at(24), QUARTER_HOUR)).isFalse();
        assertThat(baseline.isComparable(at(25), QUARTER_HOUR)).isTrue();
    }

    @Test
    void anyDayOfTheLastWeekIsSomethingToCompareWith() {
        Baseline baseline = baseline(new PlannedTraffic().with("*", 0, 20, 100, 1));

        assertThat(baseline.isComparable(at(6 * DAY), MINUTE)).isTrue();
        assertThat(baseline.isComparable(at(8 * DAY), MINUTE)).isFalse();
    }

    @Test
    void aScopeNeedsGoodRequestsInItsLastWeek() {
        PlannedTraffic scanned = new PlannedTraffic().with("path:/.git/", 0, 60, 10, 10);
        PlannedTraffic used = new PlannedTraffic().with("path:/.git/", 0, 20, 2, 1);

        assertThat(new Baseline(new Series(scanned, new Scope("path:/.git/"))).isComparable(at(60), MINUTE))
                .isFalse();
        assertThat(new Baseline(new Series(used, new Scope("path:/.git/"))).isComparable(at(60), MINUTE))
                .isTrue();
    }

    @Test
    void theUsualRateIsKnownAfterAnHourOfRequests() {
        Baseline baseline = baseline(new PlannedTraffic().with("*", 0, 100, 100, 1));

        assertThat(baseline.isKnown(at(49))).isFalse();
        assertThat(baseline.isKnown(at(50))).isTrue();
    }

    @Test
    void theSameHourOfTheDayBeforeMakesTheUsualRateKnown() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 30, 100, 1).with("*", DAY + 40, DAY + 45, 100, 60);

        assertThat(baseline(traffic).isKnown(at(DAY + 22))).isTrue();
        assertThat(baseline(traffic).isKnown(at(DAY + 400))).isFalse();
    }

    @Test
    void excludedBinsAreNothingToCompareWith() {
        Baseline baseline = baseline(new PlannedTraffic().with("*", 0, 20, 100, 50));

        baseline.excluding(new Exclusions(List.of(new Span(at(0), at(20)))).toBins());

        assertThat(baseline.isComparable(at(15), MINUTE)).isFalse();
    }

    @Test
    void theLastTenMinutesAreNotPartOfTheBaseline() {
        Baseline baseline = baseline(new PlannedTraffic().with("*", 0, 20, 100, 50));

        assertThat(baseline.usualRate(at(14), MINUTE)).isEqualTo(0.02);
        assertThat(baseline.usualRate(at(15), MINUTE)).isEqualTo((250 + 500 * (250 + 2) / (500 + 20.0)) / (500 + 500));
    }

    @Test
    void aLongWindowIsComparedWithOlderBins() {
        Baseline baseline =
                baseline(new PlannedTraffic().with("*", 0, 300, 100, 1).with("*", 300, 400, 100, 50));

        assertThat(baseline.usualRate(at(330), FIVE_MINUTES)).isGreaterThan(0.2);
        assertThat(baseline.usualRate(at(330), HOUR)).isLessThan(0.011);
    }

    @Test
    void theUsualRateAtThisTimeOfDayCountsFromTheSecondDay() {
        PlannedTraffic nightlyJob =
                new PlannedTraffic().with("*", 0, 3 * DAY, 100, 0).with("*", 180, 240, 100, 20);
        nightlyJob.with("*", DAY + 180, DAY + 240, 100, 20);

        Baseline baseline = baseline(nightlyJob);

        assertThat(baseline.usualRate(at(2 * DAY + 210), HOUR)).isBetween(0.19, 0.2);
        assertThat(baseline.usualRate(at(2 * DAY + 600), HOUR)).isLessThan(0.01);
    }

    @Test
    void aSteadySeriesHasTheMinimumVariationAfterADay() {
        Baseline baseline = baseline(new PlannedTraffic().with("*", 0, 2 * DAY, 1000, 20));

        assertThat(baseline.variation(at(2 * DAY), FIVE_MINUTES)).isEqualTo(0.25);
    }

    @Test
    void anIncidentThatWasMissedDoesNotHideTheNextOne() {
        PlannedTraffic missed =
                new PlannedTraffic().with("*", 0, 2 * DAY, 1000, 20).with("*", DAY + 600, DAY + 605, 1000, 800);

        assertThat(baseline(missed).variation(at(2 * DAY), FIVE_MINUTES)).isLessThan(0.7);
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

            for (WindowLength length : WindowLength.values()) {
                double usual = baseline.usualRate(minute, length);
                assertThat(usual).isCloseTo(plain.usualRate(minute / 5, length), within(1e-12));
                assertThat(baseline.recentRate(minute, length)).isLessThanOrEqualTo(usual);
                assertThat(baseline.variation(minute, length))
                        .isCloseTo(plain.variation(minute / 5, length), within(1e-9));
            }
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
        return new Baseline(new Series(traffic, Scope.WHOLE));
    }

    private static long at(long minute) {
        return PlannedTraffic.ZERO + minute;
    }

    private record Plain(PlannedTraffic traffic, Exclusions excluded, Map<Long, Counts> bins) {

        Plain(PlannedTraffic traffic, Exclusions excluded) {
            this(traffic, excluded, new HashMap<>());
        }

        private static int lag(WindowLength length) {
            return switch (length) {
                case HOUR -> 14;
                case QUARTER_HOUR -> 5;
                case FIVE_MINUTES, MINUTE -> 3;
            };
        }

        private static int bins(WindowLength length) {
            return switch (length) {
                case HOUR -> 12;
                case QUARTER_HOUR -> 3;
                case FIVE_MINUTES, MINUTE -> 1;
            };
        }

        double usualRate(long bin, WindowLength length) {
            long last = bin - lag(length);
            Counts halfHour = sum(last - 5, last + 1);
            Counts day = sum(last - 287, last + 1);
            long used = used(last - 287, last + 1);
            double ofDay = (day.forbidden() + 2.0) / (day.requests() + (used > 0 && used < 12 ? 20.0 : 100.0));
            double recent = (halfHour.forbidden() + 500 * ofDay) / (halfHour.requests() + 500);
            return Math.max(recent, ofDays(bin));
        }

        private double ofDays(long bin) {
            List<Double> days = new ArrayList<>();
            boolean olderThanADay = false;
            for (int day = 1; day <= 7; day++) {
                long middle = bin - 288L * day;
                Counts around = sum(middle - 6, middle + 6);
                if (around.requests() > 0) {
                    days.add((around.forbidden() + 2.0) / (around.requests() + 100.0));
                    olderThanADay |= day > 1 || sum(middle - 6, middle).requests() > 0;
                }
            }
            Collections.sort(days);
            int half = days.size() / 2;
            return !olderThanADay
                    ? 0
                    : days.size() % 2 == 1 ? days.get(half) : (days.get(half - 1) + days.get(half)) / 2;
        }

        double variation(long bin, WindowLength length) {
            double above = 0;
            double below = 0;
            int windows = 0;
            for (long past = bin - 288; past <= bin - 3; past++) {
                Counts counts = sum(past - bins(length) + 1, past + 1);
                boolean clean =
                        LongStream.rangeClosed(past - bins(length) + 1, past).noneMatch(excluded::contains);
                long last = past - lag(length);
                if (counts.requests() > 0 && clean && used(last - 5, last + 1) >= 3) {
                    double rate = usualRate(past, length);
                    double expected = (counts.requests() - counts.forbidden()) * rate / (1 - rate);
                    double chance = expected / (1 - rate);
                    double squared = Math.pow(counts.forbidden() - expected, 2);
                    above += Math.min(squared, 16 * (chance + expected * expected)) - chance;
                    below += expected * expected;
                    windows++;
                }
            }
            double measured = below == 0 ? 1 : Math.max(0.015625, above / below);
            double weight = below == 0 ? 0 : windows / (double) bins(length);
            return Math.max(
                    0.25, Math.exp((12 * Math.log(0.6) + weight * Math.log(Math.sqrt(measured))) / (12 + weight)));
        }

        private long used(long from, long to) {
            return LongStream.range(from, to)
                    .filter(bin -> sum(bin, bin + 1).requests() > 0)
                    .count();
        }

        private Counts sum(long from, long to) {
            Counts sum = Counts.NONE;
            for (long bin = from; bin < to; bin++) {
                sum = excluded.contains(bin)
                        ? sum
                        : sum.plus(bins.computeIfAbsent(bin, any -> traffic.bin(Scope.WHOLE, any)));
            }
            return sum;
        }
    }
}
