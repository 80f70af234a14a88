package why403.diagnosis.hotspot;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import why403.sample.Dimension;
import why403.sample.DimensionValues;
import why403.sample.Sample;
import why403.sample.Strata;
import why403.spike.Wilson;

/** How many lines a sample stands for, in all and for each value of each dimension. */
final class TrafficCounts {

    /** A value of one dimension. */
    record Value(Dimension dimension, String text) {
        boolean holds(DimensionValues place) {
            return place.in(dimension).filter(text::equals).isPresent();
        }
    }

    /** Lines of the incident's time and of the time before. */
    static final class Cell {

        /** The bound of 95 %. */
        private static final double PROBABLY = 1.645;

        /** With fewer lines of the time before, the rate is nearly the given one. */
        private static final double LINES_OF_USUAL_RATE = 20;

        private double forbidden;
        private double ordinary;
        private double forbiddenBefore;
        private double ordinaryBefore;
        private int ordinarySampled;

        private void addOrdinary(double lines) {
            ordinary += lines;
            ordinarySampled++;
        }

        private void addOrdinaryBefore(double lines) {
            ordinaryBefore += lines;
            ordinarySampled++;
        }

        double forbidden() {
            return forbidden;
        }

        double requests() {
            return forbidden + ordinary;
        }

        double ordinaryEver() {
            return ordinary + ordinaryBefore;
        }

        /** The lines that the sample has of them: what is known is no surer than they are many. */
        int ordinarySampled() {
            return ordinarySampled;
        }

        /** The usual rate there, where nothing is known of it nearly the given one. */
        double rateBefore(double usualRate) {
            return (forbiddenBefore + usualRate) / (forbiddenBefore + ordinaryBefore + 1);
        }

        /** The lower bound of the rate at 95 %. */
        double leastRate() {
            return Wilson.lowerBound(forbidden, requests());
        }

        /** The usual rate there at most, at 95 %. */
        double mostRateBefore(double usualRate) {
            return Wilson.upperBound(
                    forbiddenBefore + usualRate * LINES_OF_USUAL_RATE,
                    forbiddenBefore + ordinaryBefore + LINES_OF_USUAL_RATE,
                    PROBABLY);
        }

        /** How much the rate rose; 0 without lines. */
        double rise(double usualRate) {
            return requests() < 0.5 ? 0 : forbidden / requests() - rateBefore(usualRate);
        }

        /** The lines that a part of these does not have. */
        Cell without(Cell part) {
            Cell others = new Cell();
            others.forbidden = forbidden - part.forbidden;
            others.ordinary = ordinary - part.ordinary;
            others.forbiddenBefore = forbiddenBefore - part.forbiddenBefore;
            others.ordinaryBefore = ordinaryBefore - part.ordinaryBefore;
            return others;
        }
    }

    /** Takes lines into one of a cell's four counts. */
    private interface Adder {
        void add(Cell cell, double lines);
    }

    private static final Cell NOTHING = new Cell();

    private final Cell all = new Cell();
    private final Map<Dimension, Map<String, Cell>> cells = new EnumMap<>(Dimension.class);

    private TrafficCounts() {
        for (Dimension dimension : Dimension.values()) {
            cells.put(dimension, new HashMap<>());
        }
    }

    /** Counts the lines in the places wanted. */
    static TrafficCounts of(Sample sample, List<DimensionValues> forbidden, Predicate<DimensionValues> wanted) {
        TrafficCounts counts = new TrafficCounts();
        double forbiddenEach = forbidden.isEmpty() ? 1 : (double) sample.forbiddenInAll() / forbidden.size();
        counts.count(forbidden, wanted, forbiddenEach, (cell, lines) -> cell.forbidden += lines);
        Strata during = sample.during();
        counts.count(during.ordinary(), wanted, during.ordinaryEach(), Cell::addOrdinary);
        Strata before = sample.before();
        counts.count(before.ordinary(), wanted, before.ordinaryEach(), Cell::addOrdinaryBefore);
        counts.count(
                before.forbidden(), wanted, before.forbiddenEach(), (cell, lines) -> cell.forbiddenBefore += lines);
        return counts;
    }

    private void count(List<DimensionValues> places, Predicate<DimensionValues> wanted, double lines, Adder adder) {
        for (DimensionValues place : places) {
            if (wanted.test(place)) {
                adder.add(all, lines);
                place.values()
                        .forEach((dimension, text) ->
                                adder.add(cells.get(dimension).computeIfAbsent(text, value -> new Cell()), lines));
            }
        }
    }

    Cell all() {
        return all;
    }

    Cell at(Value value) {
        return cells.get(value.dimension()).getOrDefault(value.text(), NOTHING);
    }

    /** The values that any forbidden line of the incident has. */
    List<Value> values() {
        List<Value> values = new ArrayList<>();
        cells.forEach((dimension, byText) -> byText.forEach((text, cell) -> {
            if (cell.forbidden > 0) {
                values.add(new Value(dimension, text));
            }
        }));
        return values;
    }
}
