package why403.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * An evenly spaced sample of a stream of unknown length. It takes every item at first. Each time the sample becomes too
 * large, in items or in bytes, it drops every second item and doubles the sampling interval.
 */
final class SystematicSample<T> {

    private final int mostItems;
    private final long mostBytes;
    private final ToLongFunction<T> bytesOf;
    private final List<T> kept;
    private long bytes;
    private long seen;
    private long interval;

    /**
     * An empty sample.
     *
     * @param mostItems after the stream has exceeded it, the sample always has at least half of it, unless the bytes are
     *     fewer
     * @param mostBytes exceeded only by a single item
     * @param bytesOf the memory of an item
     */
    SystematicSample(int mostItems, long mostBytes, ToLongFunction<T> bytesOf) {
        this(mostItems, mostBytes, bytesOf, new ArrayList<>(), 0, 0, 1);
    }

    private SystematicSample(
            int mostItems,
            long mostBytes,
            ToLongFunction<T> bytesOf,
            List<T> kept,
            long bytes,
            long seen,
            long interval) {
        this.mostItems = mostItems;
        this.mostBytes = mostBytes;
        this.bytesOf = bytesOf;
        this.kept = kept;
        this.bytes = bytes;
        this.seen = seen;
        this.interval = interval;
    }

    /**
     * Counts the next item and decides whether the sample includes it. If so, call {@link #keep} with it.
     *
     * @param weight how many items of the stream this one represents, a power of two
     */
    boolean samplesNext(long weight) {
        while (interval < weight) {
            thin();
        }
        long before = (seen - 1) & -interval;
        seen += weight;
        return ((seen - 1) & -interval) > before;
    }

    void keep(T item) {
        kept.add(item);
        bytes += bytesOf.applyAsLong(item);
        while (kept.size() > mostItems || (bytes > mostBytes && kept.size() > 1)) {
            thin();
        }
    }

    private void thin() {
        int left = 0;
        bytes = 0;
        for (int i = 0; i < kept.size(); i += 2) {
            T item = kept.get(i);
            bytes += bytesOf.applyAsLong(item);
            kept.set(left++, item);
        }
        kept.subList(left, kept.size()).clear();
        interval *= 2;
    }

    List<T> kept() {
        return List.copyOf(kept);
    }

    /** How many items of the stream each sampled item represents, at least 1. */
    double weight() {
        return kept.isEmpty() ? 1 : (double) seen / kept.size();
    }

    SystematicSample<T> copy() {
        return new SystematicSample<>(mostItems, mostBytes, bytesOf, new ArrayList<>(kept), bytes, seen, interval);
    }
}
