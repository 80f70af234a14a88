package why403.spike;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What people know of an incident, and as of when that was looked at.
 *
 * @param mainCause the id of the main cause last told; empty where the diagnosis failed
 * @param rate the rate last told, as a fraction, or that of the ten minutes before it was told if these were worse: so
 *     that one rise is told once
 * @param diagnosed the newest minute that was counted when it was last diagnosed, whether or not that was told
 */
public record LastTold(Optional<String> mainCause, double rate, Instant diagnosed) {

    /** Nor is an incident told to have changed more often. */
    private static final Duration BETWEEN_DIAGNOSES = Duration.ofMinutes(30);

    /** Three times, less what a division of counts may lose. */
    private static final double RISE_WORTH_TELLING = 3 - 1e-9;

    /** Whether the incident is to be diagnosed again now; at once where that failed. */
    boolean isOutdated(Instant now) {
        return mainCause.isEmpty() || !now.isBefore(diagnosed.plus(BETWEEN_DIAGNOSES));
    }

    boolean isOtherwise(String causeNow, double rateNow) {
        return !mainCause.equals(Optional.of(causeNow)) || rateNow >= RISE_WORTH_TELLING * rate;
    }

    LastTold diagnosed(Instant now) {
        return new LastTold(mainCause, rate, now);
    }

    LastTold of(String nowCause, double nowRate) {
        return new LastTold(Optional.of(nowCause), nowRate, diagnosed);
    }
}
