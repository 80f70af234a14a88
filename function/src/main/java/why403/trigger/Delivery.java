package why403.trigger;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The objects that a message of this purpose names. An object that is new for one message is not backfilled. */
    public List<LogObject> objects(Purpose purpose) {
        Set<LogObject> watched = named(Purpose.WATCH);
        if (purpose == Purpose.WATCH) {
            return watched.stream().toList();
        }
        Set<LogObject> past = named(Purpose.BACKFILL);
        past.removeAll(watched);
        return past.stream().toList();
    }

    private Set<LogObject> named(Purpose purpose) {
        return messages.stream()
                .filter(message -> message.purpose() == purpose)
                .flatMap(message -> message.objects().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
