package why403.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hash that nobody can predict without the key. */
class HashKeyTest {

    private static final int MASK = 0xFF;

    /** The vectors of the reference implementation: the bytes 0, 1, 2 and so on under the key 0, 1, ... 15. */
    @ParameterizedTest
    @CsvSource({
        "0, 726fdb47dd0e0e31",
        "1, 74f839c593dc67fd",
        "7, ab0200f58b01d137",
        "8, 93f5f5799a932462",
        "15, a129ca6149be45e5",
        "16, 3f2acc7f57c29bdb"
    })
    void theHashIsThatOfSipHash(int length, String expected) {
        HashKey key = HashKey.of(ascending(HashKey.BYTES));
        assertThat(Long.toHexString(key.hash(ascending(length), 0, length))).isEqualTo(expected);
    }

    @Test
    void onlyTheBytesInTheRangeCount() {
        byte[] text = "/video/one".getBytes(StandardCharsets.US_ASCII);
        byte[] longer = "GET /video/one HTTP".getBytes(StandardCharsets.US_ASCII);
        assertThat(HashKey.OF_REPLAY.hash(longer, 4, 14)).isEqualTo(HashKey.OF_REPLAY.hash(text, 0, text.length));
    }

    @Test
    void textsThatCollideUnderOneKeyAreSpreadUnderAnother() {
        List<byte[]> colliding = IntStream.range(0, 100_000)
                .mapToObj(i -> ("/" + i + "/").getBytes(StandardCharsets.US_ASCII))
                .filter(text -> place(HashKey.OF_REPLAY, text) == 0)
                .toList();
        HashKey other = HashKey.random(new Random(403));
        assertThat(colliding).hasSizeGreaterThan(300);
        assertThat(colliding.stream().map(text -> place(other, text)).distinct().count())
                .isGreaterThan(150);
    }

    @Test
    void aKeyOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HashKey.of(new byte[15]))
                .withMessage("A key has 16 bytes, not 15");
    }

    @Test
    void aKeyIsNeverShown() {
        assertThat(HashKey.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII)))
                .hasToString("a key of 16 bytes");
    }

    private static long place(HashKey key, byte[] text) {
        return key.hash(text, 0, text.length) & MASK;
    }

    private static byte[] ascending(int length) {
        byte[] bytes = new byte[length];
        IntStream.range(0, length).forEach(i -> bytes[i] = (byte) i);
        return bytes;
    }
}
