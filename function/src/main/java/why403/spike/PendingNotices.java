package why403.spike;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The notices that a step has found to be due so far. */
final class PendingNotices {

    private record Entry(Event event, Incident incident, long minute) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(Event event, Incident incident, long minute) {
        entries.add(new Entry(event, incident, minute));
    }

    /** Removes the notice that an incident opened; false if this step did not open it. */
    boolean withdrawOpening(Incident incident) {
        return entries.removeIf(
                entry -> entry.event() == Event.OPENED && entry.incident().id().equals(incident.id()));
    }

    /** The incidents that opened, as they were then. */
    List<Incident> opened() {
        return entries.stream()
                .filter(entry -> entry.event() == Event.OPENED)
                .map(Entry::incident)
                .toList();
    }

    /**
     * The due notices in the order of event time.
     *
     * @param latest returns an incident as it is at the end of the step
     */
    List<DueNotice> due(UnaryOperator<Incident> latest, Function<Incident, SpikeNumbers> numbers) {
        return entries.stream()
                .sorted(Comparator.comparingLong(Entry::minute))
                .map(entry -> due(entry.event(), latest.apply(entry.incident()), numbers))
                .toList();
    }

    private static DueNotice due(Event event, Incident incident, Function<Incident, SpikeNumbers> numbers) {
        return new DueNotice(event, incident, numbers.apply(incident), Period.WHOLE);
    }
}
