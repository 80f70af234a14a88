package why403.history;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import why403.tally.ScopeTally;

/**
 * The state of one distribution besides its counts.
 *
 * @param newestMinute the newest watched minute with a record, since the epoch; empty if none was watched yet
 * @param newestTally when a tally was last stored that is not of the past, by the clock of the process that stored it; empty if none was
 * @param marks by hour since the epoch: the marks of the hours whose tallies changed since they were last watched
 * @param minutes since the epoch: the minutes of marked hours in which the new tallies have records
 * @param newestRecords by marked hour since the epoch: the time of its newest record, where it is known; while several
 *     processes mark an hour at once, it can be some seconds older
 * @param arrivals the tallies behind the marks, of all hours
 * @param past when the last tally of the past was stored that has not been evaluated, by the clock of the process that
 *     stored it; empty if there is none
 */
public record DistributionState(
        String distribution,
        OptionalLong newestMinute,
        Optional<Instant> newestTally,
        Map<Long, Long> marks,
        SortedSet<Long> minutes,
        Map<Long, Instant> newestRecords,
        Arrivals arrivals,
        Optional<Instant> past) {

    private static final long SECONDS_IN_MINUTE = 60;

    public DistributionState {
        marks = Collections.unmodifiableMap(new TreeMap<>(marks));
        minutes = Collections.unmodifiableSortedSet(new TreeSet<>(minutes));
        newestRecords = Map.copyOf(newestRecords);
    }

    /** A state whose arrivals are not known, without a past to evaluate. */
    public DistributionState(
            String distribution,
            OptionalLong newestMinute,
            Optional<Instant> newestTally,
            Map<Long, Long> marks,
            SortedSet<Long> minutes) {
        this(distribution, newestMinute, newestTally, marks, minutes, Map.of(), Arrivals.UNKNOWN, Optional.empty());
    }

    /** Whether there are tallies that have not been watched. */
    public boolean isDirty() {
        return !marks.isEmpty();
    }

    /** The same state with only the marks and minutes of these hours. */
    public DistributionState only(Set<Long> hours) {
        Map<Long, Long> theirs = new TreeMap<>(marks);
        theirs.keySet().retainAll(hours);
        TreeSet<Long> theirMinutes = new TreeSet<>(minutes);
        theirMinutes.removeIf(minute -> !theirs.containsKey(Math.floorDiv(minute, ScopeTally.MINUTES)));
        return new DistributionState(
                distribution, newestMinute, newestTally, theirs, theirMinutes, newestRecords, arrivals, past);
    }

    /**
     * The newest record of the last of the minutes, to the second if it is known, otherwise to the minute.
     *
     * @throws java.util.NoSuchElementException if there are no minutes
     */
    public Instant newestRecord() {
        long last = minutes.last();
        Instant minute = Instant.ofEpochSecond(last * SECONDS_IN_MINUTE);
        return Optional.ofNullable(newestRecords.get(Math.floorDiv(last, ScopeTally.MINUTES)))
                .filter(record -> !record.isBefore(minute) && record.isBefore(minute.plusSeconds(SECONDS_IN_MINUTE)))
                .orElse(minute);
    }
}
