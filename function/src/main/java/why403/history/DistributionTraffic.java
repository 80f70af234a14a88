package why403.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.ScopeTally;

/**
 * The counts of one distribution: by minute for the hours with given traffic, and by five-minute bin for the hours with
 * given sums. Any other hour has no counts.
 */
public final class DistributionTraffic implements Traffic {

    private static final int MINUTES_PER_BIN = ScopeTally.MINUTES / ScopeTally.BINS;

    private final KnownHours hours;
    private final Map<Long, Set<Scope>> scopesByWindow = new HashMap<>();

    /**
     * The counts of one distribution.
     *
     * @param hours by hour since the epoch: the traffic of the hours that are read by minute
     * @param sums of those hours and of the history before
     */
    public DistributionTraffic(Map<Long, HourTraffic> hours, List<HourSum> sums) {
        this(KnownHours.of(hours, sums));
    }

    /** The same, of hours that are fetched when they are needed. */
    public DistributionTraffic(KnownHours hours) {
        this.hours = hours;
    }

    @Override
    public Set<Scope> scopes(long minute) {
        long last = hourOf(minute);
        long first = hourOf(minute - LONGEST_WINDOW + 1);
        return scopesByWindow.computeIfAbsent(first + last, window -> {
            Set<Scope> scopes = new HashSet<>(hours.scopes(first));
            scopes.addAll(hours.scopes(last));
            return Set.copyOf(scopes);
        });
    }

    @Override
    public int scopesWithTotal(long minute) {
        return hours.sum(hourOf(minute)).map(sum -> sum.totals().size()).orElse(0);
    }

    @Override
    public Counts minute(Scope scope, long minute) {
        return hour(hourOf(minute)).minute(scope, Math.floorMod(minute, ScopeTally.MINUTES));
    }

    @Override
    public Counts bin(Scope scope, long bin) {
        return hours.sum(Math.floorDiv(bin, ScopeTally.BINS))
                .map(sum -> bin(sum, scope, bin))
                .orElse(Counts.NONE);
    }

    private Counts bin(HourSum sum, Scope scope, long bin) {
        return sum.knowsOnlyTotal(scope) && knows(scope, bin)
                ? LongStream.range(bin * MINUTES_PER_BIN, (bin + 1) * MINUTES_PER_BIN)
                        .mapToObj(minute -> minute(scope, minute))
                        .reduce(Counts.NONE, Counts::plus)
                : sum.bin(scope, Math.floorMod(bin, ScopeTally.BINS));
    }

    @Override
    public boolean knows(Scope scope, long bin) {
        long hour = Math.floorDiv(bin, ScopeTally.BINS);
        return hours.sum(hour).filter(sum -> sum.knowsOnlyTotal(scope)).isEmpty()
                || hours.scopes(hour).contains(scope);
    }

    @Override
    public List<ClientCount> clients(Scope scope, long bin) {
        return hour(Math.floorDiv(bin, ScopeTally.BINS)).clients(scope, Math.floorMod(bin, ScopeTally.BINS));
    }

    private HourTraffic hour(long hour) {
        return hours.traffic(hour).orElse(HourTraffic.none());
    }

    private static long hourOf(long minute) {
        return Math.floorDiv(minute, ScopeTally.MINUTES);
    }
}
