package why403.lambda;

/**
 * Makes a valid value of a CloudWatch dimension: printable ASCII, not blank, no leading colon, at most 1,024 characters.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html">AWS: Dimension</a>
 */
final class DimensionValue {

    private static final int MAX_CHARACTERS = 1024;

    private DimensionValue() {}

    /** The text with a question mark in place of each invalid character, cut to the maximum length. */
    static String of(String text) {
        String printable = text.replaceAll("[^ -~]|^:|^\\s*$", "?");
        return printable.substring(0, Math.min(MAX_CHARACTERS, printable.length()));
    }
}
