package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The pauses of distributions whose watching ended with an {@link Error}. It would end in the same way a minute later, and
 * take the time and the memory of the others again. Each pause is twice as long as the one before, up to an hour. Not
 * thread-safe.
 */
public final class WatchBackoff {

    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofHours(1);

    private record Pause(Instant end, Duration length) {}

    private final Map<String, Pause> pauses = new HashMap<>();

    /** Until when the distribution is not watched; empty if it may be watched now. */
    Optional<Instant> pause(String distribution, Instant now) {
        return Optional.ofNullable(pauses.get(distribution)).map(Pause::end).filter(now::isBefore);
    }

    /** Begins a pause, and returns its end. */
    Instant ended(String distribution, Instant now) {
        Duration length = Optional.ofNullable(pauses.get(distribution))
                .map(before -> before.length().multipliedBy(2))
                .filter(twice -> twice.compareTo(LONGEST) < 0)
                .orElse(pauses.containsKey(distribution) ? LONGEST : FIRST);
        Instant end = now.plus(length);
        pauses.put(distribution, new Pause(end, length));
        return end;
    }

    /** The next pause is as short as the first one again. */
    void succeeded(String distribution) {
        pauses.remove(distribution);
    }
}
