package why403.spike.rule;

/**
 * The adjustable values of the rule, except those of its windows, which are in {@link WindowLength}.
 *
 * @param leastExcess a window needs this many forbidden requests beyond the usual; fewer affect nobody, however unlikely
 *     they are
 */
public record Tuning(int leastExcess) {

    /** The rate must be this much above the usual. On a huge site, a rise of a tenth of a point is certain but does not matter. */
    static final double LEAST_RISE = 0.005;

    /** The probability that a normal minute opens an incident, over all windows and scopes. */
    static final double CHANCE = 1e-5;

    /** A rise of this part of all requests matters with less than half of the least excess: a small site has few requests. */
    static final double SMALL_SITE_RISE = 0.1;

    /** Of such a small excess, so much must remain without the three busiest clients. */
    static final int EXCESS_OF_OTHERS = 5;

    /** If so many forbidden requests of others are to be expected, it can be told whether the spike concerns them. */
    static final double LEAST_EXPECTED_OF_OTHERS = 10;

    /** The spike concerns others if their rate rises at least by this part of the rise of all. */
    static final double LEAST_PART_OF_OTHERS = 0.25;

    /** A prior of 2 %, worth as many requests as these: an hour without 403s proves little. */
    static final double PRIOR_FORBIDDEN = 2;

    static final double PRIOR_REQUESTS = 100;

    /** In the first hour of a site, the prior must not decide: what it served so far says more. */
    static final double YOUNG_PRIOR_REQUESTS = 20;

    /** The day before weighs as much as this many requests of the last half hour. */
    static final double WEIGHT_OF_DAY = 500;

    /** A scope needs this many good requests in its last week. Without, only scanners used it. */
    static final long LEAST_GOOD = 20;

    /** The variation beyond chance, relative to the mean, that the rule assumes before it has measured one. */
    private static final double COLD_VARIATION = 0.6;

    /** The assumed variation weighs as much as an hour of clean bins. */
    private static final double COLD_BINS = 12;

    /** The rule never assumes less: no site is as steady as dice. */
    static final double LEAST_VARIATION = 0.25;

    /** A measured variation is at least this before it is weighed: half of the least one. */
    private static final double LEAST_MEASURED = LEAST_VARIATION / 2;

    /** A single bin counts as at most four standard deviations: an incident that was missed must not hide the next one. */
    static final double MOST_SQUARED_DEVIATIONS = 16;

    /** The recommended values, with this least excess. */
    public static Tuning withLeastExcess(int leastExcess) {
        return new Tuning(leastExcess);
    }

    /** The least excess where the excess is a large part of all requests. */
    public int leastSmallExcess() {
        return (2 * leastExcess + 4) / 5;
    }

    /** Whether so many forbidden requests beyond the usual matter: enough of them, or fewer that are a large part of all. */
    public boolean isLarge(double excess, double requests) {
        return excess >= leastExcess || (excess >= leastSmallExcess() && excess >= requests * SMALL_SITE_RISE);
    }

    /**
     * The variation to assume after a measurement of its square that is worth as many bins: the geometric mean of both,
     * because a variation is as likely to be half as large as twice as large.
     */
    static double variation(double measuredSquare, double bins) {
        double measured = Math.sqrt(Math.max(LEAST_MEASURED * LEAST_MEASURED, measuredSquare));
        double log = (COLD_BINS * Math.log(COLD_VARIATION) + bins * Math.log(measured)) / (COLD_BINS + bins);
        return Math.max(LEAST_VARIATION, Math.exp(log));
    }
}
