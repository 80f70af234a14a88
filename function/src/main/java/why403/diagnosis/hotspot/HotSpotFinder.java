package why403.diagnosis.hotspot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import why403.cause.HotSpot;
import why403.diagnosis.hotspot.TrafficCounts.Cell;
import why403.diagnosis.hotspot.TrafficCounts.Value;
import why403.sample.Dimension;
import why403.sample.DimensionReader;
import why403.sample.DimensionValues;
import why403.sample.Sample;

/** Finds the parts of the traffic that an incident's excess is in: those that hold much of it, and little else. */
public final class HotSpotFinder {

    private static final int MOST_ENTRIES = 3;
    private static final double LEAST_EXPLAINED = 0.10;

    /** What a value within the first must explain of what the first does, for the excess to be where both are. */
    private static final double LEAST_OF_FIRST = 0.67;

    /** How much more common than among ordinary lines a value must be: that nearly all is https is no news. */
    private static final double LEAST_LIFT = 1.2;

    /** The same for all but the first value: what the first shows is not worth saying again. */
    private static final double LEAST_FURTHER_LIFT = 1.5;

    /** How many times the rate elsewhere a place's must be, to be a place at all. */
    private static final double LEAST_TIMES_ELSEWHERE = 1.5;

    /** Whatever an origin forbids is logged as that, wherever it is. */
    private static final Value ANYWHERE = new Value(Dimension.RESULT_TYPE, "Error");

    /** A value, the share of the excess that it explains, and how it ranks. */
    private record Candidate(Value value, double explained, double rank, OptionalDouble timesElsewhere) {}

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::rank)
            .reversed()
            .thenComparing(candidate -> candidate.value().dimension())
            .thenComparing(candidate -> candidate.value().text());

    private final Sample sample;
    private final List<DimensionValues> forbidden;
    private final double usualRate;
    private final TrafficCounts all;

    private HotSpotFinder(Sample sample, double usualRate) {
        this.sample = sample;
        DimensionReader places = new DimensionReader();
        this.forbidden = sample.forbidden().stream()
                .map(examined -> places.of(examined.record()))
                .toList();
        this.usualRate = usualRate;
        this.all = within(place -> true);
    }

    /**
     * At most three, best first.
     *
     * @param usualRate the share of requests that is usually forbidden
     */
    public static List<HotSpot> of(Sample sample, double usualRate) {
        return new HotSpotFinder(sample, usualRate).entries();
    }

    private List<HotSpot> entries() {
        return excess(all.all()) <= 0
                ? List.of()
                : best(all, value -> lift(value, all) >= LEAST_LIFT)
                        .map(this::startingWith)
                        .orElse(List.of());
    }

    /** The first; the one that narrows it down; then what explains an excess that none so far does. */
    private List<HotSpot> startingWith(Candidate first) {
        List<Candidate> found = new ArrayList<>(List.of(first));
        TrafficCounts inFirst = within(first.value()::holds);
        best(inFirst, value -> isFurther(value, inFirst, found))
                .filter(second -> second.explained() >= LEAST_OF_FIRST * first.explained())
                .ifPresent(found::add);
        List<Value> taken = new ArrayList<>();
        for (Optional<Candidate> next = Optional.of(first); next.isPresent() && found.size() < MOST_ENTRIES; ) {
            next.map(Candidate::value).filter(HotSpotFinder::isPlace).ifPresent(taken::add);
            TrafficCounts rest = within(place -> taken.stream().noneMatch(value -> value.holds(place)));
            next = best(rest, value -> isFurther(value, rest, found));
            next.ifPresent(found::add);
        }
        return found.stream().map(this::where).toList();
    }

    /** A result type is what the trouble looks like: where it is remains to be said. */
    private static boolean isPlace(Value value) {
        return value.dimension() != Dimension.RESULT_TYPE;
    }

    private boolean isFurther(Value value, TrafficCounts among, List<Candidate> found) {
        return lift(value, among) >= LEAST_FURTHER_LIFT
                && found.stream().map(Candidate::value).noneMatch(value::equals);
    }

    /** A value's share of the forbidden lines over its share of the ordinary ones. */
    private double lift(Value value, TrafficCounts among) {
        double share = among.at(value).forbidden() / among.all().forbidden();
        double usualShare = all.at(value).ordinaryEver() / Math.max(1, all.all().ordinaryEver());
        return usualShare == 0 ? Double.POSITIVE_INFINITY : share / usualShare;
    }

    private Optional<Candidate> best(TrafficCounts among, Predicate<Value> wanted) {
        return among.values().stream()
                .filter(value -> !value.equals(ANYWHERE))
                .filter(wanted)
                .map(value -> candidate(value, among.at(value)))
                .filter(candidate -> candidate.explained() >= LEAST_EXPLAINED && candidate.rank() > 0)
                .filter(candidate ->
                        candidate.timesElsewhere().orElse(Double.POSITIVE_INFINITY) >= LEAST_TIMES_ELSEWHERE)
                .min(BEST_FIRST);
    }

    private Candidate candidate(Value value, Cell cell) {
        double explained = Math.min(1, excess(cell) / excess(all.all()));
        double gain = cell.leastRate() - cell.rateBefore(usualRate);
        return new Candidate(value, explained, explained * gain, timesElsewhere(cell));
    }

    private double excess(Cell cell) {
        return cell.forbidden() - cell.requests() * cell.rateBefore(usualRate);
    }

    private OptionalDouble timesElsewhere(Cell cell) {
        double forbiddenElsewhere = all.all().forbidden() - cell.forbidden();
        double requestsElsewhere = all.all().requests() - cell.requests();
        return forbiddenElsewhere < 0.5 || requestsElsewhere < 0.5
                ? OptionalDouble.empty()
                : OptionalDouble.of(cell.forbidden() / cell.requests() / (forbiddenElsewhere / requestsElsewhere));
    }

    private TrafficCounts within(Predicate<DimensionValues> wanted) {
        return TrafficCounts.of(sample, forbidden, wanted);
    }

    private HotSpot where(Candidate candidate) {
        return new HotSpot(
                candidate.value().dimension().label(),
                candidate.value().text(),
                candidate.explained(),
                candidate.timesElsewhere(),
                forbidden.stream().filter(candidate.value()::holds).count());
    }
}
