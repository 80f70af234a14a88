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
import why403.spike.Wilson;

/** Finds the parts of the traffic that an incident's excess is in: those that hold much of it, and little else. */
public final class HotSpotFinder {

    private static final int MOST_ENTRIES = 3;
    private static final double LEAST_EXPLAINED = 0.10;

    /** What a value within the first must explain of what the first does, for the excess to be where both are. */
    private static final double LEAST_OF_FIRST = 0.67;

    /** What a value must explain of what the first does, to be another name of the same requests. */
    private static final double NEARLY_ALL_OF_FIRST = 0.95;

    /** How much more common than among ordinary lines a value must be: that nearly all is https is no news. */
    private static final double LEAST_LIFT = 1.2;

    /**
     * How much more common than among ordinary lines a value must be, or how many times the rise elsewhere its rise must be,
     * for the difference to be worth a sentence. Both, because a rate that is near 1 elsewhere cannot be much higher anywhere,
     * and a value that most lines have cannot be much more common.
     */
    private static final double LEAST_CONTRAST = 1.5;

    /** With fewer ordinary lines among those looked at, a value's usual share is nearly that of all lines. */
    private static final double LINES_OF_USUAL_SHARE = 20;

    /** Hundreds of values are looked at, and one of a thousand exceeds this bound, that of 99.9 %, by chance. */
    private static final double SURELY = 3.09;

    /** The bound of 95 %. */
    private static final double PROBABLY = 1.645;

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
                : best(all, value -> standsOut(value, all))
                        .map(this::startingWith)
                        .orElse(List.of());
    }

    /** The first; the one that narrows it down, or says it in other words; then what explains an excess that none so far does. */
    private List<HotSpot> startingWith(Candidate first) {
        List<Candidate> found = new ArrayList<>(List.of(first));
        Candidate firstPlace = first;
        Optional<Candidate> second = narrower(first);
        second.or(() -> synonym(first)).ifPresent(found::add);
        if (!isPlace(first.value()) && second.isPresent()) {
            firstPlace = second.get();
            narrower(firstPlace)
                    .filter(third -> !third.value().equals(first.value()))
                    .ifPresent(found::add);
        }
        List<Value> taken = new ArrayList<>();
        for (Optional<Candidate> next = Optional.of(firstPlace); next.isPresent() && found.size() < MOST_ENTRIES; ) {
            next.map(Candidate::value).filter(HotSpotFinder::isPlace).ifPresent(taken::add);
            TrafficCounts rest = within(place -> taken.stream().noneMatch(value -> value.holds(place)));
            next = best(
                    rest,
                    value -> found.stream().map(Candidate::value).noneMatch(value::equals)
                            && lift(value, rest) >= LEAST_CONTRAST
                            && standsOut(value, rest));
            next.ifPresent(found::add);
        }
        return found.stream().map(this::where).toList();
    }

    /** The value that the excess is in, within the first value. */
    private Optional<Candidate> narrower(Candidate first) {
        TrafficCounts inFirst = within(first.value()::holds);
        return best(inFirst, value -> !value.equals(first.value()) && standsOut(value, inFirst))
                .filter(second -> second.explained() >= LEAST_OF_FIRST * first.explained());
    }

    /** A value that is rare elsewhere and that nearly all refused requests of the first value have. */
    private Optional<Candidate> synonym(Candidate first) {
        TrafficCounts inFirst = within(first.value()::holds);
        return best(
                        inFirst,
                        value -> !value.equals(first.value())
                                && inFirst.at(value).forbidden()
                                        >= LEAST_CONTRAST
                                                * usualShareOfAll(value)
                                                * inFirst.all().forbidden())
                .filter(second -> second.explained() >= NEARLY_ALL_OF_FIRST * first.explained());
    }

    /** A result type is what the trouble looks like: where it is remains to be said. */
    private static boolean isPlace(Value value) {
        return value.dimension() != Dimension.RESULT_TYPE;
    }

    private Optional<Candidate> best(TrafficCounts among, Predicate<Value> wanted) {
        return among.values().stream()
                .filter(value -> !value.equals(ANYWHERE))
                .filter(wanted)
                .map(value -> candidate(value, among.at(value)))
                .filter(candidate -> candidate.explained() >= LEAST_EXPLAINED && candidate.rank() > 0)
                .min(BEST_FIRST);
    }

    /**
     * Whether the refused requests are there rather than elsewhere among these lines. A place with a high rate is none of the
     * incident's if its rate was always high: what counts is how much it rose.
     */
    private boolean standsOut(Value value, TrafficCounts among) {
        Cell cell = among.at(value);
        double lift = lift(value, among);
        return lift >= LEAST_LIFT
                && (lift >= LEAST_CONTRAST
                        || cell.rise(usualRate)
                                >= LEAST_CONTRAST * among.all().without(cell).rise(usualRate))
                && isSure(value, among);
    }

    /** Whether the value would have fewer of the refused requests if the excess were spread as ordinary requests are. */
    private boolean isSure(Value value, TrafficCounts among) {
        Cell cell = among.at(value);
        double refused = among.all().forbidden();
        double atLeast = refused * Wilson.lowerBound(cell.forbidden(), refused, SURELY);
        double usual = cell.requests() * cell.mostRateBefore(usualRate);
        double known = among.all().ordinarySampled() + LINES_OF_USUAL_SHARE;
        double usualShare = Wilson.upperBound(known * usualShare(value, among), known, PROBABLY);
        return atLeast > usual + excess(among.all()) * usualShare;
    }

    /** A value's share of the excess over its share of the ordinary lines. */
    private double lift(Value value, TrafficCounts among) {
        double usualShare = usualShare(value, among);
        double share = excess(among.at(value)) / excess(among.all());
        return usualShare == 0 ? Double.POSITIVE_INFINITY : share / usualShare;
    }

    private double usualShare(Value value, TrafficCounts among) {
        return (among.at(value).ordinaryEver() + LINES_OF_USUAL_SHARE * usualShareOfAll(value))
                / (among.all().ordinaryEver() + LINES_OF_USUAL_SHARE);
    }

    private double usualShareOfAll(Value value) {
        return all.at(value).ordinaryEver() / Math.max(1, all.all().ordinaryEver());
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
