package why403.spike;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import why403.spike.rule.Exclusions;
import why403.spike.rule.Minutes;
import why403.spike.rule.Span;
import why403.tally.Scope;
import why403.tally.Scope.Dimension;

/**
 * The incidents of one distribution during a step: which are open, which incidents they silence, and which minutes they
 * exclude.
 */
final class IncidentRegistry {

    /**
     * A problem appears in its narrowest scope first, and some minutes later in the whole distribution. Late data shows
     * the same in the reverse order.
     */
    static final int SAME_PROBLEM_MINUTES = 10;

    /** An incident of the same scope that opens this soon after another one is the same problem, which came back. */
    private static final int REOPENED_MINUTES = 2 * Minutes.PER_HOUR;

    private final Map<String, Incident> incidents = new LinkedHashMap<>();

    IncidentRegistry(Collection<Incident> before) {
        before.forEach(this::put);
    }

    /** Adds an incident, or replaces the one with the same id. */
    void put(Incident incident) {
        incidents.put(incident.id(), incident);
    }

    void remove(Incident incident) {
        incidents.remove(incident.id());
    }

    /** All incidents in the order in which they opened. */
    List<Incident> all() {
        return incidents.values().stream()
                .sorted(Comparator.comparing(Incident::opened))
                .toList();
    }

    /** The open incidents, those of the whole distribution first. */
    List<Incident> open() {
        return incidents.values().stream()
                .filter(Incident::isOpen)
                .sorted(Comparator.comparing(incident -> incident.scope().dimension()))
                .toList();
    }

