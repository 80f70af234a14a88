package why403.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What separates the columns of a text log: one to five characters, which the customer chooses.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html">AWS:
 *     standard logging reference, which names the characters that CloudFront encodes</a>
 */
record Delimiter(String text) {

    static final int MOST_CHARACTERS = 5;

    static final Delimiter TAB = new Delimiter("\t");

    /** What nearly every log uses, TAB first. */
    static final List<Delimiter> USUAL =
            List.of(TAB, new Delimiter(" "), new Delimiter(","), new Delimiter(";"), new Delimiter("|"));

    /** Apart from control characters, spaces and everything outside of ASCII. A {@code %} begins an escape in a value. */
    private static final String ENCODED_IN_VALUES = "<>\"#{}|\\^~[]'`";

    /**
     * Whether a logged value can contain the delimiter, because CloudFront encodes none of its characters. AWS does not
     * document how such a delimiter is escaped in a value.
     */
    boolean canOccurInValues() {
        return text.chars().noneMatch(c -> c <= ' ' || c >= 0x7F || ENCODED_IN_VALUES.indexOf(c) >= 0);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The columns of a line. */
    List<String> split(String line) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at = line.indexOf(text); at >= 0; at = line.indexOf(text, from)) {
            pieces.add(line.substring(from, at));
            from = at + text.length();
        }
        pieces.add(line.substring(from));
        return pieces;
    }

    /** How the records are laid out whose columns have these names. */
    Layout layout(List<String> names) {
        return equals(TAB) ? new TabbedLayout(names) : new SeparatedLayout(names, this);
    }
}
