package why403.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums by key, below and above the bound of entries. */
class BoundedSumsTest {

    private record Amount(long key, long amount) {}

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static List<Amount> amounts(Random random) {
        List<Amount> amounts = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            amounts.add(new Amount(random.nextInt(400), random.nextInt(1 << random.nextInt(12))));
        }
        return amounts;
    }

    private static BoundedSums sums(int most, List<Amount> amounts) {
        BoundedSums sums = new BoundedSums(most);
        amounts.forEach(one -> sums.add(one.key() << 40, one.key() % 7, one.amount()));
        return sums;
    }

    private static Map<Long, Long> byKey(BoundedSums sums) {
        Map<Long, Long> byKey = new HashMap<>();
        sums.forEach((high, low, sum) -> byKey.merge(high >> 40, sum, Long::sum));
        return byKey;
    }

    private static int entries(BoundedSums sums) {
        int[] entries = {0};
        sums.forEach((high, low, sum) -> entries[0]++);
        return entries[0];
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sumsAreExactBelowTheBound(long seed) {
        List<Amount> amounts = amounts(new Random(seed));
        BoundedSums sums = sums(100_000, amounts);
        Map<Long, Long> expected = new HashMap<>();
        amounts.stream()
                .filter(one -> one.amount() > 0)
                .forEach(one -> expected.merge(one.key(), one.amount(), Long::sum));

        assertThat(byKey(sums)).isEqualTo(expected);
        expected.forEach((key, sum) -> assertThat(sums.sum(key << 40, key % 7)).isEqualTo(sum));
        assertThat(sums.sum(1 << 20, 3)).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aboveTheBoundTheResultDoesNotDependOnTheOrder(long seed) {
        Random random = new Random(seed);
        List<Amount> amounts = amounts(random);
        BoundedSums sums = sums(200, amounts);
        Collections.shuffle(amounts, random);

        assertThat(entries(sums)).isBetween(1, 200);
        assertThat(byKey(sums(200, amounts))).isEqualTo(byKey(sums));
    }

    @Test
    void theSmallestAmountsAreLeftOutFirst() {
        BoundedSums sums = new BoundedSums(10);
        sums.add(1, 0, 1_000);
        LongStream.range(0, 30).forEach(key -> sums.add(key, 0, 3));
        sums.add(1, 0, 100);
        LongStream.range(100, 108).forEach(key -> sums.add(key, 0, 4));

        assertThat(sums.sum(1, 0)).isEqualTo(1_100);
        assertThat(sums.sum(2, 0)).isZero();
        assertThat(sums.sum(107, 0)).isEqualTo(4);
    }
}
