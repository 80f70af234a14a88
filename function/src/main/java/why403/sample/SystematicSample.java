package why403.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * An evenly spaced sample of a stream of unknown length. It takes every item at first. Each time the sample becomes too
 * large, it drops every second item and doubles the sampling interval.
 */
final class SystematicSample<T> {

    private final int max;
    private final List<T> kept;
    private long seen;
    private long interval;

    /** @param max the maximum size; after the stream has exceeded it, the sample always has at least half of it */
    SystematicSample(int max) {
        this(max, new ArrayList<>(), 0, 1);
    }

    private SystematicSample(int max, List<T> kept, long seen, long interval) {
        this.max = max;
        this.kept = kept;
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
        if (kept.size() > max) {
            thin();
        }
    }

    private void thin() {
        int left = 0;
        for (int i = 0; i < kept.size(); i += 2) {
            kept.set(left++, kept.get(i));
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
        return new SystematicSample<>(max, new ArrayList<>(kept), seen, interval);
    }
}
