package why403.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Looks for a byte eight bytes at a time, which no compiler of Lambda's does by itself. */
final class Bytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long SIXTEENS = 0x1010_1010_1010_1010L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
    /** Multiplying 1 << 8k by it leaves k in the highest byte. */
    private static final long PLACES = 0x0001_0203_0405_0607L;

    private Bytes() {}

    /**
     * The highest bit of each of the eight bytes from {@code at} that is below 16, as TAB and newline are. A byte of 16
     * right after one of these may be marked, too.
     */
    static long low(byte[] bytes, int at) {
        long eight = (long) LONGS.get(bytes, at);
        return (eight - SIXTEENS) & ~eight & HIGHEST_BITS;
    }

    /** Which of the eight bytes is the first one marked. */
    static int first(long marks) {
        return (int) ((((marks & -marks) >>> 7) * PLACES) >>> 56);
    }

    /** Where the byte is first met in [from, to); -1 where it is not. */
    static int indexOf(byte[] bytes, byte wanted, int from, int to) {
        long pattern = (wanted & 0xFFL) * ONES;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long different = (long) LONGS.get(bytes, at) ^ pattern;
            long same = (different - ONES) & ~different & HIGHEST_BITS;
            if (same != 0) {
                return at + first(same);
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
