package why403.spike;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import why403.spike.rule.Minutes;
import why403.spike.rule.SpikeRule;
import why403.tally.Scope;

/**
 * The minutes whose tests decide where an incident ends, if late data reached it. Its end is the result of one test after
 * the other, each with a window that begins where the last one found the end. Tests without the late data found another end,
 * so all of them are made again from the one at which the incident opened. So the end depends on the counts, and not on the
 * order in which they arrived.
 *
 * <p>Only the ends of ordinary incidents of the whole distribution are found again. For a narrower or a one-client
 * incident, other incidents also decide whether the rule extends it. There, late data can only raise the end.
 *
 * <p>Data that is only some minutes late is not worth it: log objects of one time rarely arrive together. It can only raise
 * the end.
 *
 * @param opened the minute at which the incident opened
 * @param next the minute after the last one
 */
record LateEnd(long opened, long next) {

    private static final int LATE_MINUTES = 15;

    /**
     * What to test again; empty if these minutes cannot change the end, or if the incident opened so long ago that the hours
     * since are not read any more.
     *
     * @param touched the minutes of a step
     * @param newestBefore the newest minute counted before the step; later ones are not late
     */
    static Optional<LateEnd> of(Incident incident, SortedSet<Long> touched, long newestBefore) {
        long opened = Minutes.of(incident.opened());
        long next = Math.min(newestBefore + 1, incident.ended().map(Minutes::of).orElse(Long.MAX_VALUE));
        long late =
                Math.min(Math.min(next, incident.span().to() + SpikeRule.LONGEST_WINDOW), newestBefore - LATE_MINUTES);
        if (incident.oneClient()
                || !incident.scope().equals(Scope.WHOLE)
                || incident.phase() == Phase.EXPIRED
                || opened < newestBefore - LateMinutes.TOO_OLD_MINUTES
                || opened >= late
                || touched.subSet(opened, late).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LateEnd(opened, next));
    }

    /** The hours whose minutes the tests read. */
    Set<Long> hoursToRead() {
        long firstHour = hourOf(opened - SpikeRule.LONGEST_WINDOW + 1);
        return LongStream.rangeClosed(firstHour, hourOf(next - 1)).boxed().collect(Collectors.toSet());
    }

    private static long hourOf(long minute) {
        return Math.floorDiv(minute, (long) Minutes.PER_HOUR);
    }
}
