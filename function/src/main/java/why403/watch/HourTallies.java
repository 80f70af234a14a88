package why403.watch;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import why403.history.HourSum;
import why403.history.HourTraffic;
import why403.history.Tallies;
import why403.tally.Scope;
import why403.tally.Tally;

/**
 * One distribution's tallies as one pass sees them. An hour's are unpacked one hour at a time: their sum is kept, they
 * themselves are not.
 */
final class HourTallies {

    private static final long SECONDS_IN_HOUR = 3600;

    private final Tallies tallies;
    private final String distribution;
    private final Map<Long, Hour> hours = new HashMap<>();

    /** An hour's sum, and to the minute the scopes that are in it or are followed. */
    private record Hour(HourSum sum, HourTraffic traffic) {}

    HourTallies(Tallies tallies, String distribution) {
        this.tallies = tallies;
        this.distribution = distribution;
    }

    /** What an hour's tallies sum up to. */
    HourSum sum(long hour, Set<Scope> followed) {
        return hour(hour, followed).sum();
    }

    /**
     * The same to the minute: the scopes that the sum keeps, as no other is ever judged, and those followed.
     *
     * @param followed of the distribution's open incidents; the same for all hours of a pass
     */
    HourTraffic traffic(long hour, Set<Scope> followed) {
        return hour(hour, followed).traffic();
    }

    private Hour hour(long hour, Set<Scope> followed) {
        return hours.computeIfAbsent(hour, any -> {
            HourTraffic all = new HourTraffic(tallies.of(distribution, hour));
            HourSum sum = HourSum.of(distribution, hour, all);
            Set<Scope> kept = new HashSet<>(sum.bins().keySet());
            kept.addAll(followed);
            return new Hour(sum, all.only(kept));
        });
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
