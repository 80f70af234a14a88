package why403.spike.rule;

import why403.history.Traffic;

/**
 * A window of the rule: the minutes that end with the tested one. Short windows see a sharp spike at once. Only long ones
 * see a small spike, or a spike on a quiet site.
 */
public enum WindowLength {
    HOUR(Traffic.LONGEST_WINDOW, 14, 0.3),
    QUARTER_HOUR(15, 5, 0.3),
    FIVE_MINUTES(5, 3, 0.3),
    /** A minute gets little of the chance, because a harmless burst is over in a minute. */
    MINUTE(1, 3, 0.01);

    private final int minutes;
    private final int lagBins;
    private final double shareOfChance;

    WindowLength(int minutes, int lagBins, double shareOfChance) {
        this.minutes = minutes;
        this.lagBins = lagBins;
        this.shareOfChance = shareOfChance;
    }

    /** The minutes in a window. */
    public int minutes() {
        return minutes;
    }

    /** The whole bins that are compared with such a window. */
    int bins() {
        return Math.max(1, minutes / Minutes.PER_BIN);
    }

    /**
     * How many bins before the bin of the tested minute the newest usual one lies: at least two whole bins before the
     * window begins, so that a rise which began slowly is not yet usual.
     */
    int lagBins() {
        return lagBins;
    }

    /** The part of the chance of a false alert that windows of this length may use. */
    double shareOfChance() {
        return shareOfChance;
    }
}
