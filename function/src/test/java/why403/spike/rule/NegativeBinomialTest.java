package why403.spike.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tail, compared with the sum of the single probabilities. */
class NegativeBinomialTest {

    @ParameterizedTest
    @CsvSource({
        "0.05, 1, 3",
        "2, 0.25, 9",
        "2, 1, 30",
        "20, 0.25, 60",
        "20, 1, 250",
        "700, 0.25, 2000",
        "700, 0.5, 650",
        "5, 3, 100"
    })
    void theTailIsTheSumOfAllProbabilitiesFromTheCountOn(double mean, double variation, long count) {
        double expected = summedTail(mean, variation, count);

        double tail = new NegativeBinomial(mean, variation).atLeast(count);

        assertThat(tail / expected).isCloseTo(1, within(1e-6));
    }

    @Test
    void theTailFromZeroIsOne() {
        assertThat(new NegativeBinomial(3, 0.5).atLeast(0)).isEqualTo(1);
    }

    @Test
    void aMillionIsLikelyAndTwoMillionAreUnlikelyIfAMillionIsExpected() {
        NegativeBinomial usual = new NegativeBinomial(1e6, 0.25);

        assertThat(usual.atLeast(1_000_000)).isBetween(0.4, 0.6);
        assertThat(usual.atLeast(3_000_000)).isLessThan(1e-7).isPositive();
    }

    /** P[k] = Γ(k+r) / (k! Γ(r)) · q^r · (1−q)^k, from one k to the next by its ratio, until nothing is added. */
    private static double summedTail(double mean, double variation, long count) {
        double size = 1 / (variation * variation);
        double success = size / (size + mean);
        double logProbability = size * Math.log(success);
        double sum = 0;
        for (long k = 0; k < count + 200_000; k++) {
            if (k >= count) {
                sum += Math.exp(logProbability);
            }
            logProbability += Math.log((k + size) / (k + 1)) + Math.log(1 - success);
        }
        return sum;
    }
}
