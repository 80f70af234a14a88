package why403.history;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import why403.tally.Scope;
import why403.tally.Spread;
import why403.tally.Tally;

/**
 * Sums an hour's tallies while they are read, one after the other. Each object adds its own busiest scopes, so the hour
 * can have millions of them, and only few are kept. If there are many, the tallies are read twice: first to know the
 * requests of each scope, then for the counts of those that are kept. Use an object once.
 */
public final class HourReader {

    private final Set<Scope> followed;
    private final HourCounts all = new HourCounts();
    private final ScopeChoice choice = new ScopeChoice();
    private final Map<Scope, ScopeCounts> counts = new HashMap<>();

    /**
     * A reader of one hour.
     *
     * @param followed scopes whose counts are kept in any case
     */
    public HourReader(Set<Scope> followed) {
        this.followed = Set.copyOf(followed);
    }

    /**
     * Reads an hour.
     *
     * @param tallies gives the receiver all tallies of the hour; called once, and again if they have many scopes
     */
    public HourSummary read(String distribution, long hour, Consumer<Consumer<Tally>> tallies) {
        tallies.accept(all::add);
        if (all.fits()) {
            return all.summary(distribution, hour, followed);
        }
        tallies.accept(this::addToChosen);
        return summary(distribution, hour);
    }

    /** What was read, so that later tallies can be added to it; empty if it has too many scopes. */
    public Optional<HourCounts> counts() {
        return Optional.of(all).filter(HourCounts::fits);
    }

    private void addToChosen(Tally tally) {
        tally.scopes().forEach((scope, more) -> {
            offer(scope);
            (isKept(scope) ? of(scope) : other(scope)).add(more);
        });
        tally.totals().keySet().forEach(this::offer);
        addTotals(tally);
    }

    private void addTotals(Tally tally) {
        if (tally.totals().isEmpty()) {
            return;
        }
        Spread spread = tally.spread();
        tally.totals().forEach((scope, total) -> {
            if (isKept(scope)) {
                of(scope).add(spread, total);
            }
        });
    }

    private void offer(Scope scope) {
        if (HourCounts.isChosenFrom(scope) && !counts.containsKey(scope)) {
            choice.offer(scope, all.totals().of(scope)).ifPresent(this::leaveOut);
        }
    }

    private boolean isKept(Scope scope) {
        return counts.containsKey(scope)
                || choice.counted().contains(scope)
                || followed.contains(scope)
                || !HourCounts.isChosenFrom(scope);
    }

    private void leaveOut(Scope scope) {
        if (!followed.contains(scope) && counts.containsKey(scope)) {
            other(scope).addCounts(counts.remove(scope));
        }
    }

    private HourSummary summary(String distribution, long hour) {
        Map<Scope, ScopeCounts> onlyFollowed = new HashMap<>(counts);
        onlyFollowed
                .keySet()
                .removeIf(scope ->
                        !HourCounts.isChosenFrom(scope) || choice.counted().contains(scope));
        onlyFollowed.forEach((scope, more) -> other(scope).addCounts(more));
        Map<Scope, ScopeCounts> summed = new HashMap<>(counts);
        summed.keySet().removeAll(onlyFollowed.keySet());
        return new HourSummary(HourCounts.sum(distribution, hour, summed, choice.totals()), HourTraffic.of(counts));
    }

    private ScopeCounts other(Scope scope) {
        return of(Scope.other(scope.dimension()));
    }

    private ScopeCounts of(Scope scope) {
        return counts.computeIfAbsent(scope, any -> new ScopeCounts());
    }
}
