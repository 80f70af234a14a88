package why403.spike;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.spike.rule.Span;
import why403.tally.Scope;

/**
 * Adds the incidents that were found in the logs from before a deployment to those that were found since. Nothing is due
 * by this. Their minutes are no part of a baseline any more; an incident that goes on is reported by the next step in which
 * it shows.
 */
public final class PastIncidents {

    private final String distribution;
    private final Map<Scope, List<Incident>> found;

    /** @param found all incidents of the past of the distribution */
    public PastIncidents(String distribution, List<Incident> found) {
        this.distribution = distribution;
        this.found = found.stream()
                .map(Incident::ofThePast)
                .collect(Collectors.groupingBy(Incident::scope, TreeMap::new, Collectors.toList()));
    }

    /**
     * The scopes that change.
     *
     * @param stored of the distribution; incidents of the past that an earlier call has added are replaced
     */
    public List<ScopeIncidents> addedTo(List<ScopeIncidents> stored) {
        return all(stored).filter(now -> !stored.contains(now)).toList();
    }

    /** How many of the incidents nobody knows, after they were added to these. */
    public int unknownAmong(List<ScopeIncidents> stored) {
        return (int) all(stored)
                .flatMap(scope -> scope.incidents().stream())
                .filter(Incident::unknown)
                .count();
    }

    private Stream<ScopeIncidents> all(List<ScopeIncidents> stored) {
        Map<Scope, ScopeIncidents> before =
                stored.stream().collect(Collectors.toMap(ScopeIncidents::scope, scope -> scope));
        TreeSet<Scope> scopes = new TreeSet<>(before.keySet());
        scopes.addAll(found.keySet());
        return scopes.stream().map(scope -> {
            ScopeIncidents old = before.getOrDefault(scope, ScopeIncidents.none(distribution, scope));
            return old.withIncidents(merged(scope, old.incidents()));
        });
    }

    private List<Incident> merged(Scope scope, List<Incident> stored) {
        List<Incident> all = new ArrayList<>(
                stored.stream().filter(incident -> !incident.unknown()).toList());
        for (Incident past : found.getOrDefault(scope, List.of())) {
            add(past, all);
        }
        all.sort(Comparator.comparing(Incident::opened));
        return all;
    }

    /**
     * A known incident that shares minutes with it excludes the minutes of both, and takes its usual rate while both are open.
     * What goes on although the known one has ended, and what nobody knows, is added.
     */
    private static void add(Incident past, List<Incident> all) {
        boolean isKnown = false;
        for (int i = 0; i < all.size(); i++) {
            Incident known = all.get(i);
            boolean isSame = known.id().equals(past.id());
            if (isSame || (known.oneClient() == past.oneClient() && sharesMinutes(known, past))) {
                Incident reopened = isSame && past.isOpen() && !known.isOpen() ? known.reopened() : known;
                all.set(i, joined(reopened, past));
                isKnown |= reopened.isOpen() || !past.isOpen();
            }
        }
        boolean isHidden = past.oneClient() && past.isOpen() && all.stream().anyMatch(Incident::isOpen);
        if (!isKnown && !isHidden) {
            all.add(past);
        }
    }

    private static Incident joined(Incident known, Incident past) {
        Incident withUsual =
                known.isOpen() && past.isOpen() && past.usualIsKnown() ? known.withUsualRateOf(past) : known;
        return withUsual
                .withWindowFrom(Math.min(
                        known.excludedSpan().from(), past.excludedSpan().from()))
                .endingAt(Math.max(known.span().to(), past.span().to()));
    }

    private static boolean sharesMinutes(Incident known, Incident past) {
        Span one = known.excludedSpan();
        Span two = past.excludedSpan();
        return (known.isOpen() && past.isOpen()) || (one.from() < two.to() && two.from() < one.to());
    }
}
