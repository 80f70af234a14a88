package why403.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.Spread;
import why403.tally.Tally;

/**
 * The sum of all tallies of one hour, in five-minute bins. The history stores an hour in this form.
 *
 * @param hour hours since the epoch
 * @param bins by scope: twelve counts; each dimension has its busiest scopes, and the others are summed in its overflow
 *     scope
 * @param totals the sums of the next paths; they are also part of the overflow scope. It is not known how many of their
 *     forbidden requests are ambiguous
 */
public record HourSum(String distribution, long hour, Map<Scope, List<Counts>> bins, Map<Scope, Counts> totals) {

    public HourSum {
        bins = Map.copyOf(bins);
        totals = Map.copyOf(totals);
        if (!totals.isEmpty() && !bins.containsKey(Scope.WHOLE)) {
            throw new IllegalArgumentException(
                    "A sum with totals counts the whole distribution, and this one does not");
        }
    }

    /** The sum of these tallies of an hour. Their order does not matter. */
    public static HourSum of(String distribution, long hour, List<Tally> tallies) {
        return HourSummary.of(distribution, hour, Set.of(), tallies::forEach).sum();
    }

    /** The counts of a bin of the hour, 0 to 11. If only the total is known, it is spread over the bins: see {@link Spread}. */
    public Counts bin(Scope scope, int bin) {
        List<Counts> counts = bins.get(scope);
        if (counts != null) {
            return counts.get(bin);
        }
        Counts total = totals.get(scope);
        return total == null
                ? Counts.NONE
                : new Spread(bins.get(Scope.WHOLE)).over(total).get(bin);
    }

    /** Whether only the total of the scope is known. */
    public boolean knowsOnlyTotal(Scope scope) {
        return totals.containsKey(scope) && !bins.containsKey(scope);
    }

    /** Whether the scope can have requests in the hour: it has counts, or it may be part of the overflow scope. */
    public boolean mayHold(Scope scope) {
        return bins.containsKey(scope) || bins.containsKey(Scope.other(scope.dimension()));
    }
}
