package why403.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Looks for a byte eight bytes at a time, which no compiler of Lambda's does by itself. */
final class Bytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
    /** Multiplying 1 << 8k by it leaves k in the highest byte. */
    private static final long PLACES = 0x0001_0203_0405_0607L;

    private Bytes() {}

    /** Eight times the byte, as {@link #matches} wants it. */
    static long pattern(byte wanted) {
        return (wanted & 0xFFL) * 0x0101_0101_0101_0101L;
    }

    /** The highest bit of each of the eight bytes from {@code at} that is the wanted one; no other bit. */
    static long matches(byte[] bytes, int at, long pattern) {
        long different = (long) LONGS.get(bytes, at) ^ pattern;
        return ~(((different & LOW_BITS) + LOW_BITS) | different | LOW_BITS);
    }

    /** Which of the eight bytes the lowest match is. */
    static int first(long matches) {
        return (int) ((((matches & -matches) >>> 7) * PLACES) >>> 56);
    }

    /** Where the byte is first met in [from, to); -1 where it is not. */
    static int indexOf(byte[] bytes, byte wanted, int from, int to) {
        long pattern = pattern(wanted);
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long matches = matches(bytes, at, pattern);
            if (matches != 0) {
                return at + first(matches);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** Whether {@code expected} begins at {@code from} and ends before {@code to}. */
    static boolean beginsWith(byte[] bytes, int from, int to, byte[] expected) {
        int end = from + expected.length;
        return end <= to && Arrays.equals(bytes, from, end, expected, 0, expected.length);
    }
}
