package why403.log;

import java.util.Arrays;
import java.util.Optional;

/** A map from bytes to values that can be asked with a piece of a buffer, so that asking makes no garbage. */
final class BytesTable<V> {

    private static final class Entry<V> {

        private final byte[] key;
        private final Optional<V> value;

        Entry(byte[] key, V value) {
            this.key = key;
            this.value = Optional.of(value);
        }
    }

    private static final int LARGEST = 1 << 16;

    private Object[] entries = new Object[128];
    private int size;

    /** The value of the key [from, to); empty where there is none. */
    Optional<V> get(byte[] bytes, int from, int to) {
        int place = place(bytes, from, to);
        return entries[place] == null ? Optional.empty() : entry(place).value;
    }

    /** Adds a key. A table that has grown very large forgets all others first. */
    void put(byte[] key, V value) {
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

    /** Where the key is, or is to be. */
    private int place(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int mask = entries.length - 1;
        int place = (hash ^ (hash >>> 15)) & mask;
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
