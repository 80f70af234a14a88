package why403.alert;

/**
 * The subject of an email through SNS: under 100 characters of ASCII without control characters.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">AWS: SNS Publish, Subject</a>
 */
final class Subject {

    private static final String SENDER = "[why403] ";
    private static final int LONGEST = 99;
    private static final String CUT = "...";

    private Subject() {}

    static String of(Title title) {
        return of(SENDER + title.fitting(line -> SENDER.length() + ascii(line).length() <= LONGEST));
    }

    /** The line as a subject, cut between two words if it is too long. */
    static String of(String line) {
        String ascii = ascii(line);
        if (ascii.length() <= LONGEST) {
            return ascii;
        }
        int end = LONGEST - CUT.length();
        int space = ascii.lastIndexOf(' ', end);
        String cut = ascii.substring(0, space > LONGEST / 2 ? space : end);
        return cut.replaceFirst("[ :,-]+$", "") + CUT;
    }

    private static String ascii(String line) {
        return line.replaceAll("[^\\x20-\\x7E]+", "?");
    }
}
