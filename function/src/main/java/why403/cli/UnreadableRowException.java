package why403.cli;

import why403.text.Printable;

/** A row of a series that cannot be read. The message says what was expected and what was found. */
final class UnreadableRowException extends Exception {

    private static final long serialVersionUID = 1;
    private static final int LONGEST_QUOTE = 60;

    UnreadableRowException(String message) {
        super(message);
    }

    /** The text in quotes, safe to print: without control characters, and cut if it is long. */
    static String quoted(String text) {
        return "\"" + Printable.excerpt(text, LONGEST_QUOTE) + "\"";
    }
}
