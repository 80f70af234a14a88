package why403.trigger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One event, read.
 *
 * @param messages at least one
 * @param time the latest time that the event's records carry ({@code eventTime}, EventBridge's {@code time}); empty
 *     where none carries one
 */
public record Delivery(List<Message> messages, Optional<Instant> time) {

    public Delivery {
        messages = List.copyOf(messages);
    }

    /** Every log object named, each once, in the order met. */
    public List<LogObject> objects() {
        return messages.stream()
                .flatMap(message -> message.objects().stream())
                .distinct()
                .toList();
    }
}
