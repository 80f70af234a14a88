package why403.spike;

/**
 * Whether the rule holds for a scope at a minute.
 *
 * @param leftOut the minutes that its windows leave out
 * @param oneClient whether the busiest client stays in the counts
 * @param leastUsualRate a usual rate that the baseline cannot go below
 */
record Trial(Series series, Baseline baseline, LeftOut leftOut, long minute, boolean oneClient, double leastUsualRate) {

    Window window(int minutes) {
        return new Window(series, minute, minutes, leftOut);
    }

    double recentRate() {
        return Math.max(leastUsualRate, baseline.recentRate(minute));
    }

    double usualRate() {
        return Math.max(leastUsualRate, baseline.usualRate(minute));
    }
}
