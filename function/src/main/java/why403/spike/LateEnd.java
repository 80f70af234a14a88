package why403.spike;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import why403.spike.rule.Minutes;
import why403.spike.rule.SpikeRule;

/**
 * The minutes whose tests decide where an incident ends, if late data reached it. Its end is the result of one test after
 * the other, each with a window that begins where the last one found the end. Tests without the late data found another end,
 * so they are made again, in the same order. So the end depends on the counts, not on the order in which they arrived.
 *
 * <p>An hour before the late data is early enough: no later window reaches further back.
 *
 * @param first the first minute to test again, at or after the one at which the incident opened
 * @param next the minute after the last one
 */
record LateEnd(long first, long next) {

    /**
     * What to test again; empty if these minutes cannot change the end.
     *
     * @param touched the minutes of a step
     * @param newestBefore the newest minute counted before the step; later ones are not late
     */
    static Optional<LateEnd> of(Incident incident, SortedSet<Long> touched, long newestBefore) {
        long opened = Minutes.of(incident.opened());
        long to = incident.span().to();
        long next = Math.min(newestBefore + 1, incident.ended().map(Minutes::of).orElse(Long.MAX_VALUE));
        long latest = Math.min(next, to + SpikeRule.LONGEST_WINDOW);
        long earliest = Math.max(opened, newestBefore - LateMinutes.TOO_OLD_MINUTES);
        if (incident.phase() == Phase.EXPIRED
                || earliest >= latest
                || touched.subSet(earliest, latest).isEmpty()) {
            return Optional.empty();
        }
        long late = touched.subSet(earliest, latest).first();
        return Optional.of(new LateEnd(Math.max(opened, Math.min(late, to) - SpikeRule.LONGEST_WINDOW), next));
    }

    /** Whether the first of these tests is the one that opened the incident. */
    boolean beginsWithOpeningOf(Incident incident) {
        return first == Minutes.of(incident.opened());
    }

    /** The hours whose minutes the tests read. */
    Set<Long> hoursToRead() {
        long firstHour = hourOf(first - SpikeRule.LONGEST_WINDOW + 1);
        return LongStream.rangeClosed(firstHour, hourOf(next - 1)).boxed().collect(Collectors.toSet());
    }

    private static long hourOf(long minute) {
        return Math.floorDiv(minute, (long) Minutes.PER_HOUR);
    }
}
