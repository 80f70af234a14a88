package why403.spike;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import why403.tally.Scope.Dimension;

/** Which of the scopes, other than the whole, for which the rule holds open an incident: one trouble is told once. */
final class Opening {

    private Opening() {}

    /**
     * Those of one dimension: the one that has an incident going on, else the one whose scopes explain most of the
     * excess; on a tie the first.
     */
    static List<Passing> among(Collection<Passing> passing, Set<Dimension> goingOn) {
        Set<Dimension> allowed = goingOn.isEmpty() ? best(passing) : goingOn;
        return passing.stream()
                .filter(one -> allowed.contains(one.scope().dimension()))
                .toList();
    }

    private static Set<Dimension> best(Collection<Passing> passing) {
        Map<Dimension, Double> excess = passing.stream()
                .collect(Collectors.groupingBy(
                        one -> one.scope().dimension(), TreeMap::new, Collectors.summingDouble(Passing::excess)));
        return excess.entrySet().stream()
                .max(Map.Entry.<Dimension, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(best -> Set.of(best.getKey()))
                .orElse(Set.of());
    }
}
