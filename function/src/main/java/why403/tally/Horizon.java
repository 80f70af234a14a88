package why403.tally;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The times of the records that are counted. An older record may already have been counted, and its tally deleted. A
 * record of the future would make all later data look late.
 *
 * @param from the first counted second since the epoch
 * @param to the last counted second since the epoch
 */
public record Horizon(long from, long to) {

    /** How many days of records are counted. Tallies are stored a day longer. */
    public static final int DAYS = 8;

    /** The clocks of hosts differ by seconds. An hour allows for a bad clock. */
    private static final Duration AHEAD = Duration.ofHours(1);

    /**
     * The times for a real clock. The first hour counts as a whole. Otherwise, an object that is delivered again while
     * that hour becomes too old would replace its tally by a part of it.
     */
    public static Horizon ofClock(Instant now) {
        return new Horizon(
                now.minus(Duration.ofDays(DAYS)).truncatedTo(ChronoUnit.HOURS).getEpochSecond(),
                now.plus(AHEAD).getEpochSecond());
    }

    /** The times for a replayed event, whose time may be written by hand: no record is too new. */
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
