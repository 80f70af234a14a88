package why403.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The names in a header line, and what stands between them.
 *
 * @param delimiter between two columns of the records below; empty where only the first record shows it
 */
record Header(List<String> names, Optional<String> delimiter) {

    /** Longer than any header line, so that a long line is not taken apart in vain. */
    private static final int LONGEST = 8 * 1024;

    private static final int LONGEST_DELIMITER = 5;
    private static final String TAB = "\t";
    private static final List<String> USUAL_DELIMITERS = List.of(TAB, " ", ",", ";", "|");

    Header {
        names = List.copyOf(names);
    }

    /** What follows {@code #Fields:}. White space there says nothing of the records, which TABs separate then. */
    static Header w3c(String names) {
        String trimmed = names.strip();
        Header usual = new Header(List.of(trimmed.split("\\s+")), Optional.empty());
        return usual.isOfNames()
                ? usual
                : plain(trimmed)
                        .filter(header ->
                                header.delimiter().filter(String::isBlank).isEmpty())
                        .orElse(usual);
    }

    /** A line of field names, most of them known; empty where the line is none. */
    static Optional<Header> plain(String line) {
        if (line.isEmpty() || line.length() > LONGEST) {
            return Optional.empty();
        }
        return Stream.concat(USUAL_DELIMITERS.stream(), delimitersAfterFirstName(line))
                .map(delimiter -> new Header(split(line, delimiter), Optional.of(delimiter)))
                .filter(Header::isOfNames)
                .max(Comparator.comparingLong(Header::known)
                        .thenComparingLong(header -> -header.names().size()));
    }

    private static Stream<String> delimitersAfterFirstName(String line) {
        return Stream.of(Field.values())
                .map(Field::columnName)
                .filter(line::startsWith)
                .flatMap(name -> IntStream.rangeClosed(1, LONGEST_DELIMITER)
                        .filter(length -> name.length() + length < line.length())
                        .mapToObj(length -> line.substring(name.length(), name.length() + length)));
    }

    private boolean isOfNames() {
        return known() >= 2 && known() * 2 > names.size();
    }

    private long known() {
        return names.stream().filter(name -> Field.named(name).isPresent()).count();
    }

    /** How the records below are laid out, the first of which this is. */
    Layout layoutOf(String firstRecord) {
        String between = delimiter.orElseGet(() -> delimiterIn(firstRecord));
        return between.equals(TAB) ? new TabbedLayout(names) : new SeparatedLayout(names, between);
    }

    private String delimiterIn(String record) {
        if (record.contains(TAB)) {
            return TAB;
        }
        return USUAL_DELIMITERS.stream()
                .filter(delimiter -> split(record, delimiter).size() == names.size())
                .findFirst()
                .orElse(TAB);
    }

    private static List<String> split(String text, String delimiter) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
            pieces.add(text.substring(from, at));
            from = at + delimiter.length();
        }
        pieces.add(text.substring(from));
        return pieces;
    }
}
