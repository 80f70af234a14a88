package why403.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Quotes words for a POSIX shell, so that a reader can safely paste the command. */
public final class Shell {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    /** Characters that a terminal interprets, hides or reorders. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** Newlines are excluded, because {@code $(…)} drops them at its end. */
    private static final Pattern TO_BE_PRINTED = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]+");

    private Shell() {}

    /** Whether the text contains a character that must not reach a terminal unescaped. */
    public static boolean isUnprintable(String text) {
        return UNPRINTABLE.matcher(text).find();
    }

    /**
     * A word that the shell reads as this text, quoted if necessary.
     *
     * @param text without U+0000, which an argument of a process cannot contain
     */
    public static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    /**
     * The same, always quoted. A newline is the only unprintable character in the result.
     *
     * @param text without U+0000, which an argument of a process cannot contain
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
