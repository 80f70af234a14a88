package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
 *
 * <p>It keeps its findings between ticks. If the time of a tick is not enough to examine all distributions, the others
 * count as they did when they were last examined, and the next tick begins with them. Not thread-safe.
 */
public final class SilentDistributions {

    private static final Duration LEAST = Duration.ofHours(6);
    private static final int TIMES_LONGEST_GAP = 3;
    private static final long HOURS_IN_WEEK = 7 * 24;
    private static final Duration BIN = Duration.ofMinutes(5);

    /** An examination reads the sums of a week, and the response of the tick needs some time too. */
    private static final int PERCENT_TO_EXAMINE_WITH = 10;

    private final Set<String> silent = new TreeSet<>();
    private String next = "";

    /**
     * The ids of the distributions whose logs stopped.
     *
     * @param states of all distributions, in the order of their ids
     */
    public List<String> among(Tallies tallies, List<DistributionState> states, Timekeeper time) {
        Instant now = time.now();
        silent.retainAll(states.stream().map(DistributionState::distribution).toList());
        Optional<String> first = Optional.empty();
        for (DistributionState state : Turns.from(states, next)) {
            if (quiet(state, now).compareTo(LEAST) < 0) {
                silent.remove(state.distribution());
            } else if (first.isEmpty() && time.hasLeft(PERCENT_TO_EXAMINE_WITH)) {
                examine(tallies, state, now);
            } else {
                first = first.or(() -> Optional.of(state.distribution()));
            }
        }
        next = first.orElse("");
        return List.copyOf(silent);
    }

    private void examine(Tallies tallies, DistributionState state, Instant now) {
        boolean isSilent = longestGap(tallies, state, now)
                .map(gap -> gap.multipliedBy(TIMES_LONGEST_GAP))
                .filter(enough -> quiet(state, now).compareTo(enough) >= 0)
                .isPresent();
        if (isSilent) {
            silent.add(state.distribution());
        } else {
            silent.remove(state.distribution());
        }
    }

    private static Duration quiet(DistributionState state, Instant now) {
        return state.newestTally().map(newest -> Duration.between(newest, now)).orElse(Duration.ZERO);
    }

    /** The longest time between two bins with requests; empty if the history has none. */
    private static Optional<Duration> longestGap(Tallies tallies, DistributionState state, Instant now) {
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
