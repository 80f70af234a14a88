package why403.account;

import java.util.regex.Pattern;

/** Words of a POSIX shell. */
final class Shell {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,-]+");

    private Shell() {}

    /**
     * A word that the shell reads as that text.
     *
     * @param text without U+0000, which no argument of a process can hold
     */
    static String quote(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
