package why403.spike;

/**
 * The confidence interval of a rate after a number of trials.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson: probable inference, the law of succession, and
 *     statistical inference</a>
 */
public final class Wilson {

    /** The 97.5 % quantile of the normal distribution: two-sided 95 %. */
    /** The quantile of the normal distribution for a confidence of 95 % on both sides. */
    public static final double SURE = 1.959964;

    private Wilson() {}

    /** The lower bound of the rate's 95 % confidence interval; 0 without trials. */
    public static double lowerBound(double successes, double trials) {
        return lowerBound(successes, trials, SURE);
    }

    /**
     * The lower bound of the rate's confidence interval; 0 without trials.
     *
     * @param z how sure it is: this quantile of the normal distribution
     */
    public static double lowerBound(double successes, double trials, double z) {
        if (trials <= 0) {
            return 0;
        }
        return Math.max(0, middle(successes, trials, z) - reach(successes, trials, z));
    }

    /**
     * The upper bound of the rate's confidence interval; 1 without trials.
     *
     * @param z how sure it is: this quantile of the normal distribution
     */
    public static double upperBound(double successes, double trials, double z) {
        if (trials <= 0) {
            return 1;
        }
        return Math.min(1, middle(successes, trials, z) + reach(successes, trials, z));
    }

    private static double middle(double successes, double trials, double z) {
        return (successes + z * z / 2) / (trials + z * z);
    }

    private static double reach(double successes, double trials, double z) {
        double p = successes / trials;
        return z * Math.sqrt(p * (1 - p) / trials + z * z / (4 * trials * trials)) / (1 + z * z / trials);
    }
}
