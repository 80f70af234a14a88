package why403.watch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import why403.history.Tallies;
import why403.tally.Tally;

/** One distribution's tallies as one pass sees them: each hour is fetched once. */
final class HourTallies {

    private static final long SECONDS_IN_HOUR = 3600;

    private final Tallies tallies;
    private final String distribution;
    private final Map<Long, List<Tally>> hours = new HashMap<>();

    HourTallies(Tallies tallies, String distribution) {
        this.tallies = tallies;
        this.distribution = distribution;
    }

    List<Tally> of(long hour) {
        return hours.computeIfAbsent(hour, any -> tallies.of(distribution, hour));
    }

    /** Of all hours that these two and the time between lie in. */
    Stream<Tally> between(Instant first, Instant last) {
        return LongStream.rangeClosed(hourOf(first), hourOf(last)).boxed().flatMap(hour -> of(hour).stream());
    }

    static long hourOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_IN_HOUR);
    }
}
