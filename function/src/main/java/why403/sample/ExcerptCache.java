package why403.sample;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import why403.trigger.LogObject;

/**
 * What a diagnosis may want of the objects of one event, kept while these are tallied: an incident is mostly in the
 * objects that show it, and fetching and unpacking them again would cost as much as all that was done with them before.
 * What does not fit is read again.
 */
public final class ExcerptCache {

    private static final long MOST_BYTES = 32L << 20;

    private final long mostBytes;
    private final Map<LogObject, ObjectExcerpt> kept = new HashMap<>();
    private long bytes;

    /** @param memory what the process may use; a quarter of it is taken, and no more than {@value #MOST_BYTES} bytes */
    public ExcerptCache(long memory) {
        this.mostBytes = Math.min(MOST_BYTES, memory / 4);
    }

    /** Begins an object, with the room that is left. */
    public ObjectExcerpt begin() {
        return new ObjectExcerpt(mostBytes - bytes);
    }

    /** Keeps what was taken of an object that was read to its end. */
    public void keep(LogObject object, ObjectExcerpt taken) {
        of(object).ifPresent(replaced -> bytes -= replaced.bytes());
        kept.remove(object);
        if (taken.isWhole()) {
            bytes += taken.bytes();
            kept.put(object, taken);
        }
    }

    Optional<ObjectExcerpt> of(LogObject object) {
        return Optional.ofNullable(kept.get(object));
    }
}
