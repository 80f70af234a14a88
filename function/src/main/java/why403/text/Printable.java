package why403.text;

/**
 * Text that a viewer or anybody else may have chosen, made safe to show: no character can steer a terminal, hide, or change
 * the direction of the text around it.
 */
public final class Printable {

    private static final int LONGEST_EXCERPT = 80;
    private static final int LONGEST_NAME = 200;
    private static final char REPLACEMENT = '\uFFFD';
    private static final String CUT = "\u2026";

    private Printable() {}

    /** The text with U+FFFD in place of each unsafe character; line breaks stay. */
    public static String text(String foreign) {
        return replaced(foreign, true);
    }

    /** The text on one line, with U+FFFD in place of each unsafe character and of each line break. */
    public static String line(String foreign) {
        return replaced(foreign, false);
    }

    /** The text on one line, cut with an ellipsis after 80 characters. */
    public static String excerpt(String foreign) {
        return excerpt(foreign, LONGEST_EXCERPT);
    }

    /** The text on one line, cut with an ellipsis after that many characters. */
    public static String excerpt(String foreign, int longest) {
        String line = line(foreign);
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest)) + CUT;
    }

    /** A name, such as an object key, on one line, cut with an ellipsis after 200 characters. */
    public static String name(String foreign) {
        return excerpt(foreign, LONGEST_NAME);
    }

    /** Whether the text can be shown on one line as it is. */
    public static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(Printable::isUnsafe);
    }

    /** The longest beginning of at most that many {@code char}s that does not split a character in two. */
    public static String beginning(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean splitsPair = longest > 0
                && Character.isHighSurrogate(text.charAt(longest - 1))
                && Character.isLowSurrogate(text.charAt(longest));
        return text.substring(0, splitsPair ? longest - 1 : longest);
    }

    private static String replaced(String foreign, boolean keepsLineBreaks) {
        if (foreign.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return foreign;
        }
        return foreign.codePoints()
                .map(c -> isUnsafe(c) && !(keepsLineBreaks && c == '\n') ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
