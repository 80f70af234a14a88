package why403.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.Scope.Dimension;
import why403.tally.Spread;
import why403.tally.Tally;

/**
 * Sums an hour's tallies while they are read, one after the other. Each object adds its own busiest scopes, so the hour
 * can have millions of them, and only few are kept. If there are many, the tallies are read twice: first to know the
 * requests of each scope, then for the counts of those that are kept. Use an object once.
 */
final class HourReader {

    /** With more scopes, the tallies are read twice. So many take up to 6 MB, and more if they have many clients. */
    static final int MOST_AT_ONCE = 2_000;

    private final Set<Scope> followed;
    private final ScopeTotals totals = new ScopeTotals();
    private final ScopeChoice choice = new ScopeChoice();
    private final Map<Scope, ScopeCounts> counts = new HashMap<>();
    private boolean readsTwice;

    /** @param followed scopes whose counts are kept in any case */
    HourReader(Set<Scope> followed) {
        this.followed = Set.copyOf(followed);
    }

    /** @param tallies gives the receiver all tallies of the hour; can be called twice */
    HourSummary read(String distribution, long hour, Consumer<Consumer<Tally>> tallies) {
        tallies.accept(this::addToAll);
        if (readsTwice) {
            tallies.accept(this::addToChosen);
        } else {
            keepChosen();
        }
        return summary(distribution, hour);
    }

    private void addToAll(Tally tally) {
        totals.add(tally);
        if (readsTwice) {
            return;
        }
        tally.scopes().forEach((scope, more) -> of(scope).add(more));
        addTotals(tally);
        if (counts.size() > MOST_AT_ONCE) {
            readsTwice = true;
            counts.clear();
        }
    }

    private void keepChosen() {
        for (Scope scope : List.copyOf(counts.keySet())) {
            if (isChosenFrom(scope)) {
                choice.offer(scope, totals.of(scope)).ifPresent(this::leaveOut);
            }
        }
    }

    private void addToChosen(Tally tally) {
        tally.scopes().forEach((scope, more) -> {
            offer(scope);
            (isKept(scope) ? of(scope) : other(scope)).add(more);
        });
        tally.totals().keySet().forEach(this::offer);
        addTotals(tally);
    }

    /** In the first reading all scopes are counted, in the second one those that are chosen so far. */
    private void addTotals(Tally tally) {
        if (tally.totals().isEmpty()) {
            return;
        }
        Spread spread = tally.spread();
        tally.totals().forEach((scope, total) -> {
            if (!readsTwice || isKept(scope)) {
                of(scope).add(spread, total);
            }
        });
    }

    private void offer(Scope scope) {
        if (isChosenFrom(scope) && !counts.containsKey(scope)) {
            choice.offer(scope, totals.of(scope)).ifPresent(this::leaveOut);
        }
    }

    private boolean isKept(Scope scope) {
        return counts.containsKey(scope)
                || choice.counted().contains(scope)
                || followed.contains(scope)
                || !isChosenFrom(scope);
    }

    private static boolean isChosenFrom(Scope scope) {
        return scope.dimension() != Dimension.WHOLE && !scope.isOther();
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
                .removeIf(scope -> !isChosenFrom(scope) || choice.counted().contains(scope));
        onlyFollowed.forEach((scope, more) -> other(scope).addCounts(more));
        Map<Scope, List<Counts>> bins = counts.entrySet().stream()
                .filter(kept -> !onlyFollowed.containsKey(kept.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, kept -> kept.getValue().bins()));
        HourSum sum = new HourSum(distribution, hour, bins, choice.totals());
        return new HourSummary(sum, HourTraffic.of(counts));
    }

    private ScopeCounts other(Scope scope) {
        return of(Scope.other(scope.dimension()));
    }

    private ScopeCounts of(Scope scope) {
        return counts.computeIfAbsent(scope, any -> new ScopeCounts());
    }
}
