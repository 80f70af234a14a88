package why403.spike;

import java.time.Instant;

/** Minutes and five-minute bins, numbered from the epoch. */
final class Minutes {

    static final int PER_BIN = 5;
    static final int PER_HOUR = 60;
    static final int PER_DAY = 24 * PER_HOUR;

    /** How far back counts are kept. */
    static final int REMEMBERED = 8 * PER_DAY;

    private Minutes() {}

    static long of(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 60L);
    }

    static Instant start(long minute) {
        return Instant.ofEpochSecond(60 * minute);
    }

    static long bin(long minute) {
        return Math.floorDiv(minute, (long) PER_BIN);
    }
}
