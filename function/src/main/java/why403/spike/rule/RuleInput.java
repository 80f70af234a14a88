package why403.spike.rule;

/**
 * What the rule tests: a scope at a minute.
 *
 * @param excluded the minutes that the windows ignore
 * @param oneClient whether the busiest client's requests stay in the counts
 * @param leastUsualRate the usual rate is at least this, whatever the baseline says
 */
public record RuleInput(
        Series series, Baseline baseline, Exclusions excluded, long minute, boolean oneClient, double leastUsualRate) {

    Window window(int minutes) {
        return new Window(series, minute, minutes, excluded);
    }

    double recentRate() {
        return Math.max(leastUsualRate, baseline.recentRate(minute));
    }

    double usualRate() {
        return Math.max(leastUsualRate, baseline.usualRate(minute));
    }
}
