package why403.trigger;

import java.util.stream.Collectors;

/** Foreign text on one line of a person's terminal. */
final class Printable {

    private static final int MOST_CHARACTERS = 200;

    private Printable() {}

    /** The text with its control characters written as Java writes them; a long one is cut. */
    static String of(String text) {
        return text.length() <= MOST_CHARACTERS ? whole(text) : whole(text.substring(0, MOST_CHARACTERS)) + "...";
    }

    /** The text with its control characters written as Java writes them. */
    static String whole(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.isISOControl(c) ? String.format("\\u%04x", c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
