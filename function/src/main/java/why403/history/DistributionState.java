package why403.history;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import why403.tally.ScopeTally;

/**
 * What is known of one distribution beside its counts.
 *
 * @param newestMinute the newest minute with a record that was watched, since the epoch; empty before the first
 * @param newestTally when a tally was last stored, by the clock of who stored it; empty where that is not known
 * @param marks by hour since the epoch, of those whose tallies changed since they were last watched
 * @param minutes since the epoch, of marked hours: those that the new tallies have records in
 */
public record DistributionState(
        String distribution,
        OptionalLong newestMinute,
        Optional<Instant> newestTally,
        Map<Long, Long> marks,
        SortedSet<Long> minutes) {

    public DistributionState {
        marks = Collections.unmodifiableMap(new TreeMap<>(marks));
        minutes = Collections.unmodifiableSortedSet(new TreeSet<>(minutes));
    }

    /** Whether something was tallied that has not been watched. */
    public boolean isDirty() {
        return !marks.isEmpty();
    }

    /** The same with only the earliest of the marked hours, at most so many. */
    public DistributionState earliest(int hours) {
        Map<Long, Long> earliest = new TreeMap<>();
        marks.entrySet().stream().limit(hours).forEach(mark -> earliest.put(mark.getKey(), mark.getValue()));
        TreeSet<Long> theirs = new TreeSet<>(minutes);
        theirs.removeIf(minute -> !earliest.containsKey(Math.floorDiv(minute, ScopeTally.MINUTES)));
        return new DistributionState(distribution, newestMinute, newestTally, earliest, theirs);
    }
}
