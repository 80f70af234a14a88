package why403.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that tests advance. Thread-safe. */
final class MovingClock implements InstantSource {

    private final AtomicReference<Instant> now;

    MovingClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    void advance(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    void set(Instant to) {
        now.set(to);
    }
}
