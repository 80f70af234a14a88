package why403.benchmark.where;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import why403.benchmark.where.ValueCounts.Counts;
import why403.sample.Dimension;

/**
 * The value with the highest risk ratio, of those with enough support: the rate among its requests divided by the rate among
 * all others. The least ratio is that of the publication. The least support, a tenth of the refused requests, is higher than
 * there, because a value with few requests has the highest ratio by chance. Half a request is added elsewhere, as usual,
 * so that a value is not best only because nothing else was refused by chance.
 *
 * @see <a href="https://doi.org/10.1145/3035918.3035928">Bailis et al.: MacroBase: prioritizing attention in fast data</a>
 */
final class RiskRatio extends PublishedMethod {

    private static final double LEAST_SUPPORT = 0.1;
    private static final double LEAST_RATIO = 3;

    @Override
    public String name() {
        return "risk ratio";
    }

    @Override
    Optional<Value> best(ValueCounts counts, double usualRate, Optional<Dimension> leftOut) {
        Counts all = counts.all();
        return counts.refused().entrySet().stream()
                .filter(dimension -> !leftOut.equals(Optional.of(dimension.getKey())))
                .flatMap(dimension -> dimension.getValue().entrySet().stream())
                .filter(value -> value.getValue().forbidden() >= LEAST_SUPPORT * all.forbidden())
                .filter(value -> ratio(value.getValue(), all) >= LEAST_RATIO)
                .min(Comparator.<Map.Entry<Value, Counts>>comparingDouble(value -> -ratio(value.getValue(), all))
                        .thenComparing(value -> -value.getValue().forbidden())
                        .thenComparing(value -> value.getKey().dimension())
                        .thenComparing(value -> value.getKey().text()))
                .map(Map.Entry::getKey);
    }

    private static double ratio(Counts value, Counts all) {
        double requests = all.requests() - value.requests();
        double forbidden = Math.max(0, all.forbidden() - value.forbidden());
        return value.forbidden() / value.requests() / ((forbidden + 0.5) / (requests + 1));
    }
}
