package why403.spike.rule;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * The distribution of a count that varies more than chance alone: a Poisson count whose mean itself varies by a factor
 * with standard deviation {@code variation}.
 *
 * @param mean positive
 * @param variation positive; the variance is mean + variation² · mean²
 */
record NegativeBinomial(double mean, double variation) {

    /**
     * The probability of this count or more. A negative binomial of size r and success probability r / (r + mean) has
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
