package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.hash.HashKey;
import why403.tally.Forbidden.Verdict;

/** The values of one dimension: the first 4,096 are followed, the 50 busiest are kept, the rest are counted as one. */
class ValuesTest {

    private int made;
    private final Values values = new Values(() -> new MinuteSeries(made++), HashKey.OF_REPLAY);

    @Test
    void aValueIsFoundByItsBytes() {
        assertThat(of("cdn.example.com")).isSameAs(of("cdn.example.com")).isNotSameAs(of("www.example.com"));
    }

    @Test
    void a4097thValueIsCountedWithTheOthers() {
        IntStream.range(0, Values.MOST_FOLLOWED).forEach(i -> of("host" + i));
        assertThat(of("one-more")).isSameAs(values.other());
        assertThat(of("host17")).isNotSameAs(values.other());
    }

    @Test
    void aTooLongValueIsCountedWithTheOthers() {
        assertThat(of("x".repeat(Values.LONGEST_BYTES))).isNotSameAs(values.other());
        assertThat(of("x".repeat(Values.LONGEST_BYTES + 1))).isSameAs(values.other());
    }

    @Test
    void onlyTheBusiestAndTheWorstAreKeptAndTheOthersAreSummed() {
        IntStream.rangeClosed(1, 60)
                .forEach(i -> IntStream.range(0, i).forEach(n -> of("host" + i).add(16, 40, Verdict.YES)));
        values.close();
        assertThat(values.values())
                .hasSize(ValueChoice.MOST_KEPT)
                .containsKeys("host11", "host60")
                .doesNotContainKey("host10");
        assertThat(values.other().requests()).isEqualTo(55);
    }

    @Test
    void amongEquallyBusyValuesTheNameDecides() {
        IntStream.range(0, 60).forEach(i -> of("host" + (10 + (i * 7) % 60)).add(16, 40, Verdict.NO));
        values.close();
        assertThat(values.values()).containsKeys("host10", "host59").doesNotContainKeys("host60", "host69");
    }

    @Test
    void afterClosingNoNewValueIsFollowed() {
        of("known").add(16, 40, Verdict.NO);
        values.close();
        assertThat(of("known").requests()).isEqualTo(1);
        assertThat(of("unknown")).isSameAs(values.other());
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRequestIsCountedUnderItsValue(long seed) {
        List<byte[]> met = someValues(new Random(seed));
        Values fresh = new Values(() -> new MinuteSeries(made++), HashKey.OF_REPLAY);
        Map<String, Long> exact = new HashMap<>();
        met.forEach(bytes -> {
            fresh.of(bytes, 0, bytes.length).add(16, 40, Verdict.NO);
            exact.merge(new String(bytes, StandardCharsets.ISO_8859_1), 1L, Long::sum);
        });
        exact.keySet().removeIf(name -> name.length() > Values.LONGEST_BYTES);
        Map<String, Long> counted = new HashMap<>();
        fresh.values().forEach((name, series) -> counted.put(name, series.requests()));
        assertThat(counted).isEqualTo(exact);
    }

    /** Up to 200 values, some of them equal, empty or too long. */
    private static List<byte[]> someValues(Random random) {
        return IntStream.range(0, random.nextInt(201))
                .mapToObj(i -> {
                    byte[] value = new byte[random.nextInt(random.nextInt(4) == 0 ? 2 * Values.LONGEST_BYTES : 3)];
                    random.nextBytes(value);
                    return value;
                })
                .toList();
    }

    private MinuteSeries of(String value) {
        byte[] bytes = ("[" + value + "]").getBytes(StandardCharsets.ISO_8859_1);
        return values.of(bytes, 1, bytes.length - 1);
    }
}
