package why403.diagnosis;

/** Words of a POSIX shell's command line. */
final class Shell {

    private Shell() {}

    /** The text as one word: in single quotes where it needs any. */
    static String word(String text) {
        return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : quoted(text);
    }

    /** The text in single quotes, whatever is in it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