    /** When the last incident ended that kept this one from opening earlier; the lowest number if there was none. */
    long endBefore(Incident incident) {
        return incidents.values().stream()
                .filter(earlier -> silences(earlier, incident.scope(), incident.oneClient())
                        || isSame(earlier, incident.scope(), incident.oneClient()))
                .flatMap(earlier -> earlier.ended().stream())
                .mapToLong(Minutes::of)
                .filter(ended -> ended <= Minutes.of(incident.opened()))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** Whether an earlier incident of the same scope resolved shortly before this one opened. */
    boolean isReopened(Incident incident) {
        long opened = Minutes.of(incident.opened());
        return firstOf(earlier -> earlier.scope().equals(incident.scope())
                        && earlier.oneClient() == incident.oneClient()
                        && earlier.phase() == Phase.RESOLVED
                        && earlier.ended()
                                .map(Minutes::of)
                                .filter(ended -> ended <= opened && ended > opened - REOPENED_MINUTES)
                                .isPresent())
                .isPresent();
    }

    /** The registry as it was just before the test of this minute. */
    IncidentRegistry before(long minute) {
        return new IncidentRegistry(incidents.values().stream()
                .filter(incident -> Minutes.of(incident.opened()) < minute)
                .map(incident -> endedBy(incident, minute) ? incident : incident.reopened())
                .toList());
    }

    Optional<Incident> byId(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    /** Whether the incident is still open. */
    boolean isOpen(Incident incident) {
        return byId(incident.id()).filter(Incident::isOpen).isPresent();
    }

    Optional<Incident> openOn(Scope scope, boolean oneClient) {
        return firstOf(incident -> incident.isOpen()
                && incident.oneClient() == oneClient
                && incident.scope().equals(scope));
    }

    /**
     * The incident of the scope to which a minute after its first belongs: the one that was ongoing at that minute and
     * has resolved since, or else the open one.
     */
    Optional<Incident> ongoing(Scope scope, boolean oneClient, long minute) {
        return firstOf(incident -> incident.phase() == Phase.RESOLVED
                        && incident.oneClient() == oneClient
                        && incident.scope().equals(scope)
                        && isOngoing(incident, minute))
                .or(() -> openOn(scope, oneClient));
    }

    /** Whether an open incident of the whole distribution silences this one. */
    boolean isSilenced(Incident incident) {
        return firstOf(that -> that.isOpen() && silences(that, incident.scope(), incident.oneClient()))
                .isPresent();
    }

    /** The minute from which no incident of the whole distribution silences this one; the lowest number if none ever did. */
    long silencedUntil(Incident incident) {
        return incidents.values().stream()
                .filter(that -> silences(that, incident.scope(), incident.oneClient()))
                .mapToLong(that -> that.ended().map(Minutes::of).orElse(Long.MAX_VALUE))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** The open incidents that this one silences. */
    List<Incident> silencedBy(Incident whole) {
        return open().stream()
                .filter(incident -> silences(whole, incident.scope(), incident.oneClient()))
                .toList();
    }

    /**
     * Whether an incident may open here. It may not if another incident that silences it, or that has the same scope,
     * was ongoing at that minute or is open now. It may not either if such an incident opened soon after: then it is
     * the same problem, and late data brings its beginning.
     */
    boolean allows(Scope scope, boolean oneClient, long minute) {
        return firstOf(incident -> (isOngoing(incident, minute) || opensSoonAfter(incident, minute))
                        && (silences(incident, scope, oneClient) || isSame(incident, scope, oneClient)))
                .isEmpty();
    }

    /**
     * The dimensions, except the whole, of the incidents that were ongoing at that minute. If there were none, those of
     * the incidents that are open now. Incidents of other dimensions do not open.
     */
    Set<Dimension> ongoingDimensions(boolean oneClient, long minute) {
        Set<Dimension> then = dimensions(
                oneClient, incident -> minute >= Minutes.of(incident.opened()) && isOngoing(incident, minute));
        return then.isEmpty() ? dimensions(oneClient, Incident::isOpen) : then;
    }

    /** Whether a known incident of another dimension is open, which is the same problem. */
    boolean isKnownInAnotherDimension(Incident incident) {
        Set<Dimension> known = dimensions(false, one -> one.isOpen() && !one.unknown());
        return incident.scope().dimension() != Dimension.WHOLE
                && !known.isEmpty()
                && !known.contains(incident.scope().dimension());
    }

    private Set<Dimension> dimensions(boolean oneClient, Predicate<Incident> which) {
        return incidents.values().stream()
                .filter(which)
                .filter(incident -> oneClient || !incident.oneClient())
                .map(incident -> incident.scope().dimension())
                .filter(dimension -> dimension != Dimension.WHOLE)
                .collect(Collectors.toSet());
    }

    /**
     * The minutes that windows ignore. An ordinary test subtracts the busiest client, so it keeps the minutes that only
     * this client made unusual: otherwise one client's incident could hide the problem that it becomes. A test with the
     * busiest client ignores the minutes of an ordinary incident until it resolved. Both are as of this minute: a narrower
     * incident that was open then is no other problem.
     */
    Exclusions excludedMinutes(Scope scope, boolean oneClient, long minute) {
        return excludedMinutes(scope, oneClient, minute, incident -> true);
    }

    /** The same, of the incidents that had opened by this minute. */
    Exclusions minutesExcludedThen(Scope scope, boolean oneClient, long minute) {
        return excludedMinutes(scope, oneClient, minute, incident -> Minutes.of(incident.opened()) <= minute);
    }

    private Exclusions excludedMinutes(Scope scope, boolean oneClient, long minute, Predicate<Incident> which) {
        return oneClient
                ? exclusions(
                        minute,
                        incident -> which.test(incident) && concerns(endedBy(incident, minute), incident, scope),
                        IncidentRegistry::untilResolved)
                : exclusions(
                        minute,
                        incident -> which.test(incident)
                                && !incident.oneClient()
                                && concerns(endedBy(incident, minute), incident, scope),
                        Incident::excludedSpan);
    }

    /**
     * The bins that are not part of the baseline, as of this minute: an incident that opened later was not known then.
     * Otherwise a repeated minute would have another baseline. One bin of an outage that is missing here would make the
     * variation of a day so high that the next outage is not unusual; late data extends incidents for this reason.
     */
    Exclusions excludedBins(Scope scope, long minute) {
        Predicate<Incident> which = incident -> Minutes.of(incident.opened()) <= minute
                && (incident.oneClient()
                        ? incident.scope().equals(scope)
                        : concerns(endedBy(incident, minute), incident, scope));
        return exclusions(minute, which, Incident::excludedSpan).toBins();
    }

    private Exclusions exclusions(long minute, Predicate<Incident> which, Function<Incident, Span> minutes) {
        if (incidents.isEmpty()) {
            return Exclusions.NONE;
        }
        return new Exclusions(incidents.values().stream()
                .filter(incident -> incident.isUnusualAt(minute))
                .filter(which)
                .map(minutes)
                .toList());
    }

    private static Span untilResolved(Incident incident) {
        Span span = incident.excludedSpan();
        return incident.oneClient()
                ? span
                : new Span(span.from(), incident.ended().map(Minutes::of).orElse(span.to()));
    }

    /** An open incident excludes its minutes in its own scope. When it is over, it excludes them in all scopes. */
    private static boolean concerns(boolean isOver, Incident incident, Scope scope) {
        return isOver || incident.scope().equals(scope) || incident.scope().equals(Scope.WHOLE);
    }

    private static boolean endedBy(Incident incident, long minute) {
        return incident.ended().filter(ended -> Minutes.of(ended) <= minute).isPresent();
    }

    private static boolean isSame(Incident incident, Scope scope, boolean oneClient) {
        return incident.scope().equals(scope) && (oneClient || !incident.oneClient());
    }

    /** People must not miss a notice because of an incident that they do not know. */
    private static boolean silences(Incident whole, Scope scope, boolean oneClient) {
        return !whole.unknown()
                && whole.scope().equals(Scope.WHOLE)
                && !scope.equals(Scope.WHOLE)
                && (oneClient || !whole.oneClient());
    }

    private static boolean opensSoonAfter(Incident incident, long minute) {
        long opened = Minutes.of(incident.opened());
        return opened > minute && opened <= minute + SAME_PROBLEM_MINUTES;
    }

    private static boolean isOngoing(Incident incident, long minute) {
        return incident.ended()
                .map(ended -> new Span(Minutes.of(incident.opened()), Minutes.of(ended)).contains(minute))
                .orElse(true);
    }

    private Optional<Incident> firstOf(Predicate<Incident> predicate) {
        for (Incident incident : incidents.values()) {
            if (predicate.test(incident)) {
                return Optional.of(incident);
            }
        }
        return Optional.empty();
    }
}
