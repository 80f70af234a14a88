package why403.spike;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.spike.rule.Minutes;
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
        Map<Scope, ScopeIncidents> before =
                stored.stream().collect(Collectors.toMap(ScopeIncidents::scope, scope -> scope));
        TreeSet<Scope> scopes = new TreeSet<>(before.keySet());
        scopes.addAll(found.keySet());
        List<ScopeIncidents> changed = new ArrayList<>();
        for (Scope scope : scopes) {
            ScopeIncidents old = before.getOrDefault(scope, ScopeIncidents.none(distribution, scope));
            ScopeIncidents now = old.withIncidents(merged(scope, old.incidents()));
            if (!now.equals(old)) {
                changed.add(now);
            }
        }
        return changed;
    }

    private List<Incident> merged(Scope scope, List<Incident> stored) {
        List<Incident> all = new ArrayList<>(
                stored.stream().filter(incident -> !incident.isOfThePast()).toList());
        for (Incident past : found.getOrDefault(scope, List.of())) {
            add(past, all);
        }
        all.sort(Comparator.comparing(Incident::opened));
        return all;
    }

    /** Of two that share minutes, the one that people may know stays, and excludes the minutes of both. */
    private static void add(Incident past, List<Incident> all) {
        Optional<Incident> same = all.stream()
                .filter(known -> known.oneClient() == past.oneClient() && isSame(known, past))
                .findFirst();
        if (same.isPresent()) {
            all.remove(same.get());
            all.add(same.get()
                    .withWindowFrom(Math.min(Minutes.of(same.get().windowStart()), Minutes.of(past.windowStart()))));
        } else if (past.isOpen()) {
            // A scope has one open incident. The ordinary one replaces that of one client, as in a step.
            boolean isHidden = past.oneClient() && all.stream().anyMatch(Incident::isOpen);
            if (!isHidden) {
                all.removeIf(Incident::isOpen);
                all.add(past);
            }
        } else {
            all.add(past);
        }
    }

    private static boolean isSame(Incident known, Incident past) {
        Span one = known.excludedSpan();
        Span two = past.excludedSpan();
        return known.id().equals(past.id())
                || (known.isOpen() && past.isOpen())
                || (one.from() < two.to() && two.from() < one.to());
    }
}
