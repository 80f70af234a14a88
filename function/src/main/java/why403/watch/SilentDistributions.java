package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import why403.history.DistributionState;
import why403.history.HourSum;
import why403.history.Tallies;
import why403.tally.Scope;
import why403.tally.ScopeTally;

/**
 * Finds distributions whose logs stopped: no object was tallied for six hours, and for three times the longest pause of
 * the last week. A distribution without any record in the last week is not reported.
 */
public final class SilentDistributions {

    private static final Duration LEAST = Duration.ofHours(6);
    private static final int TIMES_LONGEST_GAP = 3;
    private static final long HOURS_IN_WEEK = 7 * 24;
    private static final Duration BIN = Duration.ofMinutes(5);

    private final Tallies tallies;

    public SilentDistributions(Tallies tallies) {
        this.tallies = tallies;
    }

    /** The ids of the distributions whose logs stopped. */
    public List<String> among(List<DistributionState> states, Instant now) {
        return states.stream()
                .filter(state -> isSilent(state, now))
                .map(DistributionState::distribution)
                .toList();
    }

    private boolean isSilent(DistributionState state, Instant now) {
        return state.newestTally()
                .map(newest -> Duration.between(newest, now))
                .filter(quiet -> quiet.compareTo(LEAST) >= 0)
                .filter(quiet -> longestGap(state, now)
                        .map(gap -> gap.multipliedBy(TIMES_LONGEST_GAP))
                        .filter(enough -> quiet.compareTo(enough) >= 0)
                        .isPresent())
                .isPresent();
    }

    /** The longest time between two bins with requests; empty if the history has none. */
    private Optional<Duration> longestGap(DistributionState state, Instant now) {
        long last = HourTallies.hourOf(now);
        List<HourSum> sums = tallies.sums(state.distribution(), last - HOURS_IN_WEEK, last);
        Iterator<Long> bins = sums.stream()
                .flatMapToLong(SilentDistributions::binsWithRequests)
                .iterator();
        if (!bins.hasNext()) {
            return Optional.empty();
        }
        long before = bins.next();
        long longest = 0;
        while (bins.hasNext()) {
            long bin = bins.next();
            longest = Math.max(longest, bin - before);
            before = bin;
        }
        return Optional.of(BIN.multipliedBy(longest));
    }

    private static LongStream binsWithRequests(HourSum sum) {
        return IntStream.range(0, ScopeTally.BINS)
                .filter(bin -> sum.bin(Scope.WHOLE, bin).requests() > 0)
                .mapToLong(bin -> sum.hour() * ScopeTally.BINS + bin);
    }
}
