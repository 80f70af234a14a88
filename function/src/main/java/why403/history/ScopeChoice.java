package why403.history;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.Scope.Dimension;
import why403.tally.ScopeLimits;

/**
 * Chooses the scopes of an hour: of each dimension those with the most requests, and of the others those with the most
 * forbidden requests, are counted by minute. Of the next paths only the total is kept. Scopes are offered one after the
 * other, in any order.
 */
final class ScopeChoice {

    private static final Comparator<Candidate> BUSIEST_FIRST = Comparator.comparingLong(
                    (Candidate candidate) -> candidate.total().requests())
            .reversed()
            .thenComparing(Candidate::scope);

    private static final Comparator<Candidate> WORST_FIRST = Comparator.comparingLong(
                    (Candidate candidate) -> candidate.total().forbidden())
            .reversed()
            .thenComparing(BUSIEST_FIRST);

    private record Candidate(Scope scope, Counts total) {}

    /** The best of the candidates offered so far, up to a number. */
    private static final class Best {

        private final TreeSet<Candidate> candidates;
        private final int most;

        Best(Comparator<Candidate> order, int most) {
            this.candidates = new TreeSet<>(order);
            this.most = most;
        }

        /** The candidate that is not among the best, or no longer. */
        Optional<Candidate> offer(Candidate candidate) {
            // Most scopes of an hour with many are worse than all that are kept, and are offered for each object.
            if (candidates.size() == most && candidates.comparator().compare(candidates.last(), candidate) < 0) {
                return Optional.of(candidate);
            }
            candidates.add(candidate);
            return candidates.size() <= most ? Optional.empty() : Optional.ofNullable(candidates.pollLast());
        }
    }

    private final Map<Dimension, Best> busiest = new EnumMap<>(Dimension.class);
    private final Map<Dimension, Best> worst = new EnumMap<>(Dimension.class);
    private final Best totalled = new Best(BUSIEST_FIRST, ScopeLimits.MOST_TOTALLED);
    private final Map<Scope, Counts> counted = new HashMap<>();

    /**
     * Offers a scope. A scope that is not counted after it, or no longer, is never counted later.
     *
     * @param total of the hour; the same whenever the scope is offered
     * @return the scope that is not counted, or no longer; empty if there is still space for every scope
     */
    Optional<Scope> offer(Scope scope, Counts total) {
        counted.put(scope, total);
        Optional<Candidate> notCounted = best(busiest, scope, BUSIEST_FIRST, ScopeLimits.MOST_REQUESTED)
                .offer(new Candidate(scope, total))
                .flatMap(other -> best(worst, scope, WORST_FIRST, ScopeLimits.MOST_FORBIDDEN)
                        .offer(other));
        notCounted.ifPresent(other -> counted.remove(other.scope()));
        notCounted.filter(other -> other.scope().dimension() == Dimension.PATH).ifPresent(totalled::offer);
        return notCounted.map(Candidate::scope);
    }

    private static Best best(Map<Dimension, Best> all, Scope scope, Comparator<Candidate> order, int most) {
        return all.computeIfAbsent(scope.dimension(), any -> new Best(order, most));
    }

    /** The scopes that are counted by minute. */
    Set<Scope> counted() {
        return counted.keySet();
    }

    /** The totals of the scopes of which only the total is kept. */
    Map<Scope, Counts> totals() {
        return totalled.candidates.stream().collect(Collectors.toMap(Candidate::scope, Candidate::total));
    }
}
