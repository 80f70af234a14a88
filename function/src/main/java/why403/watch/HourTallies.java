package why403.watch;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import why403.history.HourSum;
import why403.history.HourSummary;
import why403.history.HourTraffic;
import why403.history.Tallies;
import why403.tally.Scope;
import why403.tally.Tally;

/** The tallies of one distribution during one pass. Only the summaries of the hours stay in memory. */
final class HourTallies {

    private static final long SECONDS_IN_HOUR = 3600;

    private final Tallies tallies;
    private final String distribution;
    private final Map<Long, HourSummary> hours = new HashMap<>();

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

    private HourSummary hour(long hour, Set<Scope> followed) {
        return hours.computeIfAbsent(
                hour, any -> HourSummary.of(distribution, hour, followed, visitor -> visit(hour, visitor)));
    }

    /** Fetches all tallies of an hour again. */
    void visit(long hour, Consumer<Tally> visitor) {
        tallies.visit(distribution, hour, visitor);
    }

    static long hourOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_IN_HOUR);
    }
}
