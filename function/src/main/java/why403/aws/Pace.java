package why403.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Keeps calls apart, for an API that answers only a few of them a second. */
final class Pace {

    private final Duration interval;
    private final InstantSource clock;
    private Optional<Instant> last = Optional.empty();

    /**
     * @param interval the least time between two calls
     * @param clock measures that time
     */
    Pace(Duration interval, InstantSource clock) {
        this.interval = interval;
        this.clock = clock;
    }

    /** Waits until the next call may be made, at most for the interval: a clock can be set back. */
    void await() {
        last.map(before -> interval.minus(Duration.between(before, clock.instant())))
                .map(wait -> wait.compareTo(interval) > 0 ? interval : wait)
                .filter(wait -> !wait.isNegative())
                .ifPresent(wait -> LockSupport.parkNanos(wait.toNanos()));
        last = Optional.of(clock.instant());
    }
}
