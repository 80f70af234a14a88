package why403.history;

import java.util.SplittableRandom;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.Tally;

/**
 * The requests and forbidden requests of very many scopes. It holds hashes of 128 bits and no names, so a million and a
 * half scopes take 105 MB, however long their names are. Of more scopes, it leaves out those that have few requests, or
 * few forbidden ones, in each of their objects.
 */
final class ScopeTotals {

    private static final int MOST_SCOPES = 1_500_000;

    private final BoundedSums requests = new BoundedSums(MOST_SCOPES);
    private final BoundedSums forbidden = new BoundedSums(MOST_SCOPES);
    private final long seed;

    ScopeTotals() {
        // With a known seed, a viewer could request paths that all need the same slot. No result depends on the seed.
        this.seed = new SplittableRandom().nextLong();
    }

    void add(Tally tally) {
        tally.scopes().forEach((scope, counts) -> add(scope, counts.sum()));
        tally.totals().forEach(this::add);
    }

    private void add(Scope scope, Counts counts) {
        long high = high(scope.name());
        long low = low(scope.name());
        requests.add(high, low, counts.requests());
        if (counts.forbidden() > 0) {
            forbidden.add(high, low, counts.forbidden());
        }
    }

    /** How much memory it takes. */
    long bytes() {
        return requests.bytes() + forbidden.bytes();
    }

    /** The requests and the forbidden requests of a scope. It does not know how many are ambiguous. */
    Counts of(Scope scope) {
        long high = high(scope.name());
        long low = low(scope.name());
        long refused = forbidden.sum(high, low);
        return new Counts(Math.max(requests.sum(high, low), refused), refused, 0);
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
