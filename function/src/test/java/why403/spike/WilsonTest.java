package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {

    private static final double NINETY_FIVE = 1.959964;

    /** The bounds that R's prop.test(10, 100, correct = FALSE) prints. */
    @Test
    void theIntervalIsWilsons() {
        assertThat(Wilson.lowerBound(10, 100)).isCloseTo(0.0552, within(1e-4));
        assertThat(Wilson.upperBound(10, 100, NINETY_FIVE)).isCloseTo(0.1744, within(1e-4));
    }

    @Test
    void aSurerBoundIsFartherAway() {
        assertThat(Wilson.lowerBound(10, 100, 3.09)).isLessThan(Wilson.lowerBound(10, 100, 1.645));
        assertThat(Wilson.upperBound(10, 100, 3.09)).isGreaterThan(Wilson.upperBound(10, 100, 1.645));
    }

    @Test
    void withoutTrialsAnyRateIsPossible() {
        assertThat(Wilson.lowerBound(0, 0)).isZero();
        assertThat(Wilson.upperBound(0, 0, NINETY_FIVE)).isEqualTo(1);
    }
}
