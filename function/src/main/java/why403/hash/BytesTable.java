package why403.hash;

import java.util.Arrays;
import java.util.Optional;

/**
 * A map from bytes to values. A lookup takes a range of a buffer, so it allocates nothing. Whoever does not know the seed
 * cannot choose keys that collide.
 *
 * @param <V> the type of the values
 */
public final class BytesTable<V> {

    private static final class Entry<V> {

        private final byte[] key;
        private final Optional<V> value;

        Entry(byte[] key, V value) {
            this.key = key;
            this.value = Optional.of(value);
        }
    }

    private static final int LARGEST = 1 << 16;

    private final HashKey seed;
    private Object[] entries = new Object[128];
    private int size;

    public BytesTable(HashKey seed) {
        this.seed = seed;
    }

    /** The value of the key in [from, to); empty if there is none. */
    public Optional<V> get(byte[] bytes, int from, int to) {
        int place = place(bytes, from, to);
        return entries[place] == null ? Optional.empty() : entry(place).value;
    }

    /** Adds a key, or replaces its value. A table that would grow beyond its limit drops all other keys first. */
    public void put(byte[] key, V value) {
        if (size * 2 >= entries.length) {
            grow();
        }
        int place = place(key, 0, key.length);
        size += entries[place] == null ? 1 : 0;
        entries[place] = new Entry<>(key, value);
    }

    private void grow() {
        Object[] old = entries;
        boolean full = old.length == LARGEST;
        entries = new Object[full ? old.length : old.length * 2];
        size = 0;
        if (!full) {
            Arrays.stream(old).filter(entry -> entry != null).forEach(this::add);
        }
    }

    private void add(Object entry) {
        byte[] key = ((Entry<?>) entry).key;
        entries[place(key, 0, key.length)] = entry;
        size++;
    }

    @SuppressWarnings("unchecked")
    private Entry<V> entry(int place) {
        return (Entry<V>) entries[place];
    }

    /** Where the key is, or where it would be added. */
    private int place(byte[] bytes, int from, int to) {
        int mask = entries.length - 1;
        int place = (int) seed.hash(bytes, from, to) & mask;
        while (entries[place] != null && !isKey(place, bytes, from, to)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private boolean isKey(int place, byte[] bytes, int from, int to) {
        byte[] key = entry(place).key;
        return Arrays.equals(key, 0, key.length, bytes, from, to);
    }
}
