package why403.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes words for a person from values that a viewer, or anybody, may have chosen. */
public final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    /** The text on one line, cut where it is long; what has no shape becomes {@code ?}. */
    public static String of(String text) {
        if (text.length() <= LONGEST && text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return text;
        }
        String line = text.codePoints()
                .map(c -> isShapeless(c) ? '?' : c)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.codePointCount(0, text.length()) > LONGEST ? line + "…" : line;
    }

    private static boolean isShapeless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** {@code 3,021}. */
    public static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 request}, {@code 3,021 requests}. */
    public static String count(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code GET, HEAD and OPTIONS}. */
    public static String list(Collection<String> words) {
        List<String> all = List.copyOf(words);
        if (all.size() < 2) {
            return String.join("", all);
        }
        return String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.get(all.size() - 1);
    }

    /** How often each value is met, most first, equals in the order of the alphabet. */
    public static <T> List<Map.Entry<String, Long>> ranked(Collection<T> things, Function<T, Stream<String>> values) {
        return things.stream()
                .flatMap(values)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .toList();
    }

    /** {@code CN (210), RU (30) and 4 more}. */
    public static String counted(List<Map.Entry<String, Long>> ranked, int atMost) {
        Stream<String> first =
                ranked.stream().limit(atMost).map(entry -> of(entry.getKey()) + " (" + number(entry.getValue()) + ")");
        int more = Math.max(0, ranked.size() - atMost);
        return list(Stream.concat(first, more > 0 ? Stream.of(number(more) + " more") : Stream.empty())
                .toList());
    }
}
