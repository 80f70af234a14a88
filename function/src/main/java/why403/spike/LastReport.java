package why403.spike;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the notices of an incident reported, and when the incident was last diagnosed.
 *
 * @param mainCause the id of the main cause last reported; empty if the diagnosis failed
 * @param rate the rate last reported, as a fraction, or the rate of the minutes before the report if that was higher: so one
 *     rise is reported once
 * @param diagnosed the newest counted minute when the incident was last diagnosed, whether or not a notice reported it
 * @param reportedCauses the ids of all main causes that were reported
 * @param changes how many changes were reported
 * @param changed when the last change was reported; empty if none was
 */
public record LastReport(
        Optional<String> mainCause,
        double rate,
        Instant diagnosed,
        Set<String> reportedCauses,
        int changes,
        Optional<Instant> changed) {

    /** An incident is diagnosed again at most this often, and at most this often it is reported as changed. */
    private static final Duration BETWEEN_DIAGNOSES = Duration.ofMinutes(30);

    /** After some changes, one more rise is hardly news. */
    private static final int FREQUENT_CHANGES = 2;

    private static final Duration BETWEEN_LATER_RISES = Duration.ofMinutes(60);

    /** Three times, less the error that a division of counts may have. */
    private static final double RISE_TO_REPORT = 3 - 1e-9;

    public LastReport {
        reportedCauses = Set.copyOf(reportedCauses);
    }

    /** Nothing was reported yet. */
    static LastReport none(double rate, Instant diagnosed) {
        return new LastReport(Optional.empty(), rate, diagnosed, Set.of(), 0, Optional.empty());
    }

    /**
     * Whether the incident must be diagnosed again: after 30 minutes, at once if the last diagnosis failed, or at once if the
     * rate has risen so far that people must know.
     */
    boolean isOutdated(Instant now, double rateNow) {
        return mainCause.isEmpty() || !now.isBefore(diagnosed.plus(BETWEEN_DIAGNOSES)) || isNewRise(now, rateNow);
    }

    /** Whether people must know it. After some changes, a cause that was reported before is no news. */
    boolean isChange(String causeNow, Instant now, double rateNow) {
        if (mainCause.isEmpty()) {
            return true;
        }
        boolean isNewCause = !mainCause.equals(Optional.of(causeNow))
                && (changes < FREQUENT_CHANGES || !reportedCauses.contains(causeNow));
        return (isNewCause && isLongAgo(BETWEEN_DIAGNOSES, now)) || isNewRise(now, rateNow);
    }

    private boolean isNewRise(Instant now, double rateNow) {
        return rateNow >= RISE_TO_REPORT * rate
                && isLongAgo(changes < FREQUENT_CHANGES ? BETWEEN_DIAGNOSES : BETWEEN_LATER_RISES, now);
    }

    private boolean isLongAgo(Duration duration, Instant now) {
        return changed.filter(last -> now.isBefore(last.plus(duration))).isEmpty();
    }

    LastReport diagnosedAt(Instant now) {
        return new LastReport(mainCause, rate, now, reportedCauses, changes, changed);
    }

    /** After the notice that the incident opened. */
    LastReport opened(String cause) {
        return reporting(cause, rate, changes, changed);
    }

    /** After a notice that it changed. */
    LastReport changed(String causeNow, double rateNow, Instant now) {
        return reporting(causeNow, rateNow, changes + 1, Optional.of(now));
    }

    private LastReport reporting(String cause, double newRate, int newChanges, Optional<Instant> newChanged) {
        Set<String> all =
                Stream.concat(reportedCauses.stream(), Stream.of(cause)).collect(Collectors.toSet());
        return new LastReport(Optional.of(cause), newRate, diagnosed, all, newChanges, newChanged);
    }
}
