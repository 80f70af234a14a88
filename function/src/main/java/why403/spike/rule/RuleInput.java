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

    /** The window of that length; shorter if an incident ended within it, because its minutes are known to be unusual. */
    Window window(WindowLength length) {
        return new Window(series, Math.max(minute - length.minutes() + 1, excluded.endBefore(minute)), minute);
    }

    double recentRate(WindowLength length) {
        return Math.max(leastUsualRate, baseline.recentRate(minute, length));
    }

    double usualRate(WindowLength length) {
        return Math.max(leastUsualRate, baseline.usualRate(minute, length));
    }
}
