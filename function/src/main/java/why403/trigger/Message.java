package why403.trigger;

import java.util.List;
import java.util.Optional;

/**
 * What fails or succeeds as one: an SQS message, or the whole event where it did not come through SQS.
 *
 * @param id the SQS message id; empty where the event is not an SQS one
 * @param objects the log objects named, in the order met; those that could be read stay beside a problem with others
 * @param passedOver one line for each thing recognised and left alone: a test event, a removal
 * @param problem one sentence where something in the message has no known shape: what was found, and what was expected
 */
public record Message(Optional<String> id, List<LogObject> objects, List<String> passedOver, Optional<String> problem) {

    public Message {
        objects = List.copyOf(objects);
        passedOver = List.copyOf(passedOver);
    }
}
