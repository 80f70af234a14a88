package why403.tally;

import java.util.ArrayList;
import java.util.List;

/**
 * Spreads totals over times. What is known of a path without times is that it had its requests while the object, or the
 * hour, had its own. The parts are whole numbers, and their sum is the total.
 */
public final class Spread {

    private static final int SERIES = 3;

    private final long[] requestsUntil;

    /**
     * Spreads totals as these requests are spread.
     *
     * @param whole the counts of all requests by time, in order
     */
    public Spread(List<Counts> whole) {
        requestsUntil = new long[whole.size()];
        long until = 0;
        for (int time = 0; time < requestsUntil.length; time++) {
            until += whole.get(time).requests();
            requestsUntil[time] = until;
        }
    }

    /** The parts of a total, in the order of the times. */
    public List<Counts> over(Counts total) {
        long[] sums = new long[requestsUntil.length * SERIES];
        addTo(sums, total);
        List<Counts> parts = new ArrayList<>();
        for (int at = 0; at < sums.length; at += SERIES) {
            parts.add(new Counts(sums[at], sums[at + 1], sums[at + 2]));
        }
        return parts;
    }

    /** Adds the requests, forbidden and ambiguous of each part to sums of this order. */
    public void addTo(long[] sums, Counts total) {
        long all = requestsUntil[requestsUntil.length - 1];
        long passed = 0;
        Counts before = Counts.NONE;
        for (int time = 0; time < requestsUntil.length; time++) {
            if (requestsUntil[time] > passed) {
                passed = requestsUntil[time];
                Counts until = share(total, passed, all);
                int at = time * SERIES;
                sums[at] += until.requests() - before.requests();
                sums[at + 1] += until.forbidden() - before.forbidden();
                sums[at + 2] += until.ambiguous() - before.ambiguous();
                before = until;
            }
        }
    }

    /** Each count follows the larger one, so that no time has more forbidden requests than requests. */
    private static Counts share(Counts total, long part, long all) {
        long requests = share(total.requests(), part, all);
        long forbidden = share(total.forbidden(), requests, total.requests());
        return new Counts(requests, forbidden, share(total.ambiguous(), forbidden, total.forbidden()));
    }

    private static long share(long total, long part, long all) {
        return all == 0 ? 0 : total * part / all;
    }
}
