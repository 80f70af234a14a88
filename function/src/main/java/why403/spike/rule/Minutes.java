package why403.spike.rule;

import java.time.Instant;

/** Minutes and five-minute bins, numbered from the epoch. */
public final class Minutes {

    /** Minutes in a bin. */
    public static final int PER_BIN = 5;

    /** Minutes in an hour. */
    public static final int PER_HOUR = 60;

    /** Minutes in a day. */
    public static final int PER_DAY = 24 * PER_HOUR;

    /** How many minutes of counts the history holds. */
    public static final int REMEMBERED = 8 * PER_DAY;

    private Minutes() {}

    /** The number of the minute that contains this instant. */
    public static long of(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 60L);
    }

    /** The instant at which a minute starts. */
    public static Instant start(long minute) {
        return Instant.ofEpochSecond(60 * minute);
    }

    /** The number of the bin that contains a minute. */
    public static long bin(long minute) {
        return Math.floorDiv(minute, (long) PER_BIN);
    }
}
