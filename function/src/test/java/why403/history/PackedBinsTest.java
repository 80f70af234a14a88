package why403.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.tally.Counts;
import why403.tally.Scope;

/** The bytes of an hour's sum contain all of it. */
class PackedBinsTest {

    private static Map<Scope, List<Counts>> someBins(Random random) {
        Map<Scope, List<Counts>> bins = new HashMap<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            bins.put(new Scope("path:/ü" + random.nextInt(100) + "/"), twelve(random));
        }
        return bins;
    }

    private static List<Counts> twelve(Random random) {
        return IntStream.range(0, 12)
                .mapToObj(bin -> {
                    long requests = random.nextInt(3) == 0 ? 0 : random.nextLong() >>> (1 + random.nextInt(62));
                    long forbidden = requests == 0 ? 0 : requests >>> random.nextInt(63);
                    return new Counts(requests, forbidden, forbidden >>> random.nextInt(63));
                })
                .toList();
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void unpackingRestoresWhatWasPacked(long seed) {
        Map<Scope, List<Counts>> bins = someBins(new Random(seed));
        assertThat(PackedBins.unpack(PackedBins.pack(bins))).isEqualTo(bins);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bytesThatAreCutShortAreRefused(long seed) {
        Random random = new Random(seed);
        byte[] packed = PackedBins.pack(someBins(random));
        byte[] cut = Arrays.copyOf(packed, random.nextInt(packed.length));
        assertThatThrownBy(() -> PackedBins.unpack(cut))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cut short after " + cut.length + " bytes");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyBytesAreReadOrRejected(long seed) {
        Random random = new Random(seed);
        byte[] versioned = new byte[random.nextInt(80)];
        random.nextBytes(versioned);
        if (versioned.length > 0) {
            versioned[0] = 1;
        }
        try {
            assertThat(PackedBins.unpack(versioned).values()).allMatch(bins -> bins.size() == 12);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }

    @Test
    void anotherVersionIsRefusedByItsNumber() {
        assertThatThrownBy(() -> PackedBins.unpack(new byte[] {9, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A stored sum has version 9, and this release reads version 1");
    }
}
