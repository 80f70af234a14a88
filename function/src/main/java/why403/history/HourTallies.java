package why403.history;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import why403.tally.Scope;
import why403.tally.Tally;

/** The tallies of one distribution during one pass. Only the summaries of the hours stay in memory. */
public final class HourTallies {

    private static final long SECONDS_IN_HOUR = 3600;

    private final Tallies tallies;
    private final String distribution;
    private final RecentHours recent;
    private final Map<Long, HourSummary> hours = new HashMap<>();

    /**
     * The tallies of a distribution.
     *
     * @param recent has learned the state of the distribution
     */
    public HourTallies(Tallies tallies, String distribution, RecentHours recent) {
        this.tallies = tallies;
        this.distribution = distribution;
        this.recent = recent;
    }

    /** Whether nothing must be read for the summary of an hour. */
    public boolean has(long hour) {
        return hours.containsKey(hour) || recent.has(distribution, hour);
    }

    /** The sum of the tallies of an hour. */
    public HourSum sum(long hour, Set<Scope> followed) {
        return hour(hour, followed).sum();
    }

    /**
     * The same by minute, for the scopes that the sum contains, because the rule tests no others, and for those followed.
     *
     * @param followed the scopes of the distribution's open incidents; the same for all hours of a pass
     */
    public HourTraffic traffic(long hour, Set<Scope> followed) {
        return hour(hour, followed).traffic();
    }

    private HourSummary hour(long hour, Set<Scope> followed) {
        return hours.computeIfAbsent(hour, any -> recent.summary(tallies, distribution, hour, followed));
    }

    /** Fetches all tallies of an hour again. */
    public void visit(long hour, Consumer<Tally> visitor) {
        tallies.visit(distribution, hour, visitor);
    }

    /** The number of the hour that contains this instant, since the epoch. */
    public static long hourOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_IN_HOUR);
    }
}
