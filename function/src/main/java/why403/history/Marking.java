package why403.history;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How tallies mark their hours when they are stored.
 *
 * @param isWatched whether their minutes are watched; if not, only the sums of the hours are made
 * @param newest by distribution: the time of the newest record of these tallies, if it is known
 */
public record Marking(boolean isWatched, Map<String, Instant> newest) {

    private static final long SECONDS_IN_HOUR = 3600;

    /** Their minutes are watched. The times of their records are known to the minute only. */
    public static final Marking WATCHED = watched(Map.of());

    /** They are about the past: what happened then is counted and evaluated later, and causes no report. */
    public static final Marking OF_THE_PAST = new Marking(false, Map.of());

    public Marking {
        newest = Map.copyOf(newest);
    }

    /** Their minutes are watched. */
    public static Marking watched(Map<String, Instant> newest) {
        return new Marking(true, newest);
    }

    /** The newest record of a distribution, if it is in this hour since the epoch. */
    public Optional<Instant> newestIn(String distribution, long hour) {
        return Optional.ofNullable(newest.get(distribution))
                .filter(record -> Math.floorDiv(record.getEpochSecond(), SECONDS_IN_HOUR) == hour);
    }
}
