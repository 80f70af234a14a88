package why403.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import why403.trigger.Delivery;
import why403.trigger.EventReader;

/** What an event asks the function to do. */
sealed interface Invocation {

    /** The JSON member of why403's own events. No AWS event has it. */
    String MEMBER = "why403";

    /** The schedule's {@code {"why403":"tick"}}: watch every distribution and publish pending notices. */
    record Tick() implements Invocation {}

    /** A user's {@code {"why403":"sample"}}: publish a sample notice. */
    record Sample() implements Invocation {}

    /** New log objects. A message that cannot be read is one with a problem. */
    record Logs(Delivery delivery) implements Invocation {}

    /**
     * Recognizes an event.
     *
     * @throws FailedEventException if it is one of why403's own events but has an unknown value
     */
    static Invocation of(JsonNode event) {
        if (!event.has(MEMBER)) {
            return new Logs(new EventReader().read(event));
        }
        return switch (event.path(MEMBER).asText()) {
            case "tick" -> new Tick();
            case "sample" -> new Sample();
            default ->
                throw new FailedEventException("The event's member \"why403\" has an unknown value."
                        + " Expected {\"why403\":\"tick\"} or {\"why403\":\"sample\"}.");
        };
    }
}
