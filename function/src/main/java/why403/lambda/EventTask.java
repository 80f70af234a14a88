package why403.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import why403.watch.Timekeeper;

/** What a function does with an event. */
interface EventTask {

    /**
     * Handles one event.
     *
     * @return the JSON response
     * @throws FailedEventException if the whole event fails
     */
    String handle(JsonNode event, Report report, Timekeeper time);
}
