package why403.spike.rule;

/**
 * What the rule tests: a scope at a minute.
 *
 * @param excluded the minutes of incidents: no window contains or reaches across one
 * @param oneClient whether the busiest client's requests stay in the counts
 * @param leastUsualRate the usual rate is at least this, whatever the baseline says
 */
public record RuleInput(
        Series series, Baseline baseline, Exclusions excluded, long minute, boolean oneClient, double leastUsualRate) {

    /**
     * The window of that length. It is shorter if an incident ended within it, because its minutes are known to be unusual,
     * or if some minutes are not known.
     */
    Window window(WindowLength length) {
        long first = Math.max(minute - length.minutes() + 1, excluded.endBefore(minute));
        return new Window(series, series.knownFrom(first, minute), minute);
    }

    double recentRate(WindowLength length) {
        return Math.max(leastUsualRate, baseline.recentRate(minute, length));
    }

    double usualRate(WindowLength length) {
        return Math.max(leastUsualRate, baseline.usualRate(minute, length));
    }
}
