package why403.lambda;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import why403.alert.Ignored;
import why403.aws.TopicArn;
import why403.log.LogName;
import why403.spike.Sensitivity;
import why403.watch.Selection;

/**
 * What the function's environment says.
 *
 * @param region where the function runs, and its table is
 * @param table the name of the DynamoDB table that is its memory
 * @param topic the SNS topic that notices go to
 * @param sensitivity how small a spike may be and still be told
 * @param readContent whether the function may read the objects of the sites that it watches
 * @param selection which distributions are watched, and what is never told
 */
public record Settings(
        String region,
        String table,
        TopicArn topic,
        Sensitivity sensitivity,
        boolean readContent,
        Selection selection) {

    /** Names {@link #region}; Lambda sets it. */
    public static final String REGION = "AWS_REGION";
    /** Names {@link #table}. */
    public static final String TABLE = "WHY403_TABLE";
    /** Names {@link #topic}. */
    public static final String TOPIC = "WHY403_TOPIC";
    /** Names {@link #sensitivity}: {@code low}, {@code normal} or {@code high}; normal where it is not set. */
    public static final String SENSITIVITY = "WHY403_SENSITIVITY";
    /** Names {@link #readContent}: {@code true} or {@code false}; false where it is not set. */
    public static final String READ_CONTENT = "WHY403_READ_CONTENT";
    /** Names the ids of the distributions that are watched, with commas between; all where it is not set. */
    public static final String DISTRIBUTIONS = "WHY403_DISTRIBUTIONS";
    /** Names the {@linkplain Ignored#entries entries} that are ignored, with commas between; none where it is not set. */
    public static final String IGNORE = "WHY403_IGNORE";

    private static final int MOST_CHARACTERS = 100;
    private static final Pattern IS_REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");
    private static final Pattern IS_TABLE = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    /**
     * Reads them; a variable that is blank is as one that is not set.
     *
     * @throws SettingsException if one is missing or malformed
     */
    public static Settings of(Map<String, String> environment) {
        return new Settings(
                required(environment, REGION, IS_REGION, "an AWS region such as eu-west-1"),
                required(environment, TABLE, IS_TABLE, "the name of the function's DynamoDB table"),
                topic(environment),
                sensitivity(environment),
                readContent(environment),
                selection(environment));
    }

    private static Selection selection(Map<String, String> environment) {
        Set<String> distributions = list(
                environment, DISTRIBUTIONS, LogName::isDistributionId, "the id of a distribution such as E2EXAMPLE");
        return new Selection(distributions, new Ignored(list(environment, IGNORE, Ignored::isEntry, Ignored.EXPECTED)));
    }

    private static Set<String> list(
            Map<String, String> environment, String name, Predicate<String> form, String expected) {
        List<String> entries = value(environment, name).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .toList();
        entries.stream().filter(form.negate()).findFirst().ifPresent(wrong -> {
            throw new SettingsException("The environment variable " + name + " holds \"" + shown(wrong)
                    + "\"; each of its entries, with commas between, should be " + expected + ".");
        });
        return Set.copyOf(entries);
    }

    private static TopicArn topic(Map<String, String> environment) {
        String expected = "the ARN of a standard SNS topic such as arn:aws:sns:eu-west-1:123456789012:why403";
        String value = required(environment, TOPIC, expected);
        return TopicArn.of(value).orElseThrow(() -> malformed(TOPIC, value, expected));
    }

    private static String required(Map<String, String> environment, String name, Pattern form, String expected) {
        String value = required(environment, name, expected);
        if (!form.matcher(value).matches()) {
            throw malformed(name, value, expected);
        }
        return value;
    }

    private static String required(Map<String, String> environment, String name, String expected) {
        return value(environment, name)
                .orElseThrow(() -> new SettingsException(
                        "The environment variable " + name + " is not set; it should be " + expected + "."));
    }

    private static Sensitivity sensitivity(Map<String, String> environment) {
        String value = value(environment, SENSITIVITY).orElse("normal");
        return Stream.of(Sensitivity.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> malformed(SENSITIVITY, value, "low, normal or high"));
    }

    private static boolean readContent(Map<String, String> environment) {
        String value = value(environment, READ_CONTENT).orElse("false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw malformed(READ_CONTENT, value, "true or false");
        };
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static SettingsException malformed(String name, String value, String expected) {
        return new SettingsException(
                "The environment variable " + name + " is \"" + shown(value) + "\"; it should be " + expected + ".");
    }

    private static String shown(String value) {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > MOST_CHARACTERS ? printable.substring(0, MOST_CHARACTERS) + "..." : printable;
    }
}
