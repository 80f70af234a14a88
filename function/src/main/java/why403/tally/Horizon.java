package why403.tally;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The times that records are counted of. What is too old may have been counted once already and forgotten; what is of
 * the future would make all that comes after it look late.
 *
 * @param from in seconds since the epoch, the first that is counted
 * @param to in seconds since the epoch, the last that is counted
 */
public record Horizon(long from, long to) {

    /** Days that are counted. Tallies are kept a day longer. */
    public static final int DAYS = 8;

    /** Hosts' clocks differ by seconds; an hour leaves room for a bad one. */
    private static final Duration AHEAD = Duration.ofHours(1);

    /**
     * By a clock that is right. The first hour is counted whole: an object that comes again while that hour grows too
     * old would else replace its tally by a part of it.
     */
    public static Horizon ofClock(Instant now) {
        return new Horizon(
                now.minus(Duration.ofDays(DAYS)).truncatedTo(ChronoUnit.HOURS).getEpochSecond(),
                now.plus(AHEAD).getEpochSecond());
    }

    /** By an event's own time, which may have been written by hand: nothing is too new for it. */
    public static Horizon ofEvent(Instant time) {
        return new Horizon(time.minus(Duration.ofDays(DAYS)).getEpochSecond(), Long.MAX_VALUE);
    }

    boolean isTooOld(long second) {
        return second < from;
    }

    boolean isTooNew(long second) {
        return second > to;
    }
}
