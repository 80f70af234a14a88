package why403.sample;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import why403.trigger.LogObject;

/**
 * Caches the records that a diagnosis can need while the objects of an event are tallied. Most records of an incident are
 * in the objects that reveal it. To download and unpack these objects again would double the work. An object that does
 * not fit into the cache is read again.
 */
public final class ExcerptCache {

    private static final long MAX_BYTES = 32L << 20;

    private final long maxBytes;
    private final Map<LogObject, ObjectExcerpt> cached = new HashMap<>();
    private long bytes;

    /** @param memory the memory of the process in bytes; the cache uses a quarter of it, at most {@value #MAX_BYTES} bytes */
    public ExcerptCache(long memory) {
        this.maxBytes = Math.min(MAX_BYTES, memory / 4);
    }

    /** A cache that keeps nothing. */
    public static ExcerptCache none() {
        return new ExcerptCache(0);
    }

    /** An empty excerpt for the next object, with the memory that is left. */
    public ObjectExcerpt begin() {
        return new ObjectExcerpt(maxBytes - bytes);
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
