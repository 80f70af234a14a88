package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpikeNumbersTest {

    @Test
    void theLowestRateIsWilsonsLowerBound() {
        SpikeNumbers numbers = numbers(3021, 412);

        assertThat(numbers.rate()).isCloseTo(0.1364, within(0.0001));
        assertThat(numbers.atLeast()).isCloseTo(0.1246, within(0.0001));
    }

    @Test
    void theLowestRateOfFewRequestsIsLowEvenIfAllAreForbidden() {
        assertThat(numbers(4, 4).atLeast()).isCloseTo(0.510, within(0.001));
    }

    @Test
    void theLowestRateIsZeroIfNothingIsForbidden() {
        assertThat(numbers(7, 0).atLeast()).isZero();
    }

    @Test
    void noRequestsHaveNoRate() {
        assertThat(numbers(0, 0).rate()).isZero();
        assertThat(numbers(0, 0).atLeast()).isZero();
    }

    private static SpikeNumbers numbers(long requests, long forbidden) {
        return new SpikeNumbers(Story.at(0), Story.at(10), requests, forbidden, 0, 0.004, true);
    }
}
