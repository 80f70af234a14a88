package why403.trigger;

import java.util.List;
import java.util.Optional;

/**
 * The unit that succeeds or fails as a whole: an SQS message, or the whole event if it did not come through SQS.
 *
 * @param id the SQS message id; empty if the event did not come through SQS
 * @param objects the log objects that it names, in order; a problem with some does not remove the others
 * @param passedOver one line for each part that is known and names no new log object: a test event, a removal
 * @param purpose why it names them
 * @param problem a sentence if a part of the message has no known shape: what was found and what was expected
 */
public record Message(
        Optional<String> id,
        List<LogObject> objects,
        List<String> passedOver,
        Purpose purpose,
        Optional<String> problem) {

    public Message {
        objects = List.copyOf(objects);
        passedOver = List.copyOf(passedOver);
    }
}
