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
 * start of the window moves back.
 *
 * <p>The rule is tested again as of the touched minutes, with only the incidents that were known then. So data that
 * repeats what was counted before moves nothing.
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

    /** The incident, with an earlier start of the window if the touched minutes show one. */
    Incident correct(Incident incident, SortedSet<Long> touched) {
        return minutesToTest(incident, touched).stream()
                .flatMap(minute -> test(incident, minute).stream())
                .map(DetectedSpike::windowStart)
                .filter(start -> start < incident.excludedSpan().from())
                .min(Long::compare)
                .map(incident::withWindowFrom)
                .orElse(incident);
    }

    /** The minute when it opened, if its window changed, and the touched minutes just before. */
    private static SortedSet<Long> minutesToTest(Incident incident, SortedSet<Long> touched) {
        long opened = Minutes.of(incident.opened());
        SortedSet<Long> minutes = new TreeSet<>(touched.subSet(opened - IncidentRegistry.SAME_PROBLEM_MINUTES, opened));
        if (!touched.subSet(opened - SpikeRule.LONGEST_WINDOW + 1, opened + 1).isEmpty()) {
            minutes.add(opened);
        }
        return minutes;
    }

    private Optional<DetectedSpike> test(Incident incident, long minute) {
        IncidentRegistry then = registry.before(minute);
        Scope scope = incident.scope();
        return mayOpen(then, incident, minute)
                ? rule.test(
                        new ScopeStatistics(traffic, tuning, then).ruleInput(scope, minute, incident.oneClient(), 0),
                        ScopeStatistics.tested(traffic, minute).size())
                : Optional.empty();
    }

    private static boolean mayOpen(IncidentRegistry then, Incident incident, long minute) {
        Dimension dimension = incident.scope().dimension();
        Set<Dimension> ongoing = then.ongoingDimensions(incident.oneClient(), minute);
        return then.allows(incident.scope(), incident.oneClient(), minute)
                && (dimension == Dimension.WHOLE || ongoing.isEmpty() || ongoing.contains(dimension));
    }
}
