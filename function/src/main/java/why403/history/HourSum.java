package why403.history;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.Scope.Dimension;
import why403.tally.ScopeTally;
import why403.tally.Tally;

/**
 * The sum of all tallies of one hour, in five-minute bins. The history stores an hour in this form.
 *
 * @param hour hours since the epoch
 * @param bins by scope: twelve counts; each dimension has its busiest scopes, and the others are summed in its overflow
 *     scope
 */
public record HourSum(String distribution, long hour, Map<Scope, List<Counts>> bins) {

    private static final int MOST_KEPT = 50;

    public HourSum {
        bins = Map.copyOf(bins);
    }

    /** The sum of an hour's tallies. Their order does not matter. */
    public static HourSum of(String distribution, long hour, List<Tally> tallies) {
        return of(distribution, hour, new HourTraffic(tallies));
    }

    /** The sum of an hour with this traffic. */
    public static HourSum of(String distribution, long hour, HourTraffic traffic) {
        Map<Dimension, List<Scope>> busiestFirst = traffic.scopes().stream()
                .sorted(Comparator.comparingLong((Scope scope) -> -requests(traffic, scope))
                        .thenComparing(Comparator.naturalOrder()))
                .collect(Collectors.groupingBy(
                        Scope::dimension, () -> new EnumMap<>(Dimension.class), Collectors.toList()));
        Map<Scope, List<Counts>> bins = new HashMap<>();
        busiestFirst.forEach((dimension, scopes) -> {
            int followed = 0;
            for (Scope scope : scopes) {
                boolean keep = !scope.isOther() && followed++ < MOST_KEPT;
                bins.merge(keep ? scope : Scope.other(dimension), binsOf(traffic, scope), HourSum::plus);
            }
        });
        return new HourSum(distribution, hour, bins);
    }

    /** The counts of a bin of the hour, 0 to 11. */
    public Counts bin(Scope scope, int bin) {
        List<Counts> counts = bins.get(scope);
        return counts == null ? Counts.NONE : counts.get(bin);
    }

    /** Whether the scope can have requests in the hour: it has counts, or it may be part of the overflow scope. */
    public boolean mayHold(Scope scope) {
        return bins.containsKey(scope) || bins.containsKey(Scope.other(scope.dimension()));
    }

    private static long requests(HourTraffic traffic, Scope scope) {
        return IntStream.range(0, ScopeTally.MINUTES)
                .mapToLong(minute -> traffic.minute(scope, minute).requests())
                .sum();
    }

    private static List<Counts> binsOf(HourTraffic traffic, Scope scope) {
        return IntStream.range(0, ScopeTally.BINS)
                .mapToObj(bin -> IntStream.range(bin * 5, bin * 5 + 5)
                        .mapToObj(minute -> traffic.minute(scope, minute))
                        .reduce(Counts.NONE, Counts::plus))
                .toList();
    }

    private static List<Counts> plus(List<Counts> one, List<Counts> two) {
        return IntStream.range(0, ScopeTally.BINS)
                .mapToObj(bin -> one.get(bin).plus(two.get(bin)))
                .toList();
    }
}
