package why403.history;

import java.util.SplittableRandom;
import why403.tally.Scope;
import why403.tally.Tally;

/**
 * The requests of very many scopes. It holds hashes of 128 bits and no names, so three million scopes take 105 MB,
 * however long their names are. Of more scopes, it leaves out those that have few requests in each of their objects.
 */
final class ScopeTotals {

    private static final int MOST_SCOPES = 3_000_000;

    private final BoundedSums totals = new BoundedSums(MOST_SCOPES);
    private final long seed;

    ScopeTotals() {
        // With a known seed, a viewer could request paths that all need the same slot. No result depends on the seed.
        this.seed = new SplittableRandom().nextLong();
    }

    void add(Tally tally) {
        tally.scopes().forEach((scope, counts) -> totals.add(high(scope.name()), low(scope.name()), counts.requests()));
    }

    /** The requests of a scope. */
    long of(Scope scope) {
        return totals.sum(high(scope.name()), low(scope.name()));
    }

    private long high(String name) {
        return hash(name, seed, 0x9E3779B97F4A7C15L);
    }

    private long low(String name) {
        return hash(name, ~seed, 0xC2B2AE3D27D4EB4FL);
    }

    private static long hash(String name, long start, long factor) {
        long hash = start;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * factor;
            hash ^= hash >>> 31;
        }
        return hash;
    }
}
