package why403.history;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import why403.tally.Scope;

/**
 * The hours of a distribution during one pass. Most passes need little of the history, so sums are fetched when they are asked
 * for, with few queries: each query is rounded up. They are fetched in three parts: the day before; the same hours of the
 * week before; everything. An hour is read by minute only if a window reaches into it in which enough requests were
 * forbidden.
 */
public final class PassHours implements KnownHours {

    /** Every test compares with the day before its longest window. */
    private static final long HOURS_OF_DAY = 26;

    /** The usual rate of a time of day needs the same half hours of seven days. */
    private static final int DAYS = 7;

    private static final int HOURS_IN_DAY = 24;

    private final Tallies tallies;
    private final String distribution;
    private final HourTallies hours;
    private final Set<Scope> followed;
    private final long oldest;
    private final long first;
    private final long last;
    private final Map<Long, Optional<HourSum>> sums = new HashMap<>();
    private Set<Long> byMinute = Set.of();

    /**
     * The hours of one pass.
     *
     * @param followed the scopes of open incidents
     * @param oldest the first hour of the history; hours before it have no sum
     * @param first the first hour that the pass tests
     * @param last the last hour with requests that the pass knows
     */
    public PassHours(
            Tallies tallies,
            String distribution,
            HourTallies hours,
            Set<Scope> followed,
            long oldest,
            long first,
            long last) {
        this.tallies = tallies;
        this.distribution = distribution;
        this.hours = hours;
        this.followed = followed;
        this.oldest = oldest;
        this.first = first;
        this.last = last;
    }

    /** Allows these hours to be read by minute. Any other hour has no counts by minute. */
    public void readByMinute(Set<Long> allowed) {
        byMinute = Set.copyOf(allowed);
    }

    @Override
    public Optional<HourTraffic> traffic(long hour) {
        return byMinute.contains(hour) ? Optional.of(hours.traffic(hour, followed)) : Optional.empty();
    }

    /** The sum has the same scopes, except those that are only followed. */
    @Override
    public Set<Scope> scopes(long hour) {
        if (!byMinute.contains(hour)) {
            return Set.of();
        }
        return Optional.of(hour)
                .filter(any -> !hours.has(hour))
                .flatMap(this::sum)
                .map(sum -> sum.bins().keySet())
                .filter(scopes -> scopes.containsAll(followed))
                .orElseGet(() -> hours.traffic(hour, followed).scopes());
    }

    @Override
    public Optional<HourSum> sum(long hour) {
        if (hour < oldest || hour > last) {
            return Optional.empty();
        }
        if (hours.has(hour)) {
            return Optional.of(hours.sum(hour, followed));
        }
        if (!sums.containsKey(hour)) {
            fetch(hour);
        }
        return sums.get(hour);
    }

    private void fetch(long hour) {
        if (hour >= first - HOURS_OF_DAY) {
            fetch(first - HOURS_OF_DAY, last);
        } else if (daysBefore().anyMatch(before -> first - 1 - before <= hour && hour <= last + 1 - before)) {
            daysBefore().forEach(before -> fetch(first - 1 - before, last + 1 - before));
        } else {
            fetch(oldest, first - HOURS_OF_DAY - 1);
        }
    }

    private static LongStream daysBefore() {
        return LongStream.rangeClosed(1, DAYS).map(day -> day * HOURS_IN_DAY);
    }

    /** One query for those of the hours that are not here. */
    private void fetch(long from, long to) {
        long[] missing = LongStream.rangeClosed(Math.max(from, oldest), Math.min(to, last))
                .filter(hour -> !sums.containsKey(hour) && !hours.has(hour))
                .toArray();
        if (missing.length > 0) {
            LongStream.of(missing).forEach(hour -> sums.put(hour, Optional.empty()));
            tallies.sums(distribution, missing[0], missing[missing.length - 1])
                    .forEach(sum -> sums.put(sum.hour(), Optional.of(sum)));
        }
    }
}
