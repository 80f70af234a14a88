package why403.tally;

import why403.hash.HashKey;

/** The secret under which viewers' addresses are hashed. Whoever does not know it cannot compute an address from a hash. */
@FunctionalInterface
public interface ClientSecret {

    /**
     * The key. It is always the same for the same stored tallies, so that a viewer has the same hash in all of them.
     *
     * @throws RuntimeException with one sentence, if it cannot be fetched now
     */
    HashKey key();
}
