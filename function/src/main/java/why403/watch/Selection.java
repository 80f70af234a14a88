package why403.watch;

import java.util.Set;
import why403.alert.Ignored;

/**
 * What is watched, and what of it is told.
 *
 * @param distributions the ids of those that are watched; empty for all
 * @param ignored what nobody is told of, though it is counted, diagnosed and kept like anything else
 */
public record Selection(Set<String> distributions, Ignored ignored) {

    /** Of everything, all of which is told. */
    public static final Selection EVERYTHING = new Selection(Set.of(), Ignored.NOTHING);

    public Selection {
        distributions = Set.copyOf(distributions);
    }

    /** Whether the distribution's records are counted. */
    public boolean watches(String distribution) {
        return distributions.isEmpty() || distributions.contains(distribution);
    }
}
