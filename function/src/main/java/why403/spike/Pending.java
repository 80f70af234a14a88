package why403.spike;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a step has found to tell so far. */
final class Pending {

    private record Entry(Event event, Incident incident, long minute) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(Event event, Incident incident, long minute) {
        entries.add(new Entry(event, incident, minute));
    }

    /** Takes back that an incident opened; false if this step had not found it to open. */
    boolean withdrawOpening(Incident incident) {
        return entries.removeIf(
                entry -> entry.event() == Event.OPENED && entry.incident().id().equals(incident.id()));
    }

    /** The incidents that were found to open, as they were then. */
    List<Incident> opened() {
        return entries.stream()
                .filter(entry -> entry.event() == Event.OPENED)
                .map(Entry::incident)
                .toList();
    }

    /**
     * In the order of event time.
     *
     * @param latest an incident as it is at the end
     */
    List<Due> due(UnaryOperator<Incident> latest, Function<Incident, SpikeNumbers> numbers) {
        return entries.stream()
                .sorted(Comparator.comparingLong(Entry::minute))
                .map(entry -> due(entry.event(), latest.apply(entry.incident()), numbers))
                .toList();
    }

    private static Due due(Event event, Incident incident, Function<Incident, SpikeNumbers> numbers) {
        return new Due(event, incident, numbers.apply(incident));
    }
}
