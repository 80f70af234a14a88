package why403.watch;

import java.util.Set;
import why403.alert.Ignored;
import why403.alert.NoticeLinks;

/**
 * Which distributions are watched, which incidents are reported, and what notices link to.
 *
 * @param distributions the ids of the watched distributions; empty for all
 * @param ignored incidents that are counted, diagnosed and stored like any other, but never reported to people
 * @param links what every notice links to
 */
public record WatchOptions(Set<String> distributions, Ignored ignored, NoticeLinks links) {

    /** All distributions and all incidents, without links of a deployment. */
    public static final WatchOptions EVERYTHING = new WatchOptions(Set.of(), Ignored.NOTHING, NoticeLinks.none());

    public WatchOptions {
        distributions = Set.copyOf(distributions);
    }

    /** Whether the distribution's records are counted. */
    public boolean watches(String distribution) {
        return distributions.isEmpty() || distributions.contains(distribution);
    }
}
