package why403.spike;

/**
 * The tunables of the rule.
 *
 * @param leastExcess forbidden requests beyond the usual: fewer are nobody's trouble, however unlikely
 * @param leastRise of the rate, as a fraction: on a huge site a rise of a tenth of a point is certain, and is nothing
 * @param chance that a minute in which nothing is wrong opens an incident, all windows and scopes together
 * @param coldVariation the variation beyond chance, relative to the mean, that is taken to be there before it can be
 *     measured
 * @param leastVariation the least that is ever believed: no site is as steady as dice
 */
public record Tuning(int leastExcess, double leastRise, double chance, double coldVariation, double leastVariation) {

    /** The cold variation weighs as much as an hour of clean bins. */
    private static final int COLD_BINS = 12;

    /** The recommended values, with the least excess of that sensitivity. */
    public static Tuning of(Sensitivity sensitivity) {
        return new Tuning(sensitivity.leastExcess(), 0.005, 1e-6, 1, 0.25);
    }

    /** What to believe the variation is, its square having been measured over so many clean bins. */
    double variation(double measuredSquare, int bins) {
        double cold = coldVariation * coldVariation;
        double square = (COLD_BINS * cold + bins * measuredSquare) / (COLD_BINS + bins);
        return Math.max(leastVariation, Math.sqrt(square));
    }
}
