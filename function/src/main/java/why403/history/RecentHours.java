package why403.history;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import why403.tally.Scope;

/**
 * The hours that a process has read, and what it has seen of each distribution, so that a pass reads only the tallies that are
 * new. An hour is forgotten as soon as another process may have changed something that the state does not list: a process
 * that starts, or that shares the work with another one, reads it completely. So a pass sees the same with and without this
 * memory, which is bounded. Not thread-safe.
 */
public final class RecentHours {

    private static final int MOST_DISTRIBUTIONS = 10_000;
    private static final int PART_OF_HEAP = 8;

    private record Key(String distribution, long hour) {}

    /**
     * What was seen of a distribution.
     *
     * @param number as it was in the state that was read last
     * @param seen by marked hour: how many of its marks were seen
     */
    private record Position(long number, Map<Long, Long> seen) {}

    private final long mostBytes;
    private final Map<Key, GrowingHour> hours = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Key, Long> bytes = new HashMap<>();
    private final Map<String, Position> positions = new LinkedHashMap<>();
    private long allBytes;

    /**
     * A memory without hours.
     *
     * @param mostBytes about how much memory the hours may take; 0 to keep nothing
     */
    public RecentHours(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A memory of a part of the heap. */
    public static RecentHours ofHeap(long heap) {
        return new RecentHours(heap / PART_OF_HEAP);
    }

    /**
     * Learns what is new.
     *
     * @param state as it is now; it is read before any summary of a pass
     */
    public void learn(DistributionState state) {
        String distribution = state.distribution();
        Arrivals arrivals = state.arrivals();
        Position before = positions.remove(distribution);
        if (before == null || !explains(arrivals, before)) {
            forget(distribution);
        } else {
            arrivals.hours().forEach((hour, arrived) -> learn(new Key(distribution, hour), arrived, before));
        }
        Map<Long, Long> seen = new HashMap<>();
        arrivals.hours().forEach((hour, arrived) -> seen.put(hour, arrived.total()));
        positions.put(distribution, new Position(arrivals.number(), seen));
        forgetOldest();
    }

    /**
     * Whether the marks since then are all listed. A list that another process has removed, also if a new one has begun, and a
     * mark of an earlier release make the sum too small.
     */
    private static boolean explains(Arrivals arrivals, Position before) {
        long more = 0;
        for (Map.Entry<Long, Arrivals.OfHour> hour : arrivals.hours().entrySet()) {
            long added = hour.getValue().total() - before.seen().getOrDefault(hour.getKey(), 0L);
            if (added < 0) {
                return false;
            }
            more += added;
        }
        return arrivals.isKnown() && more == arrivals.number() - before.number();
    }

    private void learn(Key key, Arrivals.OfHour arrived, Position before) {
        GrowingHour hour = hours.get(key);
        if (hour == null) {
            return;
        }
        long added = arrived.total() - before.seen().getOrDefault(key.hour(), 0L);
        int listed = arrived.keys().size();
        if (arrived.unlisted() > 0 || added > listed) {
            forget(key);
        } else {
            hour.expect(arrived.keys().subList(listed - (int) added, listed));
        }
    }

    /** The hour is not marked any more, and what its state listed is gone. */
    public void cleared(String distribution, Set<Long> cleared) {
        Position position = positions.get(distribution);
        if (position != null) {
            position.seen().keySet().removeAll(cleared);
        }
    }

    /** Whether the summary of an hour is here, so that nothing must be read for it. */
    public boolean has(String distribution, long hour) {
        GrowingHour known = hours.get(new Key(distribution, hour));
        return known != null && known.isComplete() && !known.isBehind();
    }

    /** The summary of an hour that contains at least everything that was learned. */
    public HourSummary summary(Tallies tallies, String distribution, long hour, Set<Scope> followed) {
        Key key = new Key(distribution, hour);
        GrowingHour growing = hours.getOrDefault(key, new GrowingHour(distribution, hour));
        try {
            return growing.summary(tallies, followed);
        } finally {
            forget(key);
            if (growing.isComplete() && positions.containsKey(distribution)) {
                keep(key, growing);
            }
        }
    }

    private void keep(Key key, GrowingHour hour) {
        hours.put(key, hour);
        bytes.put(key, hour.bytes());
        allBytes += bytes.get(key);
        while (allBytes > mostBytes) {
            forget(hours.keySet().iterator().next());
        }
    }

    private void forget(Key key) {
        hours.remove(key);
        Long size = bytes.remove(key);
        allBytes -= size == null ? 0 : size;
    }

    private void forget(String distribution) {
        List<Key> its = hours.keySet().stream()
                .filter(key -> key.distribution().equals(distribution))
                .toList();
        its.forEach(this::forget);
    }

    private void forgetOldest() {
        Iterator<String> oldest = positions.keySet().iterator();
        while (positions.size() > MOST_DISTRIBUTIONS) {
            String distribution = oldest.next();
            oldest.remove();
            forget(distribution);
        }
    }
}
