package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.hash.HashKey;

/** The busiest clients of a scope and bin. Counts are exact while there is room, and never too high after that. */
class ClientCounterTest {

    private static final ClientSecret SECRET = () -> HashKey.OF_REPLAY;
    private static final ClientSecret OTHER_SECRET = () -> HashKey.random(new Random(403));

    @Test
    void theFourBusiestAreKeptMostFirst() {
        ClientCounter counter = new ClientCounter(HashKey.OF_REPLAY);
        for (int client = 1; client <= 6; client++) {
            for (int i = 0; i < client; i++) {
                counter.add(7, 100, client);
            }
        }
        assertThat(counter.most(SECRET).get(7).get(100L))
                .containsExactly(count(6, 6), count(5, 5), count(4, 4), count(3, 3));
    }

    @Test
    void scopesAndBinsAreCountedSeparately() {
        ClientCounter counter = new ClientCounter(HashKey.OF_REPLAY);
        counter.add(1, 100, 9);
        counter.add(1, 101, 9);
        counter.add(2, 100, 9);
        assertThat(counter.most(SECRET).get(1)).hasSize(2);
        assertThat(counter.most(SECRET).get(2).get(100L)).containsExactly(count(9, 1));
    }

    @Test
    void aClientWithMostOfTheTrafficIsNotLostAmongManyOthers() {
        ClientCounter counter = new ClientCounter(HashKey.OF_REPLAY, 16);
        for (int i = 0; i < 1000; i++) {
            counter.add(1, 100, 42);
            counter.add(1, 100, 1000 + i);
        }
        ClientCount most = counter.most(SECRET).get(1).get(100L).get(0);
        assertThat(most.client()).isEqualTo(hash(42, SECRET));
        assertThat(most.forbidden()).isBetween(1000L - 2000 / 16, 1000L);
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noCountIsEverTooHigh(long seed) {
        Random random = new Random(seed);
        List<Integer> clients = random.ints(random.nextInt(301), 0, 41).boxed().toList();
        ClientCounter counter = new ClientCounter(HashKey.OF_REPLAY, 8);
        Map<Long, Long> exact = new HashMap<>();
        clients.forEach(client -> {
            counter.add(1, 100, client);
            exact.merge(hash(client, SECRET), 1L, Long::sum);
        });
        counter.most(SECRET)
                .getOrDefault(1, Map.of())
                .getOrDefault(100L, List.of())
                .forEach(kept -> assertThat(kept.forbidden()).isLessThanOrEqualTo(exact.get(kept.client())));
    }

    @Test
    void theHashesOfTwoSecretsHaveNothingInCommon() {
        ClientCounter counter = new ClientCounter(HashKey.OF_REPLAY);
        counter.add(1, 100, 42);
        counter.add(1, 100, 43);
        List<Long> hashes = hashes(counter, SECRET);
        assertThat(hashes).doesNotContain(42L, 43L).doesNotContainAnyElementsOf(hashes(counter, OTHER_SECRET));
    }

    @Test
    void ofEquallyBusyClientsTheLowestAddressesAreKeptUnderAnySecret() {
        ClientCounter counter = new ClientCounter(HashKey.OF_REPLAY);
        List<Long> addresses = List.of(0xFE80_0000_0000_0000L, 9L, 4L, 7L, 1L, 8L);
        addresses.forEach(address -> counter.add(1, 100, address));
        for (ClientSecret secret : List.of(SECRET, OTHER_SECRET)) {
            assertThat(hashes(counter, secret))
                    .containsExactly(hash(1, secret), hash(4, secret), hash(7, secret), hash(8, secret));
        }
    }

    @Test
    void withoutForbiddenRequestsNoSecretIsNeeded() {
        ClientSecret outOfReach = () -> {
            throw new IllegalStateException("throttled");
        };
        assertThat(new ClientCounter(HashKey.OF_REPLAY).most(outOfReach)).isEmpty();
    }

    private static List<Long> hashes(ClientCounter counter, ClientSecret secret) {
        return counter.most(secret).get(1).get(100L).stream()
                .map(ClientCount::client)
                .toList();
    }

    private static long hash(long address, ClientSecret secret) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(address).array();
        return secret.key().hash(bytes, 0, bytes.length);
    }

    private static ClientCount count(long client, long forbidden) {
        return new ClientCount(hash(client, SECRET), forbidden, forbidden);
    }
}
