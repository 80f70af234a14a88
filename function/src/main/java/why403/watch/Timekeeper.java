package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of one event, and how much of the time that it has is left. */
public final class Timekeeper {

    private final InstantSource clock;
    private final Instant end;
    private final Duration whole;

    private Timekeeper(InstantSource clock, Instant end, Duration whole) {
        this.clock = clock;
        this.end = end;
        this.whole = whole;
    }

    /** With as much time as it takes. */
    public static Timekeeper endless(InstantSource clock) {
        return new Timekeeper(clock, Instant.MAX, Duration.ZERO);
    }

    /** With that much time from now on; what is not done by then is cut off. */
    public static Timekeeper within(InstantSource clock, Duration time) {
        return new Timekeeper(clock, clock.instant().plus(time), time);
    }

    Instant now() {
        return clock.instant();
    }

    /** Whether at least so many percent of the time are left. */
    boolean hasLeft(int percent) {
        return end.equals(Instant.MAX)
                || !now().plus(whole.multipliedBy(percent).dividedBy(100)).isAfter(end);
    }
}
