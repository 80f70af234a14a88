package why403.benchmark.where;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.rng.UniformRandomProvider;
import why403.sample.Dimension;

/** Chooses what fails. */
final class Planting {

    /** The detailed result types of refusals that only a country or a method can cause. */
    private static final Map<Dimension, String> OWN_TYPES =
            Map.of(Dimension.COUNTRY, "ClientGeoBlocked", Dimension.METHOD, "InvalidRequestMethod");

    /** A value with more of the requests is the site as a whole. */
    private static final double LARGEST_SHARE = 0.75;

    /** Of the requests with the rarer of two values, at most so many have both. Otherwise one value is enough. */
    private static final double MOST_WITHIN_THE_OTHER = 0.7;

    /** What a rule needs, with some distance. */
    private static final double LEAST_FORBIDDEN = 30;

    private static final double LEAST_RISE = 0.006;

    private static final List<Double> FAILING = List.of(0.3, 0.6, 1.0);
    private static final List<Double> FAILING_EVENLY = List.of(0.02, 0.1, 0.3, 0.6, 1.0);
    private static final List<Double> FLOODING = List.of(0.5, 1.0, 2.0);

    private final UniformRandomProvider random;
    private final List<Dimension> dimensions;
    private final List<Request> usual;
    private final double requests;

    /**
     * Plants in a site.
     *
     * @param dimensions that a cause can be planted in
     * @param usual some of the site's requests
     * @param requests how many the incident has
     */
    Planting(UniformRandomProvider random, List<Dimension> dimensions, List<Request> usual, double requests) {
        this.random = random;
        this.dimensions = List.copyOf(dimensions);
        this.usual = List.copyOf(usual);
        this.requests = requests;
    }

    /** Everything fails, with the same probability. */
    PlantedCause evenly() {
        boolean flood = isFlood();
        return new PlantedCause(
                List.of(), Weighted.any(random, flood ? FLOODING : FAILING_EVENLY), flood, PlantedCause.ERROR);
    }

    /** The requests with one value fail. Empty if no value of the dimension drawn would be noticed. */
    Optional<PlantedCause> ofOneValue() {
        Dimension dimension = Weighted.any(random, dimensions);
        boolean flood = isFlood();
        double failing = Weighted.any(random, flood ? FLOODING : FAILING);
        Map<Value, Double> shares = new LinkedHashMap<>();
        usual.forEach(
                request -> shares.merge(new Value(dimension, request.in(dimension)), 1.0 / usual.size(), Double::sum));
        List<Value> values = shares.entrySet().stream()
                .filter(value -> value.getValue() <= LARGEST_SHARE && isNoticed(value.getValue() * failing))
                .map(Map.Entry::getKey)
                .toList();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        Value value = random.nextBoolean()
                ? Weighted.any(random, values)
                : Weighted.of(random, values, shares::get).next();
        boolean isTotal = !flood && failing == 1;
        return Optional.of(new PlantedCause(List.of(value), failing, flood, resultType(isTotal, dimension)));
    }

    /** Only the requests with both of two values fail. Empty if the values drawn would not be noticed. */
    Optional<PlantedCause> ofTwoValues() {
        List<Dimension> two = Weighted.shuffled(random, dimensions, 2);
        Request request = Weighted.any(random, usual);
        Value one = new Value(two.get(0), request.in(two.get(0)));
        Value other = new Value(two.get(1), request.in(two.get(1)));
        boolean flood = isFlood();
        double failing = Weighted.any(random, flood ? FLOODING : FAILING);
        double shareOfOne = share(one::holds);
        double shareOfOther = share(other::holds);
        double shareOfBoth = share(any -> one.holds(any) && other.holds(any));
        if (Math.max(shareOfOne, shareOfOther) > LARGEST_SHARE
                || shareOfBoth > MOST_WITHIN_THE_OTHER * Math.min(shareOfOne, shareOfOther)
                || !isNoticed(shareOfBoth * failing)) {
            return Optional.empty();
        }
        boolean isMethodOfAPath =
                two.contains(Dimension.METHOD) && (two.contains(Dimension.PATH) || two.contains(Dimension.BEHAVIOR));
        boolean isTotal = isMethodOfAPath && !flood && failing == 1;
        return Optional.of(
                new PlantedCause(List.of(one, other), failing, flood, resultType(isTotal, Dimension.METHOD)));
    }

    private boolean isFlood() {
        return random.nextInt(4) == 0;
    }

    private boolean isNoticed(double rise) {
        return rise >= LEAST_RISE && requests * rise >= LEAST_FORBIDDEN;
    }

    private double share(Predicate<Request> which) {
        return (double) usual.stream().filter(which).count() / usual.size();
    }

    private String resultType(boolean isTotal, Dimension dimension) {
        List<String> types = new ArrayList<>(List.of(PlantedCause.ERROR));
        types.add(isTotal ? OWN_TYPES.getOrDefault(dimension, PlantedCause.ERROR) : PlantedCause.ERROR);
        return Weighted.any(random, types);
    }
}
