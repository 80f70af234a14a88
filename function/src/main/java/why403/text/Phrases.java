package why403.text;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small pieces of sentences: numbers, lists and counts. */
public final class Phrases {

    private Phrases() {}

    /** {@code 3,021}. */
    public static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 request}, {@code 3,021 requests}. */
    public static String count(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code GET, HEAD and OPTIONS}; empty text for an empty list. */
    public static String list(Collection<String> words) {
        List<String> all = List.copyOf(words);
        if (all.size() < 2) {
            return String.join("", all);
        }
        return String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.get(all.size() - 1);
    }

    /** {@code GET, HEAD and 5 more}. */
    public static String list(Collection<String> words, int atMost) {
        List<String> first = words.stream().limit(atMost).toList();
        int more = words.size() - first.size();
        return list(Stream.concat(first.stream(), more > 0 ? Stream.of(number(more) + " more") : Stream.empty())
                .toList());
    }

    /** How often each value occurs, most first; equal counts in alphabetical order. */
    public static <T> List<Map.Entry<String, Long>> ranked(Collection<T> things, Function<T, Stream<String>> values) {
        return things.stream()
                .flatMap(values)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .toList();
    }

    /** {@code CN (210), RU (30) and 4 more}; the values are made printable. */
    public static String counted(List<Map.Entry<String, Long>> ranked, int atMost) {
        return list(
                ranked.stream()
                        .map(entry -> Printable.excerpt(entry.getKey()) + " (" + number(entry.getValue()) + ")")
                        .toList(),
                atMost);
    }

    /** The two largest units: {@code 3 days 4 hours}, {@code 2 hours 5 minutes}, {@code 1 minute}, {@code 40 seconds}. */
    public static String duration(Duration duration) {
        if (duration.toDays() > 0) {
            return units(duration.toDays(), "day", duration.toHoursPart(), "hour");
        }
        if (duration.toHours() > 0) {
            return units(duration.toHours(), "hour", duration.toMinutesPart(), "minute");
        }
        return duration.toMinutes() > 0 ? count(duration.toMinutes(), "minute") : count(duration.toSeconds(), "second");
    }

    private static String units(long larger, String largerUnit, long smaller, String smallerUnit) {
        return count(larger, largerUnit) + (smaller > 0 ? " " + count(smaller, smallerUnit) : "");
    }

    /** The text with a full stop, unless it ends a sentence already. */
    public static String sentence(String text) {
        return text.matches("(?s).*[.!?]\\)?") ? text : text + ".";
    }

    /** The text with its first letter in upper case. */
    public static String capitalized(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** The text with its first letter in lower case. */
    public static String uncapitalized(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    /** {@code was} for one, {@code were} for several. */
    public static String wasOrWere(long count) {
        return count == 1 ? "was" : "were";
    }

    /** {@code is} for one, {@code are} for several. */
    public static String isOrAre(long count) {
        return count == 1 ? "is" : "are";
    }
}
