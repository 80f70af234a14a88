package why403.alert;

import java.time.Instant;
import java.util.Locale;
import why403.diagnosis.Diagnosis;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.SpikeNumbers;

/**
 * What there is to tell of an incident at one moment.
 *
 * @param incident as it is now
 * @param at the newest record that it rests on
 * @param spike the incident's numbers so far
 * @param diagnosis of this moment, or for {@code RESOLVED} the one last told
 */
public record Notice(Event event, Incident incident, Instant at, SpikeNumbers spike, Diagnosis diagnosis) {

    /** The same for the same notice, however often it is published. */
    public String id() {
        return incident.id() + "-" + eventName() + "-" + at;
    }

    /** Whether people are told: one client's burst is kept for the record, and wakes nobody. */
    public boolean alerts() {
        return !incident.oneClient();
    }

    String eventName() {
        return event.name().toLowerCase(Locale.ROOT);
    }
}
