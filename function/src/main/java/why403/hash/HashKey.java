package why403.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/**
 * A key of 128 bits and the hash that it gives: SipHash-2-4.
 *
 * @see <a href="https://cr.yp.to/siphash/siphash-20120918.pdf">Aumasson and Bernstein: SipHash, a fast short-input
 *     PRF</a>
 */
public final class HashKey {

    /** The number of bytes of a key. */
    public static final int BYTES = 16;

    /** The key of a replay. It is not secret: the same input must give the same output. */
    public static final HashKey OF_REPLAY = new HashKey(0, 0);

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int WORD = Long.BYTES;

    private final long first;
    private final long second;

    private HashKey(long first, long second) {
        this.first = first;
        this.second = second;
    }

    /**
     * A key with these bytes.
     *
     * @throws IllegalArgumentException if they are not {@value #BYTES}
     */
    public static HashKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A key has " + BYTES + " bytes, not " + bytes.length);
        }
        return new HashKey(word(bytes, 0), word(bytes, WORD));
    }

    /**
     * A random key.
     *
     * @param random is only as secret as the key must be
     */
    public static HashKey random(RandomGenerator random) {
        return new HashKey(random.nextLong(), random.nextLong());
    }

    /** The hash of {@code bytes[from, to)}. All of its bits depend on all bytes and on the key. */
    public long hash(byte[] bytes, int from, int to) {
        long v0 = first ^ 0x736f6d6570736575L;
        long v1 = second ^ 0x646f72616e646f6dL;
        long v2 = first ^ 0x6c7967656e657261L;
        long v3 = second ^ 0x7465646279746573L;
        int length = to - from;
        int words = length / WORD;
        // One loop for the words, the last bytes with the length, and the end: a round cannot return four values.
        for (int i = 0; i < words + 2; i++) {
            boolean isEnd = i == words + 1;
            long word = isEnd ? 0 : i == words ? tail(bytes, from, length) : word(bytes, from + i * WORD);
            v2 ^= isEnd ? 0xff : 0;
            v3 ^= word;
            for (int round = isEnd ? 4 : 2; round > 0; round--) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v1;
                v0 += v3;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= word;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** The key is a secret, and objects end up in messages. */
    @Override
    public String toString() {
        return "a key of " + BYTES + " bytes";
    }

    private static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** The bytes after the last whole word, and the length in the highest byte. */
    private static long tail(byte[] bytes, int from, int length) {
        long tail = (long) length << 56;
        int rest = length % WORD;
        for (int i = 0; i < rest; i++) {
            tail |= (bytes[from + length - rest + i] & 0xFFL) << (8 * i);
        }
        return tail;
    }
}
