package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The busiest clients of a scope and bin. Counts are exact while there is room, and never too high after that. */
class ClientCounterTest {

    @Test
    void theFourBusiestAreKeptMostFirst() {
        ClientCounter counter = new ClientCounter();
        for (int client = 1; client <= 6; client++) {
            for (int i = 0; i < client; i++) {
                counter.add(7, 100, client);
            }
        }
        assertThat(counter.most().get(7).get(100L)).containsExactly(count(6, 6), count(5, 5), count(4, 4), count(3, 3));
    }

    @Test
    void scopesAndBinsAreCountedSeparately() {
        ClientCounter counter = new ClientCounter();
        counter.add(1, 100, 9);
        counter.add(1, 101, 9);
        counter.add(2, 100, 9);
        assertThat(counter.most().get(1)).hasSize(2);
        assertThat(counter.most().get(2).get(100L)).containsExactly(count(9, 1));
    }

    @Test
    void aClientWithMostOfTheTrafficIsNotLostAmongManyOthers() {
        ClientCounter counter = new ClientCounter(16);
        for (int i = 0; i < 1000; i++) {
            counter.add(1, 100, 42);
            counter.add(1, 100, 1000 + i);
        }
        ClientCount most = counter.most().get(1).get(100L).get(0);
        assertThat(most.client()).isEqualTo(42);
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
        ClientCounter counter = new ClientCounter(8);
        Map<Long, Long> exact = new HashMap<>();
        clients.forEach(client -> {
            counter.add(1, 100, client);
            exact.merge((long) client, 1L, Long::sum);
        });
        counter.most()
                .getOrDefault(1, Map.of())
                .getOrDefault(100L, List.of())
                .forEach(kept -> assertThat(kept.forbidden()).isLessThanOrEqualTo(exact.get(kept.client())));
    }

    private static ClientCount count(long client, long forbidden) {
        return new ClientCount(client, forbidden, forbidden);
    }
}
