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
 * The tallies of one distribution during one pass. They are unpacked one hour at a time, and only their sum stays in
 * memory.
 */
final class HourTallies {

    private static final long SECONDS_IN_HOUR = 3600;

    private final Tallies tallies;
    private final String distribution;
    private final Map<Long, Hour> hours = new HashMap<>();

    /** The sum of an hour, and the counts by minute of the scopes that it contains or that are followed. */
    private record Hour(HourSum sum, HourTraffic traffic) {}

    HourTallies(Tallies tallies, String distribution) {
        this.tallies = tallies;
        this.distribution = distribution;
    }

    /** The sum of the tallies of an hour. */
    HourSum sum(long hour, Set<Scope> followed) {
        return hour(hour, followed).sum();
    }

    /**
     * The same by minute, for the scopes that the sum contains, because the rule tests no others, and for those followed.
     *
     * @param followed the scopes of the distribution's open incidents; the same for all hours of a pass
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

    /** The tallies of all hours from the first instant to the last. The stream loads one hour at a time. */
    Stream<Tally> between(Instant first, Instant last) {
        return LongStream.rangeClosed(hourOf(first), hourOf(last))
                .boxed()
                .flatMap(hour -> tallies.of(distribution, hour).stream());
    }

    static long hourOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_IN_HOUR);
    }
}
