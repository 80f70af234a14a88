package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.tally.Scope.Dimension;

class PackedTotalsTest {

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static Map<Scope, Counts> someTotals(Random random) {
        Map<Scope, Counts> totals = new HashMap<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            long forbidden = random.nextInt(1 << random.nextInt(20));
            totals.put(
                    Scope.of(Dimension.PATH, "/ü" + random.nextInt(100) + "/"),
                    new Counts(forbidden + random.nextInt(1000), forbidden, random.nextLong(forbidden + 1)));
        }
        return totals;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void unpackingRestoresWhatWasPacked(long seed) {
        Map<Scope, Counts> totals = someTotals(new Random(seed));
        assertThat(PackedTotals.unpack(PackedTotals.pack(totals))).isEqualTo(totals);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalTotalsGiveEqualBytes(long seed) {
        Map<Scope, Counts> totals = someTotals(new Random(seed));
        assertThat(PackedTotals.pack(Map.copyOf(totals))).isEqualTo(PackedTotals.pack(new HashMap<>(totals)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bytesThatAreCutShortAreRefused(long seed) {
        Random random = new Random(seed);
        byte[] packed = PackedTotals.pack(someTotals(random));
        byte[] cut = Arrays.copyOf(packed, random.nextInt(packed.length));
        assertThatThrownBy(() -> PackedTotals.unpack(cut))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Stored totals are cut short after " + cut.length + " bytes");
    }

    @Test
    void anotherVersionIsRefusedByItsNumber() {
        assertThatThrownBy(() -> PackedTotals.unpack(new byte[] {9, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Stored totals have version 9, and this release reads version 1");
    }
}
