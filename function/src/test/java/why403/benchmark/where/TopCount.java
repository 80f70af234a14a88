package why403.benchmark.where;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import why403.benchmark.where.ValueCounts.Counts;
import why403.sample.Dimension;

/**
 * The value that most refused requests have, as a dashboard of top values shows it. Values that are hardly more common among
 * the refused requests than among the others are passed over, as a reader of the dashboard would do: nearly all requests are
 * https.
 */
final class TopCount extends PublishedMethod {

    private static final double LEAST_LIFT = 1.2;

    @Override
    public String name() {
        return "top count";
    }

    @Override
    Optional<Value> best(ValueCounts counts, double usualRate, Optional<Dimension> leftOut) {
        return counts.refused().entrySet().stream()
                .filter(dimension -> !leftOut.equals(Optional.of(dimension.getKey())))
                .flatMap(dimension -> dimension.getValue().entrySet().stream())
                .filter(value -> isMoreCommon(value.getValue(), counts.all()))
                .min(Comparator.<Map.Entry<Value, Counts>>comparingDouble(
                                value -> -value.getValue().forbidden())
                        .thenComparing(value -> value.getKey().dimension())
                        .thenComparing(value -> value.getKey().text()))
                .map(Map.Entry::getKey);
    }

    private static boolean isMoreCommon(Counts value, Counts all) {
        return value.forbidden() * all.ordinary() >= LEAST_LIFT * value.ordinary() * all.forbidden();
    }
}
