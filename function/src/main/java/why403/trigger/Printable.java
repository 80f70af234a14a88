package why403.trigger;

import java.util.stream.Collectors;

/** Makes text from outside safe for one line of a terminal. */
final class Printable {

    private static final int MOST_CHARACTERS = 200;

    private Printable() {}

    /** The text with control characters as Java escapes; a long text is cut. */
    static String of(String text) {
        return text.length() <= MOST_CHARACTERS ? whole(text) : whole(text.substring(0, MOST_CHARACTERS)) + "...";
    }

    /** The text with control characters as Java escapes. */
    static String whole(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.isISOControl(c) ? String.format("\\u%04x", c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
