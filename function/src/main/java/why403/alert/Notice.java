package why403.alert;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import why403.cause.Cause;
import why403.cause.Diagnosis;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.SpikeNumbers;

/**
 * What there is to tell of an incident at one moment.
 *
 * @param incident as it is now
 * @param at the newest record that it rests on
 * @param spike the incident's numbers so far
 * @param diagnosis of this moment, for {@code CHANGED} of the last two whole five-minute bins, for {@code RESOLVED} the
 *     one last told
 * @param before the one last told, for {@code CHANGED} to be compared with; empty where it is not at hand
 */
public record Notice(
        Event event,
        Incident incident,
        Instant at,
        SpikeNumbers spike,
        Diagnosis diagnosis,
        Optional<Diagnosis> before) {

    /** How the id of an incident begins that never was. */
    static final String SAMPLE = "sample-";

    /** A notice that is compared with none before. */
    public Notice(Event event, Incident incident, Instant at, SpikeNumbers spike, Diagnosis diagnosis) {
        this(event, incident, at, spike, diagnosis, Optional.empty());
    }

    /** The same for the same notice, however often it is published. */
    public String id() {
        return incident.id() + "-" + eventName() + "-" + at;
    }

    /** Whether people are told: one client's burst is kept for the record, and wakes nobody. */
    public boolean alerts() {
        return !incident.oneClient();
    }

    /** Whether it only shows what a notice looks like: a distribution's id, and so an incident's, begins otherwise. */
    boolean isSample() {
        return incident.id().startsWith(SAMPLE);
    }

    String eventName() {
        return event.name().toLowerCase(Locale.ROOT);
    }

    /** The cause that explains most; empty where nothing was examined. */
    Optional<Cause> mainCause() {
        return diagnosis.causes().stream().findFirst();
    }
}
