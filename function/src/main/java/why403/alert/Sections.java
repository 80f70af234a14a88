package why403.alert;

import java.nio.charset.StandardCharsets;
import why403.text.Printable;

/** Text under headings: a heading stands before its first line, and the other lines are indented to the same column. */
final class Sections {

    /** An SNS message may hold 262,144 bytes in all its forms together; this leaves room for the others. */
    private static final int MOST_BYTES = 64_000;

    private static final int INDENT = 10;
    private static final int LEAST_GAP = 2;
    private static final String MARGIN = " ".repeat(INDENT);
    private static final String CUT = "(Cut here: the notice's JSON has the rest.)\n";

    private final StringBuilder text = new StringBuilder();
    private String heading = "";

    /** A line without heading, at the margin. */
    void add(String line) {
        text.append(Printable.text(line)).append('\n');
    }

    /** A line under a heading, which is printed if it is another one than before. */
    void add(String newHeading, String line) {
        String label = newHeading.equals(heading) ? "" : newHeading;
        heading = newHeading;
        int column = Math.max(INDENT, newHeading.length() + LEAST_GAP);
        text.append(label)
                .append(" ".repeat(column - label.length()))
                .append(Printable.text(line).replace("\n", "\n" + " ".repeat(column)))
                .append('\n');
    }

    /** A command on a line of its own. One of several lines is not indented: its line breaks may be part of a word. */
    void addCommand(String command) {
        text.append(command.contains("\n") ? "" : MARGIN)
                .append(Printable.text(command))
                .append('\n');
    }

    /** The text; what is too long is cut after a whole line, so that no command is cut in half. */
    @Override
    public String toString() {
        String whole = text.toString();
        return whole.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                ? whole
                : wholeLines(whole, MOST_BYTES / 4) + CUT;
    }

    /** The longest beginning of at most that many characters that ends with a line, or else with a character. */
    static String wholeLines(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = text.lastIndexOf('\n', longest - 1);
        return end < 0 ? Printable.beginning(text, longest) + "\n" : text.substring(0, end + 1);
    }
}
