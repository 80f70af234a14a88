package why403.history;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.Scope.Dimension;
import why403.tally.Spread;
import why403.tally.Tally;

/**
 * The counts of an hour by minute, to which tallies can be added at any time. It holds every scope, so an hour with very many
 * does not fit. The order in which tallies are added changes nothing. Not thread-safe.
 */
public final class HourCounts {

    /** So many scopes take up to 6 MB, and more if they have many clients. */
    static final int MOST_SCOPES = 2_000;

    private static final int BYTES_OF_NAME = 150;

    private final ScopeTotals totals = new ScopeTotals();
    private final Map<Scope, ScopeCounts> counts = new HashMap<>();
    private boolean fits = true;

    /** Adds a tally that was not added before. */
    public void add(Tally tally) {
        totals.add(tally);
        if (!fits) {
            return;
        }
        tally.scopes().forEach((scope, more) -> of(scope).add(more));
        if (!tally.totals().isEmpty()) {
            Spread spread = tally.spread();
            tally.totals().forEach((scope, total) -> of(scope).add(spread, total));
        }
        if (counts.size() > MOST_SCOPES) {
            fits = false;
            counts.clear();
        }
    }

    /** Whether all scopes fit. Otherwise there is no summary, because nothing more than the totals was kept. */
    public boolean fits() {
        return fits;
    }

    /** About how much memory it takes, in bytes. */
    public long bytes() {
        return totals.bytes()
                + counts.values().stream()
                        .mapToLong(scope -> BYTES_OF_NAME + scope.bytes())
                        .sum();
    }

    /** The totals of all scopes, also if their counts do not fit. */
    ScopeTotals totals() {
        return totals;
    }

    /**
     * The summary of all tallies so far. It does not change when more are added.
     *
     * @param followed scopes whose traffic is contained even if they are not among the busiest
     */
    public HourSummary summary(String distribution, long hour, Set<Scope> followed) {
        ScopeChoice choice = new ScopeChoice();
        counts.keySet().stream()
                .filter(HourCounts::isChosenFrom)
                .forEach(scope -> choice.offer(scope, totals.of(scope)));
        Map<Scope, ScopeCounts> summed = new HashMap<>();
        Map<Scope, ScopeCounts> onlyFollowed = new HashMap<>();
        Map<Scope, ScopeCounts> others = new HashMap<>();
        counts.forEach((scope, one) -> {
            if (!isChosenFrom(scope) || choice.counted().contains(scope)) {
                summed.put(scope, one);
                return;
            }
            others.computeIfAbsent(Scope.other(scope.dimension()), this::copy).addCounts(one);
            if (followed.contains(scope)) {
                onlyFollowed.put(scope, one);
            }
        });
        summed.putAll(others);
        Map<Scope, ScopeCounts> byMinute = new HashMap<>(summed);
        byMinute.putAll(onlyFollowed);
        return new HourSummary(sum(distribution, hour, summed, choice.totals()), HourTraffic.of(byMinute));
    }

    static HourSum sum(String distribution, long hour, Map<Scope, ScopeCounts> summed, Map<Scope, Counts> totals) {
        return new HourSum(
                distribution,
                hour,
                summed.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, scope -> scope.getValue().bins())),
                totals);
    }

    static boolean isChosenFrom(Scope scope) {
        return scope.dimension() != Dimension.WHOLE && !scope.isOther();
    }

    private ScopeCounts copy(Scope scope) {
        ScopeCounts known = counts.get(scope);
        return known == null ? new ScopeCounts() : known.copy();
    }

    private ScopeCounts of(Scope scope) {
        return counts.computeIfAbsent(scope, any -> new ScopeCounts());
    }
}
