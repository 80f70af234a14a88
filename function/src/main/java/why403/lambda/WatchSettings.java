package why403.lambda;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import why403.alert.Ignored;
import why403.alert.NoticeLinks;
import why403.aws.TopicArn;
import why403.spike.Sensitivity;
import why403.watch.WatchOptions;
import why403.watch.WatchedDistributions;

/**
 * The settings of the watch function, read from its environment variables.
 *
 * @param region the region of the function and its table
 * @param table the name of the DynamoDB table with the state of both functions
 * @param topic the SNS topic that receives notices
 * @param sensitivity decides the smallest spike that is reported
 * @param readContent whether the function may read the objects of the sites that it watches
 * @param watched the distributions that are watched
 * @param options what is never reported, and what notices link to
 */
public record WatchSettings(
        String region,
        String table,
        TopicArn topic,
        Sensitivity sensitivity,
        boolean readContent,
        WatchedDistributions watched,
        WatchOptions options) {

    /** The variable of {@link #topic}. */
    public static final String TOPIC = "WHY403_TOPIC";
    /** The variable of {@link #sensitivity}: {@code low}, {@code normal} (default) or {@code high}. */
    public static final String SENSITIVITY = "WHY403_SENSITIVITY";
    /** The variable of {@link #readContent}: {@code true} or {@code false} (default). */
    public static final String READ_CONTENT = "WHY403_READ_CONTENT";
    /** The variable with the ignored {@linkplain Ignored#entries entries}, separated by commas. Default: none. */
    public static final String IGNORE = "WHY403_IGNORE";
    /** The variable with the name of the stack's dashboard. Default: none. */
    public static final String DASHBOARD = "WHY403_DASHBOARD";
    /** The variable with the address of the page that describes all causes. Default: none. */
    public static final String CAUSES_URL = "WHY403_CAUSES_URL";

    private static final Pattern IS_DASHBOARD = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Map<String, Sensitivity> SENSITIVITIES = Arrays.stream(Sensitivity.values())
            .collect(Collectors.toUnmodifiableMap(each -> each.name().toLowerCase(Locale.ROOT), each -> each));

    /**
     * Reads the settings. A blank variable counts as not set.
     *
     * @throws SettingsException if a variable is missing or invalid
     */
    public static WatchSettings of(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        String region = variables.region();
        return new WatchSettings(
                region,
                variables.table(),
                topic(variables),
                variables
                        .optional(SENSITIVITY, SENSITIVITIES::containsKey, "low, normal or high")
                        .map(SENSITIVITIES::get)
                        .orElse(Sensitivity.NORMAL),
                variables
                        .optional(READ_CONTENT, Set.of("true", "false")::contains, "true or false")
                        .map(Boolean::parseBoolean)
                        .orElse(false),
                variables.distributions(),
                new WatchOptions(
                        new Ignored(variables.list(IGNORE, Ignored::isEntry, Ignored.EXPECTED)),
                        links(variables, region)));
    }

    private static TopicArn topic(Variables variables) {
        String arn = variables.required(
                TOPIC,
                value -> TopicArn.of(value).isPresent(),
                "the ARN of a standard SNS topic such as arn:aws:sns:eu-west-1:123456789012:why403");
        return TopicArn.of(arn).orElseThrow();
    }

    private static NoticeLinks links(Variables variables, String region) {
        return new NoticeLinks(
                variables
                        .optional(DASHBOARD, IS_DASHBOARD.asMatchPredicate(), "the name of a CloudWatch dashboard")
                        .flatMap(name -> DashboardUrl.of(region, name)),
                variables.optional(CAUSES_URL, NoticeLinks::isPageUrl, NoticeLinks.EXPECTED));
    }
}
