package why403.tally;

import java.util.ArrayList;
import java.util.List;

/**
 * Spreads a total over times. What is known of a path without times is that it had its requests while the object, or the
 * hour, had its own. The parts are whole numbers, and their sum is the total.
 */
public final class Spread {

    private Spread() {}

    /**
     * Spreads a total in proportion to the requests of the whole, and its forbidden requests evenly over its own.
     *
     * @param whole the counts of all requests by time, in order; not all of them are 0
     */
    public static List<Counts> over(List<Counts> whole, Counts total) {
        List<Counts> parts = new ArrayList<>();
        long all = whole.stream().mapToLong(Counts::requests).sum();
        long passed = 0;
        Counts before = Counts.NONE;
        for (Counts time : whole) {
            passed += time.requests();
            Counts until = share(total, passed, all);
            parts.add(new Counts(
                    until.requests() - before.requests(),
                    until.forbidden() - before.forbidden(),
                    until.ambiguous() - before.ambiguous()));
            before = until;
        }
        return parts;
    }

    /** Each count follows the larger one, so that no time has more forbidden requests than requests. */
    private static Counts share(Counts total, long part, long all) {
        long requests = share(total.requests(), part, all);
        long forbidden = share(total.forbidden(), requests, total.requests());
        return new Counts(requests, forbidden, share(total.ambiguous(), forbidden, total.forbidden()));
    }

    private static long share(long total, long part, long all) {
        return all == 0 ? 0 : Math.floorDiv(Math.multiplyExact(total, part), all);
    }
}
