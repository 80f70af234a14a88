package why403.tally;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import why403.hash.HashKey;

/**
 * Counts forbidden requests by scope, five-minute bin and client, in bounded memory. The counts are exact until the memory
 * is full. After that, every count is reduced by one at a time (Misra and Gries, "Finding repeated elements", 1982). So a
 * count is never too high, and a client with much of the traffic is never lost.
 *
 * <p>It counts addresses. Only those that are kept are hashed, so the secret cannot decide which are kept.
 */
final class ClientCounter {

    /** Clients kept for each scope and bin. The rule needs only the busiest client of a few objects. */
    static final int MOST_KEPT = 4;

    private static final int MOST_ENTRIES = 1 << 16;
    private static final Comparator<ClientCount> MOST_FIRST = Comparator.comparingLong(ClientCount::forbidden)
            .reversed()
            .thenComparing(ClientCount::client, Long::compareUnsigned);
    private static final int FEWEST_SLOTS = 16;

    /** Odd, with bits everywhere. */
    private static final long MIXING = 0x9E37_79B9_7F4A_7C15L;

    private final HashKey seed;
    private final int mostEntries;
    private final ByteBuffer hashed = ByteBuffer.allocate(Long.BYTES);
    private long[] series = new long[FEWEST_SLOTS];
    private long[] clients = new long[FEWEST_SLOTS];
    private int[] counts = new int[FEWEST_SLOTS];
    private int entries;
    private long lastClient;
    private long lastHash;

    ClientCounter(HashKey seed) {
        this(seed, MOST_ENTRIES);
    }

    /** A counter with another bound, for tests. */
    ClientCounter(HashKey seed, int mostEntries) {
        this.seed = seed;
        this.mostEntries = mostEntries;
    }

    /** @param client an address as a number */
    void add(int scope, long bin, long client) {
        int slot = slotOf(key(scope, bin), client);
        if (counts[slot] == 0 && entries == mostEntries) {
            reduceAllByOne();
            return;
        }
        if (counts[slot] == 0) {
            series[slot] = key(scope, bin);
            clients[slot] = client;
            entries++;
        }
        counts[slot]++;
        if (entries * 2 > counts.length) {
            rebuild(counts.length * 2, 0);
        }
    }

    /** By scope and then bin: the clients with the most forbidden requests, most first, hashed under the secret. */
    Map<Integer, Map<Long, List<ClientCount>>> most(ClientSecret secret) {
        Map<Integer, Map<Long, List<ClientCount>>> most = new HashMap<>();
        if (entries == 0) {
            return most;
        }
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] > 0) {
                most.computeIfAbsent(scopeOf(series[slot]), scope -> new HashMap<>())
                        .computeIfAbsent(binOf(series[slot]), bin -> new ArrayList<>())
                        .add(new ClientCount(clients[slot], counts[slot], counts[slot]));
            }
        }
        HashKey key = secret.key();
        most.values().forEach(bins -> bins.replaceAll((bin, all) -> most(all, key)));
        return most;
    }

    private static List<ClientCount> most(List<ClientCount> addresses, HashKey key) {
        addresses.sort(MOST_FIRST);
        return addresses.stream()
                .limit(MOST_KEPT)
                .map(address -> new ClientCount(hash(address.client(), key), address.requests(), address.forbidden()))
                .toList();
    }

    private static long hash(long address, HashKey key) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(address).array();
        return key.hash(bytes, 0, bytes.length);
    }

    private void reduceAllByOne() {
        rebuild(counts.length, 1);
    }

    /** Puts every entry into a new slot, with its count reduced. */
    private void rebuild(int slots, int reduction) {
        long[] oldSeries = series;
        long[] oldClients = clients;
        int[] oldCounts = counts;
        series = new long[slots];
        clients = new long[slots];
        counts = new int[slots];
        entries = 0;
        for (int old = 0; old < oldCounts.length; old++) {
            if (oldCounts[old] > reduction) {
                int slot = slotOf(oldSeries[old], oldClients[old]);
                series[slot] = oldSeries[old];
                clients[slot] = oldClients[old];
                counts[slot] = oldCounts[old] - reduction;
                entries++;
            }
        }
    }

    private int slotOf(long key, long client) {
        long both = (hashOf(client) ^ (key * MIXING)) * MIXING;
        int slot = (int) (both >>> 32) & (counts.length - 1);
        while (counts[slot] > 0 && (series[slot] != key || clients[slot] != client)) {
            slot = (slot + 1) & (counts.length - 1);
        }
        return slot;
    }

    /** Viewers choose addresses; without the seed they cannot choose some that collide. A line has one, and several scopes. */
    private long hashOf(long client) {
        if (client != lastClient || entries == 0) {
            byte[] bytes = hashed.putLong(0, client).array();
            lastHash = seed.hash(bytes, 0, bytes.length);
            lastClient = client;
        }
        return lastHash;
    }

    private static long key(int scope, long bin) {
        return ((long) scope << 32) | bin;
    }

    private static int scopeOf(long key) {
        return (int) (key >>> 32);
    }

    private static long binOf(long key) {
        return key & 0xFFFF_FFFFL;
    }
}
