package why403.alert;

import java.nio.charset.StandardCharsets;

/** Lines under headings: a heading stands before its first line, and the others are indented as far. */
final class Sections {

    /** An SNS message may hold 262,144 bytes in all its forms together; this leaves room for the others. */
    private static final int MOST_BYTES = 64_000;

    private static final int INDENT = 7;
    private static final String CUT = "\n(Cut here: the rest is in the notice's JSON.)\n";

    private final StringBuilder text = new StringBuilder();
    private String heading = "";

    void add(String newHeading, String line) {
        String label = newHeading.equals(heading) ? "" : newHeading;
        heading = newHeading;
        text.append(label)
                .append(" ".repeat(Math.max(1, INDENT - label.length())))
                .append(Legible.text(line).replace("\n", "\n" + " ".repeat(INDENT)))
                .append('\n');
    }

    @Override
    public String toString() {
        return text.toString().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                ? text.toString()
                : Legible.beginning(text.toString(), MOST_BYTES / 4) + CUT;
    }
}
