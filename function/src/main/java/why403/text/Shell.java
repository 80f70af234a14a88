package why403.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words of a POSIX shell, fit to be shown: whoever reads a command may paste it. */
public final class Shell {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    /** What a terminal obeys, or shows as nothing or in another order. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** A newline at the end of what {@code $(…)} prints would be lost. */
    private static final Pattern TO_BE_PRINTED = Pattern.compile("(?:(?!\n)" + UNPRINTABLE + ")+");

    private Shell() {}

    /** Whether it holds a character that must not reach a terminal as it is. */
    public static boolean isUnprintable(String text) {
        return UNPRINTABLE.matcher(text).find();
    }

    /**
     * A word that the shell reads as that text, in quotes where it needs any.
     *
     * @param text without U+0000, which no argument of a process can hold
     */
    public static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    /**
     * The same, in quotes whatever it is; a newline is the only unprintable character in it.
     *
     * @param text without U+0000, which no argument of a process can hold
     */
    public static String quoted(String text) {
        String quoted = "'" + text.replace("'", "'\\''") + "'";
        return TO_BE_PRINTED.matcher(quoted).replaceAll(Shell::printed);
    }

    private static String printed(MatchResult unprintable) {
        byte[] bytes = unprintable.group().getBytes(StandardCharsets.UTF_8);
        String octal = IntStream.range(0, bytes.length)
                .mapToObj(i -> String.format(Locale.ROOT, "\\%03o", bytes[i] & 0xFF))
                .collect(Collectors.joining());
        return Matcher.quoteReplacement("'\"$(printf '" + octal + "')\"'");
    }
}
