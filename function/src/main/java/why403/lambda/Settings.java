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
import why403.alert.NoticeLinks;
import why403.aws.TopicArn;
import why403.log.LogName;
import why403.spike.Sensitivity;
import why403.text.Printable;
import why403.watch.WatchOptions;

/**
 * The function's settings, read from its environment variables.
 *
 * @param region the region of the function and its table
 * @param table the name of the DynamoDB table with the function's state
 * @param logBucket the only bucket whose objects the function reads; empty for any bucket
 * @param topic the SNS topic that receives notices
 * @param sensitivity decides the smallest spike that is reported
 * @param readContent whether the function may read the objects of the sites that it watches
 * @param options which distributions are watched, what is never reported, and what notices link to
 */
public record Settings(
        String region,
        String table,
        Optional<String> logBucket,
        TopicArn topic,
        Sensitivity sensitivity,
        boolean readContent,
        WatchOptions options) {

    /** The variable of {@link #region}. Lambda sets it. */
    public static final String REGION = "AWS_REGION";
    /** The variable of {@link #table}. */
    public static final String TABLE = "WHY403_TABLE";
    /** The variable of {@link #logBucket}. Default: any bucket. */
    public static final String LOG_BUCKET = "WHY403_LOG_BUCKET";
    /** The variable of {@link #topic}. */
    public static final String TOPIC = "WHY403_TOPIC";
    /** The variable of {@link #sensitivity}: {@code low}, {@code normal} (default) or {@code high}. */
    public static final String SENSITIVITY = "WHY403_SENSITIVITY";
    /** The variable of {@link #readContent}: {@code true} or {@code false} (default). */
    public static final String READ_CONTENT = "WHY403_READ_CONTENT";
    /** The variable with the ids of the watched distributions, separated by commas. Default: all distributions. */
    public static final String DISTRIBUTIONS = "WHY403_DISTRIBUTIONS";
    /** The variable with the ignored {@linkplain Ignored#entries entries}, separated by commas. Default: none. */
    public static final String IGNORE = "WHY403_IGNORE";
    /** The variable with the name of the stack's dashboard. Default: none. */
    public static final String DASHBOARD = "WHY403_DASHBOARD";
    /** The variable with the address of the page that describes all causes. Default: none. */
    public static final String CAUSES_URL = "WHY403_CAUSES_URL";

    private static final int MAX_CHARACTERS = 100;
    private static final Pattern IS_REGION = Pattern.compile("[a-z]{2,}(-[a-z]++)++-\\d+");
    private static final Pattern IS_TABLE = Pattern.compile("[A-Za-z0-9_.-]{3,255}");
    private static final Pattern IS_BUCKET = Pattern.compile("[A-Za-z0-9._-]{3,255}");
    private static final Pattern IS_DASHBOARD = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    /**
     * Reads the settings. A blank variable counts as not set.
     *
     * @throws SettingsException if a variable is missing or invalid
     */
    public static Settings of(Map<String, String> environment) {
        String region = required(environment, REGION, IS_REGION, "an AWS region such as eu-west-1");
        return new Settings(
                region,
                required(environment, TABLE, IS_TABLE, "the name of the function's DynamoDB table"),
                optional(environment, LOG_BUCKET, IS_BUCKET.asMatchPredicate(), "the name of an S3 bucket"),
                topic(environment),
                sensitivity(environment),
                readContent(environment),
                options(environment, region));
    }

    private static Optional<String> dashboardUrl(Map<String, String> environment, String region) {
        return optional(environment, DASHBOARD, IS_DASHBOARD.asMatchPredicate(), "the name of a CloudWatch dashboard")
                .flatMap(name -> DashboardUrl.of(region, name));
    }

    private static NoticeLinks links(Map<String, String> environment, String region) {
        return new NoticeLinks(
                dashboardUrl(environment, region),
                optional(environment, CAUSES_URL, NoticeLinks::isPageUrl, NoticeLinks.EXPECTED));
    }

    private static Optional<String> optional(
            Map<String, String> environment, String name, Predicate<String> form, String expected) {
        Optional<String> value = value(environment, name);
        value.filter(form.negate()).ifPresent(wrong -> {
            throw malformed(name, wrong, expected);
        });
        return value;
    }

    private static WatchOptions options(Map<String, String> environment, String region) {
        Set<String> distributions = list(
                environment, DISTRIBUTIONS, LogName::isDistributionId, "the id of a distribution such as E2EXAMPLE");
        return new WatchOptions(
                distributions,
                new Ignored(list(environment, IGNORE, Ignored::isEntry, Ignored.EXPECTED)),
                links(environment, region));
    }

    private static Set<String> list(
            Map<String, String> environment, String name, Predicate<String> form, String expected) {
        List<String> entries = value(environment, name).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .toList();
        entries.stream().filter(form.negate()).findFirst().ifPresent(wrong -> {
            throw new SettingsException("The environment variable " + name + " contains the entry \""
                    + Printable.excerpt(wrong, MAX_CHARACTERS) + "\". Each entry must be " + expected
                    + ". Separate entries with commas.");
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
                        "The environment variable " + name + " is not set. It must be " + expected + "."));
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
        return new SettingsException("The environment variable " + name + " is \""
                + Printable.excerpt(value, MAX_CHARACTERS) + "\". It must be " + expected + ".");
    }
}
