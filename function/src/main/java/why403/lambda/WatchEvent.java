package why403.lambda;

import com.fasterxml.jackson.databind.JsonNode;

/** What an event asks the watch function to do. */
enum WatchEvent {
    /** The schedule's {@code {"why403":"tick"}}: watch every distribution and publish pending notices. */
    TICK,
    /** A user's {@code {"why403":"sample"}}: publish a sample notice. */
    SAMPLE;

    /** The JSON member of why403's own events. No AWS event has it. */
    static final String MEMBER = "why403";

    /** @throws FailedEventException if it is another event */
    static WatchEvent of(JsonNode event) {
        return switch (event.path(MEMBER).asText()) {
            case "tick" -> TICK;
            case "sample" -> SAMPLE;
            default ->
                throw new FailedEventException("This function handles only {\"why403\":\"tick\"} and"
                        + " {\"why403\":\"sample\"}, but the event "
                        + (event.has(MEMBER) ? "has another value of \"why403\"." : "has no member \"why403\".")
                        + " Events about log objects belong to the function that tallies.");
        };
    }
}
