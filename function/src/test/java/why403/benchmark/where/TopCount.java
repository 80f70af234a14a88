package why403.benchmark.where;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import why403.benchmark.where.ValueCounts.Counts;
import why403.sample.Dimension;

/** The value that most refused requests have: what a dashboard of top values shows. */
final class TopCount extends PublishedMethod {

    @Override
    public String name() {
        return "top count";
    }

    @Override
    Optional<Value> best(ValueCounts counts, double usualRate, Optional<Dimension> leftOut) {
        return counts.refused().entrySet().stream()
                .filter(dimension -> !leftOut.equals(Optional.of(dimension.getKey())))
                .flatMap(dimension -> dimension.getValue().entrySet().stream())
                .min(Comparator.<Map.Entry<Value, Counts>>comparingDouble(
                                value -> -value.getValue().forbidden())
                        .thenComparing(value -> value.getKey().dimension())
                        .thenComparing(value -> value.getKey().text()))
                .map(Map.Entry::getKey);
    }
}
