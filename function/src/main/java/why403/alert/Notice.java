package why403.alert;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import why403.cause.Cause;
import why403.cause.Diagnosis;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.Period;
import why403.spike.SpikeNumbers;

/**
 * What there is to report about an incident at one moment.
 *
 * @param incident as it is now
 * @param at the newest record on which the notice rests
 * @param spike the numbers of the incident so far
 * @param diagnosis for {@code OPENED} of all its records, for {@code CHANGED} of its last minutes, for
 *     {@code RESOLVED} the one that was reported last
 * @param before for {@code CHANGED}, the diagnosis that was reported last; empty if it is not available
 * @param diagnosed the part of the incident that the diagnosis examined
 */
public record Notice(
        Event event,
        Incident incident,
        Instant at,
        SpikeNumbers spike,
        Diagnosis diagnosis,
        Optional<Diagnosis> before,
        Period diagnosed) {

    /** The prefix of the incident id of a sample. */
    static final String SAMPLE = "sample-";

    /** A notice without an earlier one to compare it with. */
    public Notice(Event event, Incident incident, Instant at, SpikeNumbers spike, Diagnosis diagnosis) {
        this(event, incident, at, spike, diagnosis, Optional.empty(), Period.WHOLE);
    }

    /** The same id whenever the same notice is published. */
    public String id() {
        return incident.id() + "-" + eventName() + "-" + at;
    }

    /** Whether people get it: a spike that comes from one client is recorded and alerts nobody. */
    public boolean alerts() {
        return !incident.oneClient();
    }

    /** Whether it is about an incident, and not about all refused requests of some logs. */
    boolean isOfAnIncident() {
        return event != Event.DIAGNOSED;
    }

    /** Whether it only shows what a notice looks like. The id of a real incident begins with a distribution's id. */
    boolean isSample() {
        return incident.id().startsWith(SAMPLE);
    }

    String eventName() {
        return event.name().toLowerCase(Locale.ROOT);
    }

    /** The cause that explains most; empty if no record was examined. */
    Optional<Cause> mainCause() {
        return diagnosis.mainCause();
    }
}
