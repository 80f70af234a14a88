package why403.history;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import why403.tally.Scope;
import why403.tally.Scope.Dimension;

/** The scopes of each dimension with the most requests, and of equally busy ones the first by name. */
final class BusiestScopes {

    private static final int MOST_KEPT = 50;

    private static final Comparator<Candidate> BUSIEST_FIRST =
            Comparator.comparingLong(Candidate::requests).reversed().thenComparing(Candidate::scope);

    private record Candidate(Scope scope, long requests) {}

    private final Map<Dimension, TreeSet<Candidate>> byDimension = new EnumMap<>(Dimension.class);
    private final Set<Scope> chosen = new HashSet<>();

    /**
     * Chooses a scope if it is among the busiest so far. A scope that is not chosen, or no longer, is never among the
     * busiest later.
     *
     * @param requests all requests of the scope in the hour
     * @return the scope that is not chosen, or no longer; empty if there is still space for every scope
     */
    Optional<Scope> offer(Scope scope, long requests) {
        TreeSet<Candidate> best = byDimension.computeIfAbsent(scope.dimension(), any -> new TreeSet<>(BUSIEST_FIRST));
        best.add(new Candidate(scope, requests));
        chosen.add(scope);
        if (best.size() <= MOST_KEPT) {
            return Optional.empty();
        }
        Scope last = best.pollLast().scope();
        chosen.remove(last);
        return Optional.of(last);
    }

    boolean contains(Scope scope) {
        return chosen.contains(scope);
    }
}
