package why403.log.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Searches eight bytes at a time, because the compiler that Lambda uses (C1) does not vectorize loops. */
public final class ByteSearch {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long NEWLINES = '\n' * ONES;
    private static final long EVERY_SECOND = 0x00FF_00FF_00FF_00FFL;
    private static final long SIXTEENS = 0x1010_1010_1010_1010L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
    /** Multiplying 1 << 8k by it leaves k in the highest byte. */
    private static final long PLACES = 0x0001_0203_0405_0607L;

    private ByteSearch() {}

    /**
     * Marks bytes below 16, such as TAB and newline: the highest bit of each of them among the eight bytes from {@code
     * at}. A byte of 16 right after a marked one can be marked as well.
     */
    public static long low(byte[] bytes, int at) {
        long eight = (long) LONGS.get(bytes, at);
        return (eight - SIXTEENS) & ~eight & HIGHEST_BITS;
    }

    /** Marks newlines in the same way. The first mark is right. */
    public static long newlines(byte[] bytes, int at) {
        long different = (long) LONGS.get(bytes, at) ^ NEWLINES;
        return (different - ONES) & ~different & HIGHEST_BITS;
    }

    /** The sum of the eight bytes of a number, each without a sign. */
    public static int sumOfBytes(long eight) {
        long pairs = (eight & EVERY_SECOND) + ((eight >>> Byte.SIZE) & EVERY_SECOND);
        return (int) ((pairs * 0x0001_0001_0001_0001L) >>> 48);
    }

    /** The eight bytes from {@code at} as a number, the first one lowest. */
    public static long eight(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Whether both ranges have the same bytes. */
    public static boolean areEqual(byte[] one, int oneFrom, byte[] other, int otherFrom, int length) {
        int done = 0;
        for (; done + Long.BYTES <= length; done += Long.BYTES) {
            if ((long) LONGS.get(one, oneFrom + done) != (long) LONGS.get(other, otherFrom + done)) {
                return false;
            }
        }
        while (done < length && one[oneFrom + done] == other[otherFrom + done]) {
            done++;
        }
        return done == length;
    }

    /** Which of the eight bytes is the first marked one, from 0. */
    public static int first(long marks) {
        return (int) ((((marks & -marks) >>> 7) * PLACES) >>> 56);
    }

    /** The index of the first such byte in [from, to); -1 if there is none. */
    public static int indexOf(byte[] bytes, byte wanted, int from, int to) {
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

    /** Whether the bytes from {@code from} on, up to {@code to} at most, begin with {@code expected}. */
    public static boolean beginsWith(byte[] bytes, int from, int to, byte[] expected) {
        int end = from + expected.length;
        return end <= to && Arrays.equals(bytes, from, end, expected, 0, expected.length);
    }
}
