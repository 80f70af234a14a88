package why403.events;

import java.util.List;
import java.util.Optional;

/** One scenario: what is asked, who asks, what fails, how the logs come, and what the account says. */
interface Scenario {

    /** The folder's name. */
    String name();

    Site site();

    Timetable times();

    /** What is asked for while all is well. */
    List<Resource> usual();

    /** What is asked for, and answered, while the trouble lasts. */
    List<Resource> inTrouble();

    /** What comes on top of that while the trouble lasts. */
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

    /** Requests of a crowd of its own. */
    record Flood(int machines, int perMinute, List<Resource> resources) {}
}
