package why403.cli;

/** A row of a series that cannot be read; the message says what was expected and what was there. */
final class UnreadableRowException extends Exception {

    private static final long serialVersionUID = 1;
    private static final int LONGEST_QUOTE = 60;

    UnreadableRowException(String message) {
        super(message);
    }

    /** What was there, fit to be printed: no control characters, and not all of it where it is long. */
    static String quoted(String text) {
        String start = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
        return "\"" + start.replaceAll("[\\p{Cc}\\p{Cf}]", "?") + "\"";
    }
}
