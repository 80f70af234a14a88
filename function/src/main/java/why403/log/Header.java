package why403.log;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The names in a header line.
 *
 * @param delimiter what separates the columns of the records below; empty if only the records show it
 */
record Header(List<String> names, Optional<Delimiter> delimiter) {

    /** Longer than any header line. A longer line is not examined. */
    private static final int LONGEST = 8 * 1024;

    private static final Comparator<Header> BY_KNOWN_NAMES = Comparator.comparingLong(Header::known)
            .thenComparingLong(header -> -header.names().size());

    Header {
        names = List.copyOf(names);
    }

    /** What follows {@code #Fields:}. White space between the names does not show the delimiter of the records. */
    static Header w3c(String names) {
        String trimmed = names.strip();
        Header usual = new Header(List.of(trimmed.split("\\s+")), Optional.empty());
        return Stream.concat(
                        Stream.of(usual),
                        candidates(trimmed)
                                .filter(header -> header.delimiter()
                                        .filter(delimiter -> !delimiter.text().isBlank())
                                        .isPresent()))
                .filter(Header::isOfNames)
                .max(BY_KNOWN_NAMES)
                .orElse(usual);
    }

    /** A line of field names, most of them known; empty if the line is something else. */
    static Optional<Header> plain(String line) {
        return candidates(line).filter(Header::isOfNames).max(BY_KNOWN_NAMES);
    }

    private static Stream<Header> candidates(String line) {
        return line.isEmpty() || line.length() > LONGEST
                ? Stream.empty()
                : Stream.concat(Delimiter.USUAL.stream(), delimitersAfterFirstName(line))
                        .map(delimiter -> new Header(delimiter.split(line), Optional.of(delimiter)));
    }

    private static Stream<Delimiter> delimitersAfterFirstName(String line) {
        return Stream.of(Field.values())
                .map(Field::columnName)
                .filter(line::startsWith)
                .flatMap(name -> IntStream.rangeClosed(1, Delimiter.MOST_CHARACTERS)
                        .filter(length -> name.length() + length < line.length())
                        .mapToObj(length -> new Delimiter(line.substring(name.length(), name.length() + length))));
    }

    private boolean isOfNames() {
        return known() >= 2 && known() * 2 > names.size();
    }

    private long known() {
        return names.stream().filter(name -> Field.named(name).isPresent()).count();
    }
}
