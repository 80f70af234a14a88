package why403.benchmark.detection;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/** The upper tail of a negative binomial distribution that is given by its mean and variance. */
final class NegativeBinomialTail {

    private NegativeBinomialTail() {}

    /**
     * The probability of this count or more.
     *
     * @param mean above 0
     * @param variance above the mean
     * @see <a href="https://dlmf.nist.gov/8.17">DLMF 8.17: the tail is a regularized incomplete beta function</a>
     */
    static double atLeast(long count, double mean, double variance) {
        if (count <= 0) {
            return 1;
        }
        double size = mean * mean / (variance - mean);
        return RegularizedBeta.value(mean / (size + mean), (double) count, size);
    }
}
