package why403.spike;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * A count that varies more than chance alone would have it: Poisson's, whose mean itself varies by a factor of standard
 * deviation {@code variation}.
 *
 * @param mean positive
 * @param variation positive; the variance is mean + variation² · mean²
 */
record NegativeBinomial(double mean, double variation) {

    /**
     * The probability of that many or more. A negative binomial of size r and success probability r / (r + mean) has
     * the regularized incomplete beta function as its tail (https://dlmf.nist.gov/8.17).
     */
    double atLeast(long count) {
        if (count <= 0) {
            return 1;
        }
        double size = 1 / (variation * variation);
        return RegularizedBeta.value(mean / (size + mean), (double) count, size);
    }
}
