package why403.spike;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the last notice of an incident reported, and when the incident was last diagnosed.
 *
 * @param mainCause the id of the main cause last reported; empty if the diagnosis failed
 * @param rate the rate last reported, as a fraction, or the rate of the ten minutes before the report if that was
 *     higher: so one rise is reported once
 * @param diagnosed the newest counted minute when the incident was last diagnosed, whether or not a notice reported it
 */
public record LastReport(Optional<String> mainCause, double rate, Instant diagnosed) {

    /** An incident is diagnosed, and therefore reported as changed, at most this often. */
    private static final Duration BETWEEN_DIAGNOSES = Duration.ofMinutes(30);

    /** Three times, less the error that a division of counts may have. */
    private static final double RISE_TO_REPORT = 3 - 1e-9;

    /** Whether the incident must be diagnosed again: after 30 minutes, or at once if the last diagnosis failed. */
    boolean isOutdated(Instant now) {
        return mainCause.isEmpty() || !now.isBefore(diagnosed.plus(BETWEEN_DIAGNOSES));
    }

    boolean differsFrom(String causeNow, double rateNow) {
        return !mainCause.equals(Optional.of(causeNow)) || rateNow >= RISE_TO_REPORT * rate;
    }

    LastReport diagnosedAt(Instant now) {
        return new LastReport(mainCause, rate, now);
    }

    LastReport with(String causeNow, double rateNow) {
        return new LastReport(Optional.of(causeNow), rateNow, diagnosed);
    }
}
