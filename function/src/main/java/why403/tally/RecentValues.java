package why403.tally;

import java.util.Arrays;

/**
 * Finds the counts of short values that occurred lately, by their bytes as logged. It saves most lines the keyed hash of
 * {@link Values}. A value has one place: whoever chooses values that share a place makes it useless, but not slow. Only the
 * first value allocates memory.
 */
final class RecentValues {

    private static final int PLACES = 64;
    private static final int LONGEST_BYTES = 40;

    private byte[] names = {};
    private final int[] lengths = new int[PLACES];
    private final MinuteSeries[] series = new MinuteSeries[PLACES];

    /** The place where the value in {@code bytes[from, to)} would be. */
    static int place(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 3) {
            return 0;
        }
        int mixed = bytes[from + 1] * 31 + bytes[from + (length >> 1)] * 7 + bytes[to - 2] * 13 + length;
        return (mixed ^ (mixed >>> 6)) & (PLACES - 1);
    }

    /** Whether that place has the value. */
    boolean has(int place, byte[] bytes, int from, int to) {
        int length = lengths[place];
        int name = place * LONGEST_BYTES;
        return length == to - from && length > 0 && Arrays.equals(names, name, name + length, bytes, from, to);
    }

    /** The counts of the value at that place. */
    MinuteSeries at(int place) {
        return series[place];
    }

    /** Replaces the value at that place, unless this one is too long. */
    void put(int place, byte[] bytes, int from, int to, MinuteSeries counts) {
        int length = to - from;
        if (length > LONGEST_BYTES) {
            return;
        }
        if (names.length == 0) {
            names = new byte[PLACES * LONGEST_BYTES];
        }
        System.arraycopy(bytes, from, names, place * LONGEST_BYTES, length);
        lengths[place] = length;
        series[place] = counts;
    }

    /** Forgets all values, because other counts hold for them from now on. */
    void clear() {
        Arrays.fill(lengths, 0);
    }
}
