package why403.history;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
}
