package why403.lambda;

/**
 * What CloudWatch takes for a dimension's value: printable ASCII, not blank, no colon first, 1,024 characters at most.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html">AWS: Dimension</a>
 */
final class DimensionValue {

    private static final int MOST_CHARACTERS = 1024;

    private DimensionValue() {}

    /** The text, with a question mark for whatever is not taken. */
    static String of(String text) {
        String printable = text.replaceAll("[^ -~]|^:|^\\s*$", "?");
        return printable.substring(0, Math.min(MOST_CHARACTERS, printable.length()));
    }
}
