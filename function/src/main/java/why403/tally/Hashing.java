package why403.tally;

import why403.hash.HashKey;

/**
 * The keys of all hashes of a process. They decide neither what is found nor its order.
 *
 * @param tables the seed of tables that look up what viewers send; it differs from process to process
 * @param clients the secret under which viewers are stored
 */
public record Hashing(HashKey tables, ClientSecret clients) {

    /** Both are constant. For replays, where the same input must give the same output and nothing is stored. */
    public static final Hashing OF_REPLAY = new Hashing(HashKey.OF_REPLAY, () -> HashKey.OF_REPLAY);
}
