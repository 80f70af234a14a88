package why403.spike;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import why403.history.Traffic;
import why403.spike.rule.Baseline;
import why403.spike.rule.Exclusions;
import why403.spike.rule.Minutes;
import why403.spike.rule.RuleInput;
import why403.spike.rule.Series;
import why403.spike.rule.SpikeRule;
import why403.spike.rule.Tuning;
import why403.tally.Scope;

/** The series and the baseline of each scope, and whether the rule can pass in it at all. Made once a step. */
final class ScopeStatistics {

    /** An hour touches this many bins. */
    private static final int BINS_OF_LONGEST_WINDOW = SpikeRule.LONGEST_WINDOW / Minutes.PER_BIN + 1;

    private final Traffic traffic;
    private final Tuning tuning;
    private final IncidentRegistry registry;
    private final Map<Scope, Series> series = new HashMap<>();
    private final Map<Scope, Baseline> baselines = new HashMap<>();
    private final Map<Scope, Boolean> busy = new HashMap<>();
    private long busyBin;

    ScopeStatistics(Traffic traffic, Tuning tuning, IncidentRegistry registry) {
        this.traffic = traffic;
        this.tuning = tuning;
        this.registry = registry;
    }

    /** The scopes that the rule tests at a minute. */
    static List<Scope> tested(Traffic traffic, long minute) {
        return traffic.scopes(minute).stream().filter(scope -> !scope.isOther()).toList();
    }

    /** How many tests a minute amounts to: who tests only the worst of many scopes tests them all. */
    static int numberOfTests(Traffic traffic, long minute) {
        return tested(traffic, minute).size() + traffic.scopesWithTotal(minute);
    }

    Series series(Scope scope) {
        return series.computeIfAbsent(scope, any -> new Series(traffic, scope));
    }

    /** The baseline without the minutes of the incidents known at this minute. */
    Baseline baseline(Scope scope, long minute) {
        return baselines
                .computeIfAbsent(scope, any -> new Baseline(series(scope)))
                .excluding(registry.excludedBins(scope, minute));
    }

    RuleInput ruleInput(Scope scope, long minute, boolean oneClient, double leastUsualRate) {
        Exclusions excluded = registry.excludedMinutes(scope, oneClient, minute);
        return new RuleInput(series(scope), baseline(scope, minute), excluded, minute, oneClient, leastUsualRate);
    }

    /** What the rule tested when the minute was new: without the incidents that opened later. */
    RuleInput ruleInputThen(Incident incident, long minute) {
        Scope scope = incident.scope();
        Exclusions excluded = registry.minutesExcludedThen(scope, incident.oneClient(), minute);
        return new RuleInput(
                series(scope), baseline(scope, minute), excluded, minute, incident.oneClient(), incident.usualRate());
    }

    /** Whether the bins of the longest window hold enough 403s for any window to pass. Most scopes have far fewer. */
    boolean isBusy(Scope scope, long minute) {
        long bin = Minutes.bin(minute);
        if (bin != busyBin) {
            busy.clear();
            busyBin = bin;
        }
        return busy.computeIfAbsent(scope, any -> forbidden(series(scope), bin) >= tuning.leastSmallExcess());
    }

    private static long forbidden(Series series, long lastBin) {
        long forbidden = 0;
        for (long bin = lastBin - BINS_OF_LONGEST_WINDOW + 1; bin <= lastBin; bin++) {
            forbidden += series.bin(bin).forbidden();
        }
        return forbidden;
    }
}
