package why403.trigger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The content of one event.
 *
 * @param messages at least one
 * @param time the latest time among the event's records ({@code eventTime}, or EventBridge's {@code time}); empty if no
 *     record has one
 */
public record Delivery(List<Message> messages, Optional<Instant> time) {

    public Delivery {
        messages = List.copyOf(messages);
    }

    /** The log objects that the event names, without repetitions, in the order of the event. */
    public List<LogObject> objects() {
        return messages.stream()
                .flatMap(message -> message.objects().stream())
                .distinct()
                .toList();
    }
}
