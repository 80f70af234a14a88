package why403.log;

import java.util.regex.Pattern;

/**
 * A time that could not be read, as a message shows it. The columns of a record can be displaced, so that something else
 * stands in the place of its time. Only text that is short and has the look of a time is shown: no token, which would be
 * a longer run of letters and digits, and no address of a viewer.
 */
final class UnreadTime {

    private static final int LONGEST = 60;
    private static final String PART = "(?:[0-9TZ]{1,20}|[A-Za-z0-9]{1,9})";
    private static final Pattern LOOKS_LIKE_A_TIME =
            Pattern.compile("[+-]?" + PART + "(?:[-+:.,/ _%]{1,2}" + PART + ")*[.,]?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("(?i)[0-9a-f]*(?::[0-9a-f]*){4,}|[0-9a-f:]*::[0-9a-f:.]*");

    private final String text;

    UnreadTime(String text) {
        this.text = text;
    }

    /** The text in quotes, or a description of it. */
    @Override
    public String toString() {
        boolean shown = text.length() <= LONGEST
                && LOOKS_LIKE_A_TIME.matcher(text).matches()
                && !IPV4.matcher(text).matches()
                && !IPV6.matcher(text).matches();
        return shown ? "\"" + text + "\"" : "a text of " + text.length() + " characters that does not look like a time";
    }
}
