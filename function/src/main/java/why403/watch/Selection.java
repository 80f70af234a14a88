package why403.watch;

import java.util.Set;
import why403.alert.Ignored;

/**
 * Which distributions are watched, and which incidents are reported.
 *
 * @param distributions the ids of the watched distributions; empty for all
 * @param ignored incidents that are counted, diagnosed and stored like any other, but never reported to people
 */
public record Selection(Set<String> distributions, Ignored ignored) {

    /** All distributions and all incidents. */
    public static final Selection EVERYTHING = new Selection(Set.of(), Ignored.NOTHING);

    public Selection {
        distributions = Set.copyOf(distributions);
    }

    /** Whether the distribution's records are counted. */
    public boolean watches(String distribution) {
        return distributions.isEmpty() || distributions.contains(distribution);
    }
}
