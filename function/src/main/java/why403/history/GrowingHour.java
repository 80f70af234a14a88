package why403.history;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import why403.tally.Scope;
import why403.tally.Tally;

/**
 * The tallies of an hour that were read once, and to which new ones are added, so that the reads of an hour do not grow with
 * the square of its objects. It gives the summary of a complete reading, or none. Not thread-safe.
 */
public final class GrowingHour {

    /** An hour of more objects takes too much memory: about 100 bytes for each of them. */
    private static final int MOST_OBJECTS = 100_000;

    private static final int BYTES_OF_OBJECT = 100;

    private final String distribution;
    private final long hour;
    private final Map<Digest, Digest> contents = new HashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private HourCounts counts = new HourCounts();
    private boolean complete;

    /** An hour of which nothing was read yet. */
    public GrowingHour(String distribution, long hour) {
        this.distribution = distribution;
        this.hour = hour;
    }

    /** There are new tallies with these keys. They are fetched when they are needed. */
    public void expect(List<String> keys) {
        missing.addAll(keys);
    }

    /**
     * The summary of the hour's tallies as they are now: of those that were read before, and of the new ones. If one of them
     * replaces an earlier tally of the same object, all are read again.
     *
     * @param followed scopes whose traffic is contained even if they are not among the busiest
     */
    public HourSummary summary(Tallies tallies, Set<Scope> followed) {
        if (complete && catchUp(tallies)) {
            return counts.summary(distribution, hour, followed);
        }
        return read(tallies, followed);
    }

    /** Whether it can be summed without reading all tallies. An hour with very many scopes or objects cannot. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether there are new tallies that were not fetched yet. */
    public boolean isBehind() {
        return !missing.isEmpty();
    }

    /** About how much memory it takes, in bytes. */
    public long bytes() {
        return counts.bytes() + (long) BYTES_OF_OBJECT * (contents.size() + missing.size());
    }

    private boolean catchUp(Tallies tallies) {
        if (missing.isEmpty()) {
            return true;
        }
        Set<String> keys = Set.copyOf(missing);
        List<Tally> fetched = tallies.fetch(distribution, hour, keys);
        complete = false; // until all are added: an error in between leaves some out
        if (fetched.size() != keys.size() || fetched.stream().anyMatch(this::replacesAnother)) {
            return false;
        }
        fetched.forEach(this::add);
        missing.clear();
        complete = counts.fits() && contents.size() <= MOST_OBJECTS;
        return complete;
    }

    private boolean replacesAnother(Tally tally) {
        Digest before = contents.get(Digest.ofObject(tally));
        return before != null && !before.equals(Digest.ofContent(tally));
    }

    private void add(Tally tally) {
        if (remember(tally)) {
            counts.add(tally);
        }
    }

    /** Whether it was not known before. */
    private boolean remember(Tally tally) {
        return contents.size() <= MOST_OBJECTS && contents.put(Digest.ofObject(tally), Digest.ofContent(tally)) == null;
    }

    private HourSummary read(Tallies tallies, Set<Scope> followed) {
        complete = false;
        contents.clear();
        missing.clear();
        HourReader reader = new HourReader(followed);
        HourSummary summary = reader.read(
                distribution,
                hour,
                receiver -> tallies.visit(distribution, hour, tally -> {
                    remember(tally);
                    receiver.accept(tally);
                }));
        Optional<HourCounts> all = reader.counts();
        complete = all.isPresent() && contents.size() <= MOST_OBJECTS;
        counts = all.filter(any -> complete).orElseGet(HourCounts::new);
        if (!complete) {
            contents.clear();
        }
        return summary;
    }
}
