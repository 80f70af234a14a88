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
import why403.tally.Scope;
import why403.tally.Scope.Dimension;

/** The incidents of one distribution while a step walks: which are open, what they silence, which minutes they take. */
final class Ledger {

    /** A trouble shows in its narrowest scope first, and in the whole some minutes later; late data shows it backwards. */
    static final int SAME_TROUBLE_MINUTES = 10;

    private final Map<String, Incident> incidents = new LinkedHashMap<>();

    Ledger(Collection<Incident> before) {
        before.forEach(this::put);
    }

    /** Adds an incident, or puts it in the place of the one with the same id. */
    void put(Incident incident) {
        incidents.put(incident.id(), incident);
    }

    void remove(Incident incident) {
        incidents.remove(incident.id());
    }

    /** In the order in which they opened. */
    List<Incident> all() {
        return incidents.values().stream()
                .sorted(Comparator.comparing(Incident::opened))
                .toList();
    }

    /** The open ones, the whole distribution's first. */
    List<Incident> open() {
        return incidents.values().stream()
                .filter(Incident::isOpen)
                .sorted(Comparator.comparing(incident -> incident.scope().dimension()))
                .toList();
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

    /** Whether an incident of the whole distribution speaks for this one. */
    boolean isSilenced(Incident incident) {
        return firstOf(that -> that.isOpen() && speaksFor(that, incident.scope(), incident.oneClient()))
                .isPresent();
    }

    /** The open incidents that this one speaks for. */
    List<Incident> silencedBy(Incident whole) {
        return open().stream()
                .filter(incident -> speaksFor(whole, incident.scope(), incident.oneClient()))
                .toList();
    }

    /**
     * Whether nothing that was going on at that minute, or goes on now, speaks for such an incident; nor anything that
     * opened so soon after that it is the same trouble, of which late data brings the beginning.
     */
    boolean allows(Scope scope, boolean oneClient, long minute) {
        return firstOf(incident -> (isGoingOn(incident, minute) || opensSoonAfter(incident, minute))
                        && (speaksFor(incident, scope, oneClient) || isSame(incident, scope, oneClient)))
                .isEmpty();
    }

    /**
     * The dimensions, other than the whole, of the incidents that went on at that minute, or of those that go on now if
     * none did: the others then stay silent.
     */
    Set<Dimension> dimensionsGoingOn(boolean oneClient, long minute) {
        Set<Dimension> then = dimensions(
                oneClient, incident -> minute >= Minutes.of(incident.opened()) && isGoingOn(incident, minute));
        return then.isEmpty() ? dimensions(oneClient, Incident::isOpen) : then;
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
     * The minutes that windows leave out. With the busiest client left out of the counts, minutes that only that
     * client made unusual stay in: else its incident could hide what becomes of it. The other way round, an ordinary
     * incident speaks until it has resolved.
     */
    LeftOut minutesLeftOut(Scope scope, boolean oneClient, long minute) {
        return oneClient
                ? leftOut(minute, incident -> concerns(incident, scope), Ledger::untilResolved)
                : leftOut(minute, incident -> !incident.oneClient() && concerns(incident, scope), Incident::span);
    }

    /** The bins that are no part of what is usual. */
    LeftOut binsLeftOut(Scope scope, long minute) {
        Predicate<Incident> which =
                incident -> incident.oneClient() ? incident.scope().equals(scope) : concerned(incident, scope, minute);
        return leftOut(minute, which, Incident::span).bins();
    }

    private LeftOut leftOut(long minute, Predicate<Incident> which, Function<Incident, Span> minutes) {
        if (incidents.isEmpty()) {
            return LeftOut.NOTHING;
        }
        return new LeftOut(incidents.values().stream()
                .filter(incident -> incident.phase() == Phase.RESOLVED || minute < incident.expiry())
                .filter(which)
                .map(minutes)
                .toList());
    }

    private static Span untilResolved(Incident incident) {
        Span span = incident.span();
        return incident.oneClient()
                ? span
                : new Span(span.from(), incident.ended().map(Minutes::of).orElse(span.to()));
    }

    /** While it is open an incident is known to be its scope's only; afterwards its minutes are used up for all. */
    private static boolean concerns(Incident incident, Scope scope) {
        return concerns(!incident.isOpen(), incident, scope);
    }

    /** As of the minute asked about: else the same minutes again would be compared with something else. */
    private static boolean concerned(Incident incident, Scope scope, long minute) {
        return concerns(
                incident.ended().filter(ended -> Minutes.of(ended) <= minute).isPresent(), incident, scope);
    }

    private static boolean concerns(boolean isOver, Incident incident, Scope scope) {
        return isOver || incident.scope().equals(scope) || incident.scope().equals(Scope.WHOLE);
    }

    private static boolean isSame(Incident incident, Scope scope, boolean oneClient) {
        return incident.scope().equals(scope) && (oneClient || !incident.oneClient());
    }

    private static boolean speaksFor(Incident whole, Scope scope, boolean oneClient) {
        return whole.scope().equals(Scope.WHOLE) && !scope.equals(Scope.WHOLE) && (oneClient || !whole.oneClient());
    }

    private static boolean opensSoonAfter(Incident incident, long minute) {
        long opened = Minutes.of(incident.opened());
        return opened > minute && opened <= minute + SAME_TROUBLE_MINUTES;
    }

    private static boolean isGoingOn(Incident incident, long minute) {
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
