package why403.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    private final Map<Long, HourTraffic> hours;
    private final Map<Long, HourSum> sums;
    private final Map<Long, Set<Scope>> scopesByWindow = new HashMap<>();

    /**
     * The counts of one distribution.
     *
     * @param hours by hour since the epoch: the traffic of the hours that are read by minute
     * @param sums of those hours and of the history before
     */
    public DistributionTraffic(Map<Long, HourTraffic> hours, List<HourSum> sums) {
        this.hours = Map.copyOf(hours);
        this.sums = sums.stream().collect(Collectors.toMap(HourSum::hour, sum -> sum));
    }

    @Override
    public Set<Scope> scopes(long minute) {
        long last = hourOf(minute);
        long first = hourOf(minute - LONGEST_WINDOW + 1);
        return scopesByWindow.computeIfAbsent(first + last, window -> {
            Set<Scope> scopes = new HashSet<>(hour(first).scopes());
            scopes.addAll(hour(last).scopes());
            return Set.copyOf(scopes);
        });
    }

    @Override
    public int scopesWithTotal(long minute) {
        HourSum sum = sums.get(hourOf(minute));
        return sum == null ? 0 : sum.totals().size();
    }

    @Override
    public Counts minute(Scope scope, long minute) {
        return hour(hourOf(minute)).minute(scope, Math.floorMod(minute, ScopeTally.MINUTES));
    }

    @Override
    public Counts bin(Scope scope, long bin) {
        HourSum sum = sums.get(Math.floorDiv(bin, ScopeTally.BINS));
        if (sum == null) {
            return Counts.NONE;
        }
        return sum.knowsOnlyTotal(scope) && knows(scope, bin)
                ? LongStream.range(bin * MINUTES_PER_BIN, (bin + 1) * MINUTES_PER_BIN)
                        .mapToObj(minute -> minute(scope, minute))
                        .reduce(Counts.NONE, Counts::plus)
                : sum.bin(scope, Math.floorMod(bin, ScopeTally.BINS));
    }

    @Override
    public boolean knows(Scope scope, long bin) {
        long hour = Math.floorDiv(bin, ScopeTally.BINS);
        HourSum sum = sums.get(hour);
        return sum == null || !sum.knowsOnlyTotal(scope) || hour(hour).scopes().contains(scope);
    }

    @Override
    public List<ClientCount> clients(Scope scope, long bin) {
        return hour(Math.floorDiv(bin, ScopeTally.BINS)).clients(scope, Math.floorMod(bin, ScopeTally.BINS));
    }

    private HourTraffic hour(long hour) {
        return hours.getOrDefault(hour, HourTraffic.none());
    }

    private static long hourOf(long minute) {
        return Math.floorDiv(minute, ScopeTally.MINUTES);
    }
}
