package why403.tally;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import why403.hash.HashKey;

/**
 * The values of one dimension with their counts, found by their bytes without creating strings. It follows the first
 * {@value #MOST_FOLLOWED} values. All others, and values that are too long, are counted together. Viewers choose values;
 * without the seed they cannot choose some that collide. The seed decides nothing else.
 */
final class Values {

    /** How many values are followed in one object. */
    static final int MOST_FOLLOWED = 4096;

    /** Longer values are counted together, so that the largest tally stays small. No real host is longer. */
    static final int LONGEST_BYTES = 128;

    private static final int INITIAL_SLOTS = 64;

    private byte[][] names = new byte[INITIAL_SLOTS][];
    private MinuteSeries[] series = new MinuteSeries[INITIAL_SLOTS];
    private int followed;
    private boolean closed;
    private final Supplier<MinuteSeries> newSeries;
    private final MinuteSeries other;
    private final HashKey seed;

    Values(Supplier<MinuteSeries> newSeries, HashKey seed) {
        this.seed = seed;
        this.newSeries = newSeries;
        this.other = newSeries.get();
    }

    /** The counts of the value in {@code bytes[from, to)}. */
    MinuteSeries of(byte[] bytes, int from, int to) {
        if (to - from > LONGEST_BYTES) {
            return other;
        }
        int slot = slotOf(bytes, from, to);
        if (names[slot] != null) {
            return series[slot];
        }
        if (closed || followed == MOST_FOLLOWED) {
            return other;
        }
        return follow(slot, Arrays.copyOfRange(bytes, from, to));
    }

    /** The counts of all other values together. */
    MinuteSeries other() {
        return other;
    }

    /**
     * Keeps only some values and follows no new ones. The counts of all others are added to {@link #other}.
     *
     * @return those of the others whose total can be stored
     */
    Map<String, MinuteSeries> close() {
        closed = true;
        ValueChoice choice = ValueChoice.among(values());
        choice.totalled().values().forEach(other::addAll);
        choice.rest().values().forEach(other::addAll);
        Arrays.fill(names, null);
        Arrays.fill(series, null);
        choice.kept().forEach((value, counts) -> put(value.getBytes(StandardCharsets.ISO_8859_1), counts));
        followed = choice.kept().size();
        return choice.totalled();
    }

    /** The followed values, with one {@code char} for each byte. */
    Map<String, MinuteSeries> values() {
        Map<String, MinuteSeries> values = new HashMap<>();
        for (int slot = 0; slot < names.length; slot++) {
            if (names[slot] != null) {
                values.put(new String(names[slot], StandardCharsets.ISO_8859_1), series[slot]);
            }
        }
        return values;
    }

    private MinuteSeries follow(int slot, byte[] name) {
        MinuteSeries counts = newSeries.get();
        names[slot] = name;
        series[slot] = counts;
        followed++;
        if (followed * 2 > names.length) {
            grow();
        }
        return counts;
    }

    private void grow() {
        byte[][] oldNames = names;
        MinuteSeries[] oldSeries = series;
        names = new byte[oldNames.length * 2][];
        series = new MinuteSeries[oldNames.length * 2];
        for (int i = 0; i < oldNames.length; i++) {
            if (oldNames[i] != null) {
                put(oldNames[i], oldSeries[i]);
            }
        }
    }

    private void put(byte[] name, MinuteSeries counts) {
        int slot = slotOf(name, 0, name.length);
        names[slot] = name;
        series[slot] = counts;
    }

    /** The slot of the value, or the free slot where it belongs. */
    private int slotOf(byte[] bytes, int from, int to) {
        int slot = (int) seed.hash(bytes, from, to) & (names.length - 1);
        while (names[slot] != null && !Arrays.equals(names[slot], 0, names[slot].length, bytes, from, to)) {
            slot = (slot + 1) & (names.length - 1);
        }
        return slot;
    }
}
