package why403.watch;

import java.time.Instant;
import why403.spike.Incident;

/** An incident, and the part of its time to diagnose. */
record Subject(Incident incident, Instant from, Instant to) {

    static Subject whole(Incident incident) {
        return new Subject(incident, incident.from(), incident.to());
    }

    boolean isOf(Incident other) {
        return incident.id().equals(other.id());
    }
}
