package why403.spike;

import java.time.Instant;

/**
 * A spike in numbers, over [from, to), the busiest client's requests included.
 *
 * @param usualRate the rate that was usual when the incident opened, as a fraction
 */
public record SpikeNumbers(Instant from, Instant to, long requests, long forbidden, long ambiguous, double usualRate) {

    /** The forbidden part of the requests; 0 where there are none. */
    public double rate() {
        return requests == 0 ? 0 : (double) forbidden / requests;
    }

    /** The lower bound of Wilson's 95 % interval of the rate; 0 where there are no requests. */
    public double atLeast() {
        return Wilson.lowerBound((double) forbidden, (double) requests);
    }
}
