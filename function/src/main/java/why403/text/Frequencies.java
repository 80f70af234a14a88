package why403.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How often texts occur, where only the first of many are wanted: to sort thousands of keys takes longer than to count them.
 */
public final class Frequencies {

    private static final Comparator<Map.Entry<String, Long>> MOST_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private final Map<String, Long> counts = new HashMap<>();

    private Frequencies() {}

    /** The frequencies of these texts. */
    public static Frequencies of(Stream<String> texts) {
        Frequencies frequencies = new Frequencies();
        texts.forEach(text -> frequencies.counts.merge(text, 1L, Long::sum));
        return frequencies;
    }

    /** The number of different texts. */
    public int different() {
        return counts.size();
    }

    /** The most frequent texts, most first; equal counts in alphabetical order. */
    public List<Map.Entry<String, Long>> first(int atMost) {
        List<Map.Entry<String, Long>> first = new ArrayList<>();
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            int place = first.size();
            while (place > 0 && MOST_FIRST.compare(entry, first.get(place - 1)) < 0) {
                place--;
            }
            if (place < atMost) {
                first.add(place, entry);
                first.subList(Math.min(atMost, first.size()), first.size()).clear();
            }
        }
        return first;
    }
}
