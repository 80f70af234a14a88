package why403.spike.rule;

/**
 * The adjustable values of the rule.
 *
 * @param leastExcess a window needs this many forbidden requests beyond the usual; fewer affect nobody, however
 *     unlikely they are
 * @param leastRise the rate must be this much above the usual, as a fraction; on a huge site, a rise of a tenth of a
 *     point is certain but does not matter
 * @param chance the probability that a normal minute opens an incident, over all windows and scopes
 * @param coldVariation the variation beyond chance, relative to the mean, that the rule assumes before it can measure
 *     one
 * @param leastVariation the rule never assumes less variation than this; no site is as steady as dice
 */
public record Tuning(int leastExcess, double leastRise, double chance, double coldVariation, double leastVariation) {

    /** The cold variation weighs as much as an hour of clean bins. */
    private static final int COLD_BINS = 12;

    /** The recommended values, with this least excess. */
    public static Tuning withLeastExcess(int leastExcess) {
        return new Tuning(leastExcess, 0.005, 1e-6, 1, 0.25);
    }

    /** The variation to assume after a measurement of its square over this many clean bins. */
    double variation(double measuredSquare, int bins) {
        double cold = coldVariation * coldVariation;
        double square = (COLD_BINS * cold + bins * measuredSquare) / (COLD_BINS + bins);
        return Math.max(leastVariation, Math.sqrt(square));
    }
}
