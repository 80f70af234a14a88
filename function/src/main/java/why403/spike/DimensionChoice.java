package why403.spike;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import why403.spike.rule.DetectedSpike;
import why403.tally.Scope.Dimension;

/** The choice among the narrower scopes for which the rule passes, so that one problem opens incidents of one dimension only. */
final class DimensionChoice {

    private DimensionChoice() {}

    /**
     * The spikes of one dimension: the dimension that has an ongoing incident, or else the one whose scopes explain most
     * of the excess. If two explain the same, the first in the order of dimensions is chosen.
     */
    static List<DetectedSpike> among(Collection<DetectedSpike> spikes, Set<Dimension> ongoing) {
        Set<Dimension> allowed = ongoing.isEmpty() ? best(spikes) : ongoing;
        return spikes.stream()
                .filter(one -> allowed.contains(one.scope().dimension()))
                .toList();
    }

    private static Set<Dimension> best(Collection<DetectedSpike> spikes) {
        Map<Dimension, Double> excess = spikes.stream()
                .collect(Collectors.groupingBy(
                        one -> one.scope().dimension(), TreeMap::new, Collectors.summingDouble(DetectedSpike::excess)));
        return excess.entrySet().stream()
                .max(Map.Entry.<Dimension, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(best -> Set.of(best.getKey()))
                .orElse(Set.of());
    }
}
