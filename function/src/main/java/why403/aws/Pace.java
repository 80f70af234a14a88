package why403.aws;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Keeps calls apart, for an API that answers only a few of them a second. */
final class Pace {

    private final long nanos;
    private boolean isFirst = true;
    private long last;

    /** @param interval the least time between two calls */
    Pace(Duration interval) {
        this.nanos = interval.toNanos();
    }

    /** Waits until the next call may be made. */
    void await() {
        long wait = isFirst ? 0 : nanos - (System.nanoTime() - last);
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        }
        isFirst = false;
        last = System.nanoTime();
    }
}
