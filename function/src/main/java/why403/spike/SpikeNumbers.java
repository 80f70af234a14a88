package why403.spike;

import java.time.Instant;

/**
 * A spike in numbers, over [from, to), the busiest client's requests included.
 *
 * @param usualRate the rate that was usual when the incident opened, as a fraction
 */
public record SpikeNumbers(Instant from, Instant to, long requests, long forbidden, long ambiguous, double usualRate) {

    /** The 97.5 % quantile of the normal distribution: two-sided 95 %. */
    private static final double Z = 1.959964;

    /** The forbidden part of the requests; 0 where there are none. */
    public double rate() {
        return requests == 0 ? 0 : (double) forbidden / requests;
    }

    /** The lower bound of Wilson's 95 % interval of the rate; 0 where there are no requests. */
    public double atLeast() {
        if (requests == 0) {
            return 0;
        }
        double n = requests;
        double p = rate();
        double middle = p + Z * Z / (2 * n);
        double reach = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return Math.max(0, (middle - reach) / (1 + Z * Z / n));
    }
}
