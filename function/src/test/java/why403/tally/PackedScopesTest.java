package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.tally.Scope.Dimension;

/** The bytes of a tally contain all of it, and always fit into an item of the table. */
class PackedScopesTest {

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void unpackingRestoresWhatWasPacked(long seed) {
        Map<Scope, ScopeTally> scopes = someScopes(new Random(seed));
        assertThat(PackedScopes.unpack(PackedScopes.pack(scopes))).isEqualTo(scopes);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalScopesGiveEqualBytes(long seed) {
        Map<Scope, ScopeTally> scopes = someScopes(new Random(seed));
        assertThat(PackedScopes.pack(Map.copyOf(scopes))).isEqualTo(PackedScopes.pack(new HashMap<>(scopes)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bytesThatAreCutShortAreRefused(long seed) {
        Random random = new Random(seed);
        byte[] packed = PackedScopes.pack(someScopes(random));
        byte[] cut = Arrays.copyOf(packed, random.nextInt(packed.length));
        assertThatThrownBy(() -> PackedScopes.unpack(cut))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cut short after " + cut.length + " bytes");
    }

    @Test
    void aNameOfNegativeLengthIsRefused() {
        byte[] packed = {1, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
        assertThatThrownBy(() -> PackedScopes.unpack(packed)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aChangedByteIsDetectedWhenTheBytesAreRead(long seed) {
        Random random = new Random(seed);
        byte[] packed = PackedScopes.pack(someScopes(random));
        packed[random.nextInt(packed.length)] = (byte) random.nextInt();

        unpacked(packed)
                .values()
                .forEach(tally -> assertThat(tally.sum().requests()).isNotNegative());
    }

    private static Map<Scope, ScopeTally> unpacked(byte[] packed) {
        try {
            return PackedScopes.unpack(packed);
        } catch (IllegalArgumentException refused) {
            return Map.of();
        }
    }

    @Test
    void anotherVersionIsRefusedByItsNumber() {
        assertThatThrownBy(() -> PackedScopes.unpack(new byte[] {9, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A stored tally has version 9, and this release reads version 1");
    }

    @Test
    void theWorstTallyIsUnder200Kilobytes() {
        Map<Scope, ScopeTally> scopes = new HashMap<>();
        int[] counts = new int[180];
        Arrays.fill(counts, 2_000_000);
        ScopeTally fullest = new ScopeTally(
                counts,
                IntStream.range(0, 12)
                        .boxed()
                        .collect(Collectors.toMap(
                                bin -> bin,
                                bin -> IntStream.range(0, ClientCounter.MOST_KEPT)
                                        .mapToObj(client -> new ClientCount(-client, 2_000_000, 2_000_000))
                                        .toList())));
        scopes.put(Scope.WHOLE, fullest);
        for (Dimension dimension : List.of(Dimension.HOST, Dimension.PATH, Dimension.BEHAVIOR)) {
            scopes.put(Scope.other(dimension), fullest);
            for (int i = 0; i < ValueChoice.MOST_KEPT; i++) {
                scopes.put(Scope.of(dimension, String.format("%0" + Values.LONGEST_BYTES + "d", i)), fullest);
            }
        }
        Map<Scope, Counts> totals = IntStream.range(0, ScopeLimits.MOST_TOTALLED)
                .boxed()
                .collect(Collectors.toMap(
                        i -> Scope.of(Dimension.PATH, String.format("%0" + ValueChoice.LONGEST_TOTALLED + "d", i)),
                        i -> new Counts(2_000_000, 2_000_000, 2_000_000)));
        assertThat(PackedScopes.pack(scopes).length + PackedTotals.pack(totals).length)
                .isBetween(150_000, 200 * 1024);
    }

    private static Map<Scope, ScopeTally> someScopes(Random random) {
        Map<Scope, ScopeTally> scopes = new HashMap<>();
        scopes.put(Scope.WHOLE, someTally(random));
        for (int i = random.nextInt(4); i > 0; i--) {
            scopes.put(Scope.of(Dimension.HOST, "h" + random.nextInt(100) + ".example.com"), someTally(random));
            scopes.put(Scope.of(Dimension.PATH, "/ü" + random.nextInt(100) + "/"), someTally(random));
        }
        return scopes;
    }

    private static ScopeTally someTally(Random random) {
        int[] counts = new int[180];
        for (int minute = 0; minute < 60; minute++) {
            counts[minute * 3] = random.nextInt(3) == 0 ? 0 : random.nextInt(1 << random.nextInt(20));
            counts[minute * 3 + 1] = counts[minute * 3] == 0 ? 0 : random.nextInt(counts[minute * 3] + 1);
            counts[minute * 3 + 2] = counts[minute * 3 + 1] == 0 ? 0 : random.nextInt(counts[minute * 3 + 1] + 1);
        }
        Map<Integer, List<ClientCount>> clients = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            clients.put(random.nextInt(12), List.of(new ClientCount(random.nextLong(), 300, 300)));
        }
        return new ScopeTally(counts, clients);
    }
}
