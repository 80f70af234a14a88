package why403.benchmark;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Reads the arguments of a benchmark, which Maven passes as one line. */
public final class ArgumentWords {

    private ArgumentWords() {}

    /** The words of the line. */
    public static List<String> of(String line) {
        return Stream.of(line.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /**
     * The value of the option before it.
     *
     * @throws IllegalArgumentException if the option is the last word
     */
    public static String value(List<String> words, int index) {
        if (index >= words.size()) {
            throw new IllegalArgumentException(words.get(index - 1) + " needs a value");
        }
        return words.get(index);
    }

    /** Numbers and ranges such as {@code 1-6,9}. */
    public static List<Long> numbers(String text) {
        return Stream.of(text.split(","))
                .flatMapToLong(part -> {
                    String[] ends = part.split("-", 2);
                    return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
                })
                .boxed()
                .toList();
    }
}
