package why403.spike;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import why403.history.Traffic;
import why403.spike.rule.DetectedSpike;
import why403.spike.rule.Minutes;
import why403.spike.rule.SpikeRule;
import why403.spike.rule.Tuning;
import why403.tally.Scope;
import why403.tally.Scope.Dimension;

/**
 * Late data that shows an earlier beginning of an incident. The first minute that people read is fixed when the incident
 * opens. But minutes that now belong to the spike must not become part of a baseline or open another incident, so the
 * start of the window moves back, as far as no quiet period lies between. It moves to the change point and not to the
 * start of the earlier window: a long incident needs the usual minutes before it as its baseline.
 *
 * <p>The rule is tested again as of each minute, with only the incidents that were known then. So data that repeats what
 * was counted before moves nothing.
 */
final class LateBeginning {

    private final Traffic traffic;
    private final Tuning tuning;
    private final SpikeRule rule;
    private final IncidentRegistry registry;

    LateBeginning(Traffic traffic, Tuning tuning, IncidentRegistry registry) {
        this.traffic = traffic;
        this.tuning = tuning;
        this.rule = new SpikeRule(tuning);
        this.registry = registry;
    }

    /** The incident, with an earlier start of the window if the minutes show one. */
    Incident correct(Incident incident, SortedSet<Long> minutes) {
        QuietPeriod quietPeriod = quietPeriod(incident.scope());
        return minutesToTest(incident, minutes).stream()
                .flatMap(minute -> test(incident, minute).stream())
                .map(DetectedSpike::from)
                .filter(start -> start < incident.excludedSpan().from())
                .filter(start -> !quietPeriod.isBetween(start, incident))
                .min(Long::compare)
                .map(incident::withWindowFrom)
                .orElse(incident);
    }

    /** The minutes before it opened at which it could have opened, and the minute itself if its window changed. */
    private SortedSet<Long> minutesToTest(Incident incident, SortedSet<Long> minutes) {
        long opened = Minutes.of(incident.opened());
        long first = Math.max(registry.endBefore(incident), opened - LateMinutes.TOO_OLD_MINUTES);
        SortedSet<Long> toTest = new TreeSet<>(minutes.subSet(first, opened));
        if (!minutes.subSet(opened - SpikeRule.LONGEST_WINDOW + 1, opened + 1).isEmpty()) {
            toTest.add(opened);
        }
        return toTest;
    }

    private QuietPeriod quietPeriod(Scope scope) {
        ScopeStatistics statistics = new ScopeStatistics(traffic, tuning, registry);
        return new QuietPeriod(
                statistics.series(scope), minute -> statistics.baseline(scope, minute), QuietPeriod.QUIET_MINUTES);
    }

    private Optional<DetectedSpike> test(Incident incident, long minute) {
        IncidentRegistry then = registry.before(minute);
        Scope scope = incident.scope();
        return mayOpen(then, incident, minute)
                ? rule.test(
                                new ScopeStatistics(traffic, tuning, then)
                                        .ruleInput(scope, minute, incident.oneClient(), 0),
                                ScopeStatistics.numberOfTests(traffic, minute))
                        .filter(spike -> spike.isOngoing(minute))
                : Optional.empty();
    }

    /** At a minute at which another dimension's incident opened, that dimension was chosen. */
    private boolean mayOpen(IncidentRegistry then, Incident incident, long minute) {
        Dimension dimension = incident.scope().dimension();
        Set<Dimension> chosen = registry.before(minute + 1).ongoingDimensions(incident.oneClient(), minute);
        return then.allows(incident.scope(), incident.oneClient(), minute)
                && (dimension == Dimension.WHOLE || chosen.isEmpty() || chosen.contains(dimension));
    }
}
