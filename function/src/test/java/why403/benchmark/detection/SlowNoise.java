package why403.benchmark.detection;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A factor that wanders around 1: the exponential of a first-order autoregressive process, one value for each minute.
 * Two values that are 20 minutes apart have a correlation of 1/e.
 */
final class SlowNoise {

    static final double MEMORY_MINUTES = 20;

    private SlowNoise() {}

    /** @param variation the standard deviation of the factor, whose mean is 1 */
    static double[] of(UniformRandomProvider random, int minutes, double variation) {
        ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double memory = Math.exp(-1 / MEMORY_MINUTES);
        double fresh = Math.sqrt(1 - memory * memory);
        double variance = Math.log(1 + variation * variation);
        double[] factors = new double[minutes];
        double state = gaussian.sample();
        for (int minute = 0; minute < minutes; minute++) {
            factors[minute] = Math.exp(Math.sqrt(variance) * state - variance / 2);
            state = memory * state + fresh * gaussian.sample();
        }
        return factors;
    }
}
