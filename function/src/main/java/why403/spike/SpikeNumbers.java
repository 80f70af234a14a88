package why403.spike;

import java.time.Instant;

/**
 * The numbers of an incident over [from, to), including the busiest client's requests.
 *
 * @param usualRate the usual rate when the incident opened, as a fraction
 * @param usualIsKnown whether earlier requests support the usual rate; if not, it is only an assumption, and nobody
 *     should read that it is usual
 */
public record SpikeNumbers(
        Instant from,
        Instant to,
        long requests,
        long forbidden,
        long ambiguous,
        double usualRate,
        boolean usualIsKnown) {

    /** The forbidden fraction of the requests; 0 if there are none. */
    public double rate() {
        return requests == 0 ? 0 : (double) forbidden / requests;
    }

    /** The lower bound of the rate's 95 % confidence interval (Wilson); 0 if there are no requests. */
    public double atLeast() {
        return Wilson.lowerBound((double) forbidden, (double) requests);
    }
}
