package why403.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Spreads totals over times. What is known of a path without times is that it had its requests while the object, or the
 * hour, had its own. The parts are whole numbers, and their sum is the total.
 */
public final class Spread {

    private static final int SERIES = 3;

    private final int times;
    private final int[] busy;
    private final long[] requestsUntil;

    /**
     * Spreads totals as these requests are spread.
     *
     * @param whole the counts of all requests by time, in order
     */
    public Spread(List<Counts> whole) {
        times = whole.size();
        busy = IntStream.range(0, times)
                .filter(time -> whole.get(time).requests() > 0)
                .toArray();
        requestsUntil = new long[busy.length];
        long until = 0;
        for (int i = 0; i < busy.length; i++) {
            until += whole.get(busy[i]).requests();
            requestsUntil[i] = until;
        }
    }

    /** The parts of a total, in the order of the times. */
    public List<Counts> over(Counts total) {
        long[] sums = new long[times * SERIES];
        addTo(sums, total);
        List<Counts> parts = new ArrayList<>();
        for (int at = 0; at < sums.length; at += SERIES) {
            parts.add(new Counts(sums[at], sums[at + 1], sums[at + 2]));
        }
        return parts;
    }

    /** Adds the requests, forbidden and ambiguous of each part to sums of this order. */
    public void addTo(long[] sums, Counts total) {
        long requests = 0;
        long forbidden = 0;
        long ambiguous = 0;
        for (int i = 0; i < busy.length; i++) {
            // Each count follows the larger one, so that no time has more forbidden requests than requests.
            long requestsUntilNow = share(total.requests(), requestsUntil[i], requestsUntil[busy.length - 1]);
            long forbiddenUntilNow = share(total.forbidden(), requestsUntilNow, total.requests());
            long ambiguousUntilNow = share(total.ambiguous(), forbiddenUntilNow, total.forbidden());
            int at = busy[i] * SERIES;
            sums[at] += requestsUntilNow - requests;
            sums[at + 1] += forbiddenUntilNow - forbidden;
            sums[at + 2] += ambiguousUntilNow - ambiguous;
            requests = requestsUntilNow;
            forbidden = forbiddenUntilNow;
            ambiguous = ambiguousUntilNow;
        }
    }

    private static long share(long total, long part, long all) {
        return total == 0 || all == 0 ? 0 : total * part / all;
    }
}
