package why403.benchmark.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InformedTestTest {

    @Test
    void withoutNoiseTheRefusedRequestsAreFailuresBeforeTheNextSuccess() {
        // At least one of three trials fails: 1 - .9^3.
        assertThat(InformedTest.atLeast(1, 2, 0.1, 0)).isCloseTo(0.271, within(1e-9));
        // At least two failures before the second success: .5^2 · 2 + .5^3 - ... = .5 by symmetry.
        assertThat(InformedTest.atLeast(2, 1, 0.5, 0)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void noiseMakesManyRefusedRequestsLessUnlikely() {
        assertThat(InformedTest.atLeast(30, 970, 0.01, 0.25))
                .isGreaterThan(1_000 * InformedTest.atLeast(30, 970, 0.01, 0));
    }

    @Test
    void theApproximationsForManyRequestsFitTheExactValues() {
        double exact = InformedTest.atLeast(150, 99_999, 0.001, 0.04);
        double approximate = InformedTest.atLeast(150, 100_001, 0.001, 0.04);
        assertThat(approximate).isCloseTo(exact, within(1e-3 * exact));

        double counted = InformedTest.atLeast(100_000, 5_000_000, 0.01, 0.25);
        double noiseOnly = InformedTest.atLeast(100_001, 5_000_000, 0.01, 0.25);
        assertThat(noiseOnly).isCloseTo(counted, within(0.05 * counted));
    }

    @Test
    void aLongWindowAveragesTheNoise() {
        assertThat(InformedTest.remainingNoise(1)).isCloseTo(0.983, within(1e-3));
        // For 60 minutes of a noise with a memory of 20: 2/3 - 2/9 · (1 - e^-3).
        assertThat(InformedTest.remainingNoise(60)).isCloseTo(0.4555, within(1e-4));
    }
}
