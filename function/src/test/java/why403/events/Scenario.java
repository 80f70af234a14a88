package why403.events;

import java.util.List;
import java.util.Optional;

/** One scenario: the requests, the viewers, the errors, the delivery of the logs and the account's answers. */
interface Scenario {

    /** The folder's name. */
    String name();

    Site site();

    Timetable times();

    /** The requested resources before and after the incident. */
    List<Resource> usual();

    /** The requested resources and their answers during the incident. */
    List<Resource> duringIncident();

    /** Additional requests during the incident. */
    default Optional<Flood> flood() {
        return Optional.empty();
    }

    LogDelivery delivery();

    EventShape event();

    /**
     * What the account's APIs answer.
     *
     * @param lines all that was logged, for answers that tell of requests
     */
    Recordings account(List<Line> lines);

    /** Requests of a separate group of viewers. */
    record Flood(int machines, int perMinute, List<Resource> resources) {}
}
