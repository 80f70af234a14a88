package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of one event, and the time that is left for it. */
public final class Timekeeper {

    private final InstantSource clock;
    private final Instant end;
    private final Duration whole;

    private Timekeeper(InstantSource clock, Instant end, Duration whole) {
        this.clock = clock;
        this.end = end;
        this.whole = whole;
    }

    /** A clock without a time limit. */
    public static Timekeeper endless(InstantSource clock) {
        return new Timekeeper(clock, Instant.MAX, Duration.ZERO);
    }

    /** A clock with a time limit from now on. Work that is not done by then is cut off. */
    public static Timekeeper within(InstantSource clock, Duration time) {
        return new Timekeeper(clock, clock.instant().plus(time), time);
    }

    Instant now() {
        return clock.instant();
    }

    /** Whether at least this many percent of the time are left. */
    boolean hasLeft(int percent) {
        return end.equals(Instant.MAX)
                || !now().plus(whole.multipliedBy(percent).dividedBy(100)).isAfter(end);
    }
}
