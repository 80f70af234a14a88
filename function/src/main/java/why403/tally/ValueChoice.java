package why403.tally;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which values of a dimension a tally keeps. The choice depends on what the object contains and on nothing else, so the
 * same object gives the same tally.
 *
 * @param kept by value: those with the most requests, and of the others those with the most forbidden requests: a path
 *     that only one request in a thousand asks for can fail completely
 * @param totalled the next values by requests: their total can be stored, so that the usual rate of a value is known
 *     before it is among the worst
 * @param rest all others
 */
record ValueChoice(Map<String, MinuteSeries> kept, Map<String, MinuteSeries> totalled, Map<String, MinuteSeries> rest) {

    /** How many values are kept at most: a stored tally has space for this many. */
    static final int MOST_KEPT = ScopeLimits.MOST_REQUESTED + ScopeLimits.MOST_FORBIDDEN;

    /** Longer names are not totalled, so that the largest tally stays small. Few first path segments are longer. */
    static final int LONGEST_TOTALLED = 28;

    private static final Comparator<Map.Entry<String, MinuteSeries>> BUSIEST_FIRST = Comparator.comparingLong(
                    (Map.Entry<String, MinuteSeries> entry) -> entry.getValue().requests())
            .reversed()
            .thenComparing(Map.Entry::getKey);

    private static final Comparator<Map.Entry<String, MinuteSeries>> WORST_FIRST = Comparator.comparingLong(
                    (Map.Entry<String, MinuteSeries> entry) -> entry.getValue().forbidden())
            .reversed()
            .thenComparing(BUSIEST_FIRST);

    /** Chooses among the values. Of equal values, the first by name is chosen. */
    static ValueChoice among(Map<String, MinuteSeries> values) {
        List<Map.Entry<String, MinuteSeries>> left = new ArrayList<>(values.entrySet());
        Map<String, MinuteSeries> kept = new LinkedHashMap<>();
        move(left, BUSIEST_FIRST, ScopeLimits.MOST_REQUESTED, kept);
        move(left, WORST_FIRST, ScopeLimits.MOST_FORBIDDEN, kept);
        Map<String, MinuteSeries> rest = new LinkedHashMap<>();
        left.stream()
                .filter(entry -> entry.getKey().length() > LONGEST_TOTALLED)
                .forEach(entry -> rest.put(entry.getKey(), entry.getValue()));
        left.removeIf(entry -> rest.containsKey(entry.getKey()));
        Map<String, MinuteSeries> totalled = new LinkedHashMap<>();
        move(left, BUSIEST_FIRST, ScopeLimits.MOST_TOTALLED, totalled);
        left.forEach(entry -> rest.put(entry.getKey(), entry.getValue()));
        return new ValueChoice(kept, totalled, rest);
    }

    private static void move(
            List<Map.Entry<String, MinuteSeries>> from,
            Comparator<Map.Entry<String, MinuteSeries>> order,
            int most,
            Map<String, MinuteSeries> to) {
        from.sort(order);
        List<Map.Entry<String, MinuteSeries>> first = from.subList(0, Math.min(most, from.size()));
        first.forEach(entry -> to.put(entry.getKey(), entry.getValue()));
        first.clear();
    }
}
