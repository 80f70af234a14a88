package why403.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import why403.tally.Tally;

/** The tallies that a visit gives, in the order of object identities. */
public final class AllTallies {

    private AllTallies() {}

    public static List<Tally> of(Tallies tallies, String distribution, long hour) {
        List<Tally> all = new ArrayList<>();
        tallies.visit(distribution, hour, all::add);
        all.sort(Comparator.comparing(tally -> tally.object().identity()));
        return all;
    }
}
