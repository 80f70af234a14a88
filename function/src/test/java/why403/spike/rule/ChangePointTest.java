package why403.spike.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The minute of a window at which the rate changed from the usual one to a higher one. */
class ChangePointTest {

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @Test
    void aSharpRiseBeginsAtItsFirstMinute() {
        assertThat(ChangePoint.first(minutes(20, 0, 0, 1, 0, 0, 12, 15, 13), 0.01))
                .hasValue(5);
    }

    @Test
    void aSlowRiseBeginsWhereTheRateLeavesTheUsualOne() {
        assertThat(ChangePoint.first(minutes(100, 1, 0, 1, 6, 20, 45, 70), 0.01))
                .hasValue(4);
    }

    @Test
    void aMinuteWithoutForbiddenRequestsIsNeverTheFirst() {
        assertThat(ChangePoint.first(minutes(1, 0, 0, 0, 1, 1, 1), 0.9)).hasValue(3);
    }

    @Test
    void aRiseToEveryRequestHasAFirstMinute() {
        assertThat(ChangePoint.first(minutes(50, 0, 0, 50, 50), 0.02)).hasValue(2);
    }

    @Test
    void aFallBelowTheUsualRateIsNotABeginning() {
        assertThat(ChangePoint.first(minutes(100, 40, 95, 95, 95, 1, 1, 1), 0.4))
                .hasValue(1);
    }

    @Test
    void minutesAtTheUsualRateHaveNoBeginning() {
        assertThat(ChangePoint.first(minutes(100, 2, 2, 2), 0.5)).isEmpty();
        assertThat(ChangePoint.first(List.of(), 0.5)).isEmpty();
    }

    @Test
    void aSharpFallEndsTheRiseAtItsLastMinute() {
        assertThat(ChangePoint.last(minutes(20, 12, 15, 13, 0, 1, 0, 0), 0.01)).hasValue(2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEndIsTheBeginningOfTheSameMinutesBackwards(long seed) {
        List<MinuteCounts> minutes = someMinutes(new Random(seed));
        List<MinuteCounts> backwards = new ArrayList<>(minutes);
        Collections.reverse(backwards);

        assertThat(ChangePoint.last(minutes, 0.1)).isEqualTo(ChangePoint.first(backwards, 0.1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itMaximizesTheLikelihoodOfTheDefinition(long seed) {
        Random random = new Random(seed);
        double usualRate = 0.001 + 0.5 * random.nextDouble();
        List<MinuteCounts> minutes = someMinutes(random);

        OptionalLong found = ChangePoint.first(minutes, usualRate);

        OptionalLong best = OptionalLong.empty();
        double most = 0;
        for (int i = 0; i < minutes.size(); i++) {
            double likelihood = likelihood(minutes.subList(i, minutes.size()), usualRate);
            if (likelihood > most + 1e-9) {
                most = likelihood;
                best = OptionalLong.of(minutes.get(i).minute());
            }
        }
        assertThat(found).isEqualTo(best);
    }

    /** The sum of the definition, minute by minute; 0 if these minutes cannot be the spike. */
    private static double likelihood(List<MinuteCounts> after, double usualRate) {
        double requests = after.stream().mapToDouble(MinuteCounts::requests).sum();
        double forbidden = after.stream().mapToDouble(MinuteCounts::forbidden).sum();
        double rate = forbidden / requests;
        if (after.get(0).forbidden() == 0 || rate <= usualRate) {
            return 0;
        }
        return after.stream()
                .mapToDouble(counts -> term(counts.forbidden(), rate / usualRate)
                        + term(counts.requests() - counts.forbidden(), (1 - rate) / (1 - usualRate)))
                .sum();
    }

    private static double term(double count, double ratio) {
        return count == 0 ? 0 : count * Math.log(ratio);
    }

    private static List<MinuteCounts> someMinutes(Random random) {
        List<MinuteCounts> minutes = new ArrayList<>();
        int rise = random.nextInt(30);
        for (int minute = 0; minute < 30; minute++) {
            double rate = minute < rise ? 0.02 : 0.6;
            int requests = random.nextInt(40);
            int forbidden = (int) IntStream.range(0, requests)
                    .filter(any -> random.nextDouble() < rate)
                    .count();
            minutes.add(new MinuteCounts(minute, requests, forbidden));
        }
        return minutes;
    }

    private static List<MinuteCounts> minutes(int requests, int... forbidden) {
        return IntStream.range(0, forbidden.length)
                .mapToObj(minute -> new MinuteCounts(minute, requests, forbidden[minute]))
                .toList();
    }
}
