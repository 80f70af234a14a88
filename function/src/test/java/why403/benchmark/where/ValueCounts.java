package why403.benchmark.where;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import why403.sample.Dimension;
import why403.sample.DimensionReader;
import why403.sample.DimensionValues;
import why403.sample.Sample;
import why403.sample.Strata;

/** What published methods compute with: how many requests and refusals a value has, now and before. */
final class ValueCounts {

    /** Numbers of lines. */
    static final class Counts {
        private double forbidden;
        private double ordinary;
        private double forbiddenBefore;
        private double ordinaryBefore;

        double forbidden() {
            return forbidden;
        }

        double ordinary() {
            return ordinary;
        }

        double requests() {
            return forbidden + ordinary;
        }

        /** How many of the requests would usually be forbidden. */
        double expected(double usualRate) {
            return requests() * (forbiddenBefore + usualRate) / (forbiddenBefore + ordinaryBefore + 1);
        }
    }

    private interface Adder {
        void add(Counts counts, double lines);
    }

    /** Everything that the origin or a rule refuses has this type, so it says nothing. */
    private static final Value NOTHING_TOLD = new Value(Dimension.RESULT_TYPE, PlantedCause.ERROR);

    private final Counts all = new Counts();
    private final Map<Dimension, Map<String, Counts>> byValue = new EnumMap<>(Dimension.class);

    private ValueCounts() {}

    /** Counts the lines that have the value; all if there is none. */
    static ValueCounts of(Sample sample, Optional<Value> wanted) {
        ValueCounts counts = new ValueCounts();
        Predicate<DimensionValues> isWanted =
                place -> wanted.isEmpty() || wanted.get().holds(place);
        DimensionReader reader = new DimensionReader();
        List<DimensionValues> forbidden = sample.forbidden().stream()
                .map(examined -> reader.of(examined.record()))
                .toList();
        double each = forbidden.isEmpty() ? 1 : (double) sample.forbiddenInAll() / forbidden.size();
        Strata during = sample.during();
        Strata before = sample.before();
        counts.count(forbidden, isWanted, each, (cell, lines) -> cell.forbidden += lines);
        counts.count(during.ordinary(), isWanted, during.ordinaryEach(), (cell, lines) -> cell.ordinary += lines);
        counts.count(before.ordinary(), isWanted, before.ordinaryEach(), (cell, lines) -> cell.ordinaryBefore += lines);
        counts.count(
                before.forbidden(), isWanted, before.forbiddenEach(), (cell, lines) -> cell.forbiddenBefore += lines);
        return counts;
    }

    private void count(List<DimensionValues> places, Predicate<DimensionValues> wanted, double lines, Adder adder) {
        for (DimensionValues place : places) {
            if (wanted.test(place)) {
                adder.add(all, lines);
                place.values()
                        .forEach((dimension, text) -> adder.add(
                                byValue.computeIfAbsent(dimension, any -> new HashMap<>())
                                        .computeIfAbsent(text, any -> new Counts()),
                                lines));
            }
        }
    }

    Counts all() {
        return all;
    }

    /** The values of each dimension that refused requests have. */
    Map<Dimension, Map<Value, Counts>> refused() {
        Map<Dimension, Map<Value, Counts>> refused = new EnumMap<>(Dimension.class);
        byValue.forEach((dimension, counts) -> counts.forEach((text, cell) -> {
            Value value = new Value(dimension, text);
            if (cell.forbidden() > 0 && !value.equals(NOTHING_TOLD)) {
                refused.computeIfAbsent(dimension, any -> new HashMap<>()).put(value, cell);
            }
        }));
        return refused;
    }
}
