package why403.history;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which tallies marked the hours of a distribution since these were last watched. Who has seen all earlier ones can fetch only
 * the new ones: if the number has grown by as many as the hours list more, nothing is missing.
 *
 * @param number how often an hour of the distribution was marked so far, and a constant; 0 if unknown
 * @param hours by marked hour since the epoch
 */
public record Arrivals(long number, Map<Long, OfHour> hours) {

    /** Nothing is known. */
    public static final Arrivals UNKNOWN = new Arrivals(0, Map.of());

    /**
     * The arrivals of one hour.
     *
     * @param keys of the tallies, in the order of their marks; the same tally can occur again
     * @param unlisted how many more there are
     */
    public record OfHour(List<String> keys, long unlisted) {

        public OfHour {
            keys = List.copyOf(keys);
        }

        /** How many marks the hour got. */
        public long total() {
            return keys.size() + unlisted;
        }
    }

    public Arrivals {
        hours = Collections.unmodifiableMap(new TreeMap<>(hours));
    }

    /** Whether the number is known. */
    public boolean isKnown() {
        return number > 0;
    }
}
