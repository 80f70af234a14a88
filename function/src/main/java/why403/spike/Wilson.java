package why403.spike;

/**
 * The confidence interval of a rate after a number of trials.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson: probable inference, the law of succession, and
 *     statistical inference</a>
 */
public final class Wilson {

    /** The 97.5 % quantile of the normal distribution: two-sided 95 %. */
    private static final double Z = 1.959964;

    private Wilson() {}

    /** The lower bound of the rate's 95 % confidence interval; 0 without trials. */
    public static double lowerBound(double successes, double trials) {
        if (trials <= 0) {
            return 0;
        }
        double p = successes / trials;
        double middle = p + Z * Z / (2 * trials);
        double reach = Z * Math.sqrt(p * (1 - p) / trials + Z * Z / (4 * trials * trials));
        return Math.max(0, (middle - reach) / (1 + Z * Z / trials));
    }
}
