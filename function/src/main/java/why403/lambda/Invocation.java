package why403.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import why403.trigger.Delivery;
import why403.trigger.EventReader;

/** What the function is asked to do. */
sealed interface Invocation {

    /** The member by which why403's own events are known; no event of AWS has it. */
    String MEMBER = "why403";

    /** The schedule's {@code {"why403":"tick"}}: look at everything that may be due. */
    record Tick() implements Invocation {}

    /** A person's {@code {"why403":"sample"}}: publish a sample notice. */
    record Sample() implements Invocation {}

    /** Log objects have come, or something that no one can read, which is then a problem of its message. */
    record Logs(Delivery delivery) implements Invocation {}

    /**
     * Recognises an event.
     *
     * @throws FailedEventException if it is one of why403's own, and asks for nothing known
     */
    static Invocation of(JsonNode event) {
        if (!event.has(MEMBER)) {
            return new Logs(new EventReader().read(event));
        }
        return switch (event.path(MEMBER).asText()) {
            case "tick" -> new Tick();
            case "sample" -> new Sample();
            default ->
                throw new FailedEventException("The event's member \"why403\" asks for nothing known;"
                        + " expected {\"why403\":\"tick\"} or {\"why403\":\"sample\"}.");
        };
    }
}
