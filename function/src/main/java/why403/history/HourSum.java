package why403.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.Tally;

/**
 * The sum of all tallies of one hour, in five-minute bins. The history stores an hour in this form.
 *
 * @param hour hours since the epoch
 * @param bins by scope: twelve counts; each dimension has its busiest scopes, and the others are summed in its overflow
 *     scope
 */
public record HourSum(String distribution, long hour, Map<Scope, List<Counts>> bins) {

    public HourSum {
        bins = Map.copyOf(bins);
    }

    /** The sum of these tallies of an hour. Their order does not matter. */
    public static HourSum of(String distribution, long hour, List<Tally> tallies) {
        return HourSummary.of(distribution, hour, Set.of(), tallies::forEach).sum();
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
}
