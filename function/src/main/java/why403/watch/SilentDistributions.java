package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import why403.history.DistributionState;
import why403.history.HourSum;
import why403.history.HourTallies;
import why403.history.Tallies;
import why403.tally.Scope;
import why403.tally.ScopeTally;

/**
 * Finds distributions whose logs stopped: no object was tallied for six hours, and for three times the longest pause of
 * the last week. A distribution without any record in the last week is not reported.
 *
 * <p>It keeps its findings between ticks. If the time of a tick is not enough to examine all distributions, the others
 * count as they did when they were last examined, and the next tick begins with them. It also keeps the bins in which a silent
 * distribution had requests, until a newer tally comes. Not thread-safe.
 */
public final class SilentDistributions {

    private static final Duration LEAST = Duration.ofHours(6);
    private static final int TIMES_LONGEST_GAP = 3;
    private static final long HOURS_IN_WEEK = 7 * 24;
    private static final Duration BIN = Duration.ofMinutes(5);

    /** The first examination reads the sums of a week, and the response of the tick needs some time too. */
    private static final int PERCENT_TO_EXAMINE_WITH = 10;

    /** Each takes less than a kilobyte. */
    private static final int MOST_REMEMBERED = 10_000;

    /**
     * The last week of a distribution: while no tally comes, it does not change.
     *
     * @param newestTally of the state
     * @param bins with requests, from the first bin of the hour
     */
    private record Week(Optional<Instant> newestTally, long hour, BitSet bins) {}

    private final Set<String> silent = new TreeSet<>();
    private final Map<String, Week> weeks = new HashMap<>();
    private String next = "";

    /**
     * The ids of the distributions whose logs stopped.
     *
     * @param states of all distributions, in the order of their ids
     */
    public List<String> among(Tallies tallies, List<DistributionState> states, Timekeeper time) {
        Instant now = time.now();
        Set<String> known = states.stream().map(DistributionState::distribution).collect(Collectors.toSet());
        silent.retainAll(known);
        weeks.keySet().retainAll(known);
        Optional<String> first = Optional.empty();
        for (DistributionState state : Turns.from(states, next)) {
            if (quiet(state, now).compareTo(LEAST) < 0) {
                silent.remove(state.distribution());
                weeks.remove(state.distribution());
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

    /** The longest time between two bins with requests of the last week; empty if it has none. */
    private Optional<Duration> longestGap(Tallies tallies, DistributionState state, Instant now) {
        long firstHour = HourTallies.hourOf(now) - HOURS_IN_WEEK;
        Week week = Optional.ofNullable(weeks.get(state.distribution()))
                .filter(read -> read.newestTally().equals(state.newestTally()) && !state.isDirty())
                .orElseGet(() -> read(tallies, state, firstHour));
        if (!state.isDirty() && weeks.size() < MOST_REMEMBERED) {
            weeks.put(state.distribution(), week);
        }
        int before = week.bins().nextSetBit((int) Math.max(0, (firstHour - week.hour()) * ScopeTally.BINS));
        if (before < 0) {
            return Optional.empty();
        }
        long longest = 0;
        for (int bin = before; bin >= 0; bin = week.bins().nextSetBit(bin + 1)) {
            longest = Math.max(longest, bin - before);
            before = bin;
        }
        return Optional.of(BIN.multipliedBy(longest));
    }

    private static Week read(Tallies tallies, DistributionState state, long firstHour) {
        BitSet bins = new BitSet();
        for (HourSum sum : tallies.sums(state.distribution(), firstHour, firstHour + HOURS_IN_WEEK)) {
            IntStream.range(0, ScopeTally.BINS)
                    .filter(bin -> sum.bin(Scope.WHOLE, bin).requests() > 0)
                    .forEach(bin -> bins.set((int) (sum.hour() - firstHour) * ScopeTally.BINS + bin));
        }
        return new Week(state.newestTally(), firstHour, bins);
    }
}
