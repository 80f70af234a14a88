package why403.benchmark.where;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.benchmark.where.ValueCounts.Counts;
import why403.sample.Dimension;

/**
 * Adtributor with the values of its publication. In each dimension, it takes the most surprising values of those that explain
 * a tenth of the change each, until they explain two thirds of it. The dimension whose values are most surprising wins, and
 * here its most surprising value is the answer. The forecast of a value is what would usually be refused of its requests.
 *
 * @see <a href="https://www.usenix.org/conference/nsdi14/technical-sessions/presentation/bhagwan">Bhagwan et al.:
 *     Adtributor: revenue debugging in advertising systems, algorithm 1</a>
 */
final class Adtributor extends PublishedMethod {

    private static final double LEAST_EXPLAINED_BY_A_VALUE = 0.1;
    private static final double LEAST_EXPLAINED = 0.67;

    /** A value, how much of the change it explains, and how much its share changed. */
    private record Element(Value value, double explained, double surprise) {}

    /** The values of one dimension that explain the change. */
    private record Explanation(List<Element> elements) {

        double surprise() {
            return elements.stream().mapToDouble(Element::surprise).sum();
        }

        Dimension dimension() {
            return elements.get(0).value().dimension();
        }
    }

    @Override
    public String name() {
        return "Adtributor";
    }

    @Override
    Optional<Value> best(ValueCounts counts, double usualRate, Optional<Dimension> leftOut) {
        return counts.refused().entrySet().stream()
                .filter(dimension -> !leftOut.equals(Optional.of(dimension.getKey())))
                .flatMap(dimension -> explanation(dimension.getValue(), counts.all(), usualRate).stream())
                .min(Comparator.<Explanation>comparingDouble(explanation -> -explanation.surprise())
                        .thenComparing(Explanation::dimension))
                .map(explanation -> explanation.elements().get(0).value());
    }

    private static Optional<Explanation> explanation(Map<Value, Counts> values, Counts all, double usualRate) {
        double forecast = all.expected(usualRate);
        List<Element> mostSurprising = values.entrySet().stream()
                .map(value -> element(value.getKey(), value.getValue(), all.forbidden(), forecast, usualRate))
                .sorted(Comparator.<Element>comparingDouble(element -> -element.surprise())
                        .thenComparing(element -> element.value().text()))
                .toList();
        List<Element> taken = new ArrayList<>();
        double explained = 0;
        for (Element element : mostSurprising) {
            if (element.explained() > LEAST_EXPLAINED_BY_A_VALUE) {
                taken.add(element);
                explained += element.explained();
                if (explained > LEAST_EXPLAINED) {
                    return Optional.of(new Explanation(taken));
                }
            }
        }
        return Optional.empty();
    }

    private static Element element(Value value, Counts counts, double actual, double forecast, double usualRate) {
        double explained = (counts.forbidden() - counts.expected(usualRate)) / (actual - forecast);
        double share = counts.forbidden() / actual;
        double shareForecast = counts.expected(usualRate) / forecast;
        return new Element(value, explained, half(share, shareForecast) + half(shareForecast, share));
    }

    /** A term of the Jensen-Shannon divergence. */
    private static double half(double share, double other) {
        return share == 0 ? 0 : 0.5 * share * Math.log(2 * share / (share + other));
    }
}
