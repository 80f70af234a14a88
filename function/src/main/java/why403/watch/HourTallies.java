package why403.watch;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import why403.history.HourTraffic;
import why403.history.Tallies;
import why403.tally.Tally;

/**
 * One distribution's tallies as one pass sees them. An hour's are unpacked one hour at a time: their sum is kept, they
 * themselves are not.
 */
final class HourTallies {

    private static final long SECONDS_IN_HOUR = 3600;

    private final Tallies tallies;
    private final String distribution;
    private final Map<Long, HourTraffic> hours = new HashMap<>();

    HourTallies(Tallies tallies, String distribution) {
        this.tallies = tallies;
        this.distribution = distribution;
    }

    /** What an hour's tallies sum up to. */
    HourTraffic traffic(long hour) {
        return hours.computeIfAbsent(hour, any -> new HourTraffic(tallies.of(distribution, hour)));
    }

    /** Of all hours that these two and the time between lie in; one hour's at a time as they are taken. */
    Stream<Tally> between(Instant first, Instant last) {
        return LongStream.rangeClosed(hourOf(first), hourOf(last))
                .boxed()
                .flatMap(hour -> tallies.of(distribution, hour).stream());
    }

    static long hourOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_IN_HOUR);
    }
}
