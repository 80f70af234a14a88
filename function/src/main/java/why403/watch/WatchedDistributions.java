package why403.watch;

import java.util.Set;

/**
 * The distributions whose records are counted and watched.
 *
 * @param ids empty for all distributions
 */
public record WatchedDistributions(Set<String> ids) {

    /** All distributions. */
    public static final WatchedDistributions ALL = new WatchedDistributions(Set.of());

    public WatchedDistributions {
        ids = Set.copyOf(ids);
    }

    /** Whether the distribution is one of them. */
    public boolean contains(String distribution) {
        return ids.isEmpty() || ids.contains(distribution);
    }
}
