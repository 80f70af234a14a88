package why403.alert;

import java.util.regex.Pattern;

/** Text that what viewers sent cannot turn into something else: no steering of terminals, no turned writing. */
final class Legible {

    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}&&[^\\n]]|\\p{Cs}|[\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]");
    private static final Pattern LINE_BREAK = Pattern.compile("[\\n\\u2028\\u2029]");

    private Legible() {}

    /** With a replacement character for each character that is not to be shown; line breaks stay. */
    static String text(String foreign) {
        return UNFIT.matcher(foreign).replaceAll("\uFFFD");
    }

    /** The same in one line. */
    static String line(String foreign) {
        return LINE_BREAK.matcher(text(foreign)).replaceAll(" ");
    }

    /** The longest beginning of at most that many characters that ends between two code points. */
    static String beginning(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean splitsOne = longest > 0
                && Character.isHighSurrogate(text.charAt(longest - 1))
                && Character.isLowSurrogate(text.charAt(longest));
        return text.substring(0, splitsOne ? longest - 1 : longest);
    }
}
