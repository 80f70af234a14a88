package why403.sample;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import why403.trigger.LogObject;

/**
 * Caches records that a diagnosis can need while the objects of an event are tallied. Most records of an incident are in
 * the objects that reveal it. To download and unpack these objects again would double the work. If the memory runs out, all
 * excerpts are thinned. An object whose excerpt is too coarse for an incident is read again.
 */
public final class ExcerptCache {

    private static final long MAX_BYTES = 32L << 20;

    private final long maxBytes;
    private final Map<LogObject, ObjectExcerpt> cached = new HashMap<>();
    private long bytes;

    /**
     * An empty cache.
     *
     * @param memory the memory of the process in bytes; the cache uses a quarter of it, at most {@value #MAX_BYTES} bytes. 0
     *     for a process that tallies and does not diagnose: such a cache keeps nothing
     */
    public ExcerptCache(long memory) {
        this.maxBytes = Math.min(MAX_BYTES, memory / 4);
    }

    /** A cache that keeps nothing. */
    public static ExcerptCache none() {
        return new ExcerptCache(0);
    }

    /** Whether it can keep anything. If not, nothing needs to be added to an excerpt, and tallying is faster. */
    public boolean isUsed() {
        return maxBytes > 0;
    }

    /** An empty excerpt for the next object, with the memory that is left. */
    public ObjectExcerpt begin() {
        if (isNearlyFull()) {
            cached.values().forEach(ObjectExcerpt::thinOrdinary);
            sum();
        }
        while (isNearlyFull() && forbidden() > ObjectExcerpt.MOST_FORBIDDEN) {
            thinFinest();
            sum();
        }
        return new ObjectExcerpt(maxBytes - bytes);
    }

    private boolean isNearlyFull() {
        return maxBytes - bytes < maxBytes / 4;
    }

    private long forbidden() {
        return cached.values().stream().mapToLong(one -> one.forbidden().size()).sum();
    }

    /** Every object contributes the same fraction in the end, so a coarser excerpt than the others would be of no use. */
    private void thinFinest() {
        long finest = cached.values().stream()
                .filter(one -> one.forbidden().size() > 0)
                .mapToLong(ObjectExcerpt::forbiddenWeight)
                .min()
                .orElse(1);
        cached.values().stream().filter(one -> one.forbiddenWeight() == finest).forEach(ObjectExcerpt::thinForbidden);
    }

    private void sum() {
        bytes = cached.values().stream().mapToLong(ObjectExcerpt::bytes).sum();
    }

    /** Caches the excerpt of an object that was read to its end, unless the excerpt exceeded its memory. */
    public void keep(LogObject object, ObjectExcerpt excerpt) {
        of(object).ifPresent(replaced -> bytes -= replaced.bytes());
        cached.remove(object);
        if (excerpt.isWhole()) {
            bytes += excerpt.bytes();
            cached.put(object, excerpt);
        }
    }

    Optional<ObjectExcerpt> of(LogObject object) {
        return Optional.ofNullable(cached.get(object));
    }
}
