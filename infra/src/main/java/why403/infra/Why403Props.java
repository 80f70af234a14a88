package why403.infra;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import why403.alert.Ignored;
import why403.alert.NoticeLinks;
import why403.log.LogName;
import why403.spike.Sensitivity;

/**
 * The options of {@link Why403}.
 *
 * @param logBucket the name of the log bucket, which must be in the stack's region; if empty, the stack creates a bucket
 * @param logPrefix the key prefix of log objects; without it, every other object in the bucket costs an invocation
 * @param logKeyArn the customer managed KMS key that encrypts the log bucket's objects
 * @param logEvents how the bucket announces new objects
 * @param distributions the ids of the watched distributions; if empty, all distributions are watched
 * @param emails the addresses that receive notices; each one must confirm its subscription
 * @param slackWorkspace the id of the Slack workspace
 * @param slackChannel the id of the Slack channel that receives notices
 * @param sensitivity decides the smallest spike that is reported
 * @param readContent whether the function that watches may read the objects of the sites, which lets it use HeadObject
 * @param ignore scopes, path prefixes and cause ids that are counted but never reported; a comma in an entry becomes
 *     {@code %2C}, because the functions read a list with commas
 * @param topicKeyArn the customer managed KMS key that encrypts the topic; its policy must allow CloudWatch to use it
 * @param causesUrl the page that describes all causes; notices link to it
 * @param memoryMb the memory of each function in megabytes
 * @param retentionDays how long the functions' own logs are kept; CloudWatch Logs accepts only certain numbers of days
 */
public record Why403Props(
        Optional<String> logBucket,
        Optional<String> logPrefix,
        Optional<String> logKeyArn,
        LogEvents logEvents,
        List<String> distributions,
        List<String> emails,
        Optional<String> slackWorkspace,
        Optional<String> slackChannel,
        Sensitivity sensitivity,
        boolean readContent,
        List<String> ignore,
        Optional<String> topicKeyArn,
        Optional<String> causesUrl,
        int memoryMb,
        int retentionDays) {

    static final int DEFAULT_MEMORY_MB = 1024;
    static final int DEFAULT_RETENTION_DAYS = 90;

    /**
     * A function's environment is limited to 4 kB. The variables that are not counted here need less than 1 kB.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">AWS: Lambda quotas</a>
     */
    private static final int MAX_CHARACTERS = 3_000;

    private static final int MIN_MEMORY_MB = 512;
    private static final int MAX_MEMORY_MB = 10_240;

    private static final Pattern BUCKET = Pattern.compile(
            "(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)(?=.{3,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern PREFIX = Pattern.compile("[^/*?$\\p{Cntrl}][^*?$\\p{Cntrl}]{0,1023}");
    private static final Pattern KEY_ARN =
            Pattern.compile("arn:aws[a-z-]*:kms:[a-z]{2,}(-[a-z]+)+-\\d+:\\d{12}:key/[A-Za-z0-9-]+");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,\"<>.]+(\\.[^@\\s,\"<>.]+)*"
            + "@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+([A-Za-z]{2,}|xn--[A-Za-z0-9-]+)");
    private static final Pattern WORKSPACE = Pattern.compile("T[0-9A-Z]{5,20}");
    private static final Pattern CHANNEL = Pattern.compile("[CG][0-9A-Z]{5,20}");

    /** @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">AWS:
     *     PutRetentionPolicy</a> */
    private static final List<Integer> RETENTIONS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    /** @throws OptionException if an option is invalid, or if two options contradict each other */
    public Why403Props {
        distributions = distinct(distributions);
        emails = distinct(emails);
        ignore =
                distinct(ignore.stream().map(entry -> entry.replace(",", "%2C")).toList());
        check("logBucket", logBucket.stream().toList(), BUCKET, "the name of an S3 bucket");
        check(
                "logPrefix",
                logPrefix.stream().toList(),
                PREFIX,
                "a key prefix without a leading slash and without *, ? and $");
        check(
                "logKeyArn",
                logKeyArn.stream().toList(),
                KEY_ARN,
                "the ARN of a KMS key. The ARN of an alias is not accepted");
        check(
                "topicKeyArn",
                topicKeyArn.stream().toList(),
                KEY_ARN,
                "the ARN of a KMS key. The ARN of an alias is not accepted");
        check(
                "distributions",
                distributions,
                LogName::isDistributionId,
                "a list of distribution ids such as E2EXAMPLE");
        check("emails", emails, EMAIL, "a list of email addresses such as ops@example.com");
        check(
                "slackWorkspace",
                slackWorkspace.stream().toList(),
                WORKSPACE,
                "the id of a Slack workspace such as T01EXAMPLE");
        check("slackChannel", slackChannel.stream().toList(), CHANNEL, "the id of a Slack channel such as C01EXAMPLE");
        check("ignore", ignore, Ignored::isEntry, Ignored.EXPECTED);
        check("causesUrl", causesUrl.stream().toList(), NoticeLinks::isPageUrl, NoticeLinks.EXPECTED);
        if (slackWorkspace.isPresent() != slackChannel.isPresent()) {
            throw new OptionException(
                    "Only one of the options slackWorkspace and slackChannel is set. Set both, or neither.");
        }
        if (logKeyArn.isPresent() && logBucket.isEmpty()) {
            throw new OptionException(
                    "The option logKeyArn needs the option logBucket. Set logBucket too, because a new bucket does not use the key.");
        }
        if (memoryMb < MIN_MEMORY_MB || memoryMb > MAX_MEMORY_MB) {
            throw OptionException.malformed(
                    "memoryMb", memoryMb, "a number from " + MIN_MEMORY_MB + " to " + MAX_MEMORY_MB);
        }
        int characters = Stream.of(distributions, ignore, causesUrl.stream().toList())
                .flatMap(List::stream)
                .mapToInt(String::length)
                .map(length -> length + 1)
                .sum();
        if (characters > MAX_CHARACTERS) {
            throw new OptionException("The options distributions, ignore and causesUrl have " + characters
                    + " characters together, but the" + " function's environment has room for " + MAX_CHARACTERS
                    + ". Use fewer entries, or leave out distributions to watch all of the account.");
        }
        if (!RETENTIONS.contains(retentionDays)) {
            throw OptionException.malformed("retentionDays", retentionDays, "one of " + RETENTIONS);
        }
    }

    private static List<String> distinct(List<String> values) {
        return values.stream().distinct().toList();
    }

    private static void check(String option, List<String> values, Pattern form, String expected) {
        check(option, values, form.asMatchPredicate(), expected);
    }

    private static void check(String option, List<String> values, Predicate<String> form, String expected) {
        values.stream().filter(form.negate()).findFirst().ifPresent(wrong -> {
            throw OptionException.malformed(option, wrong, expected);
        });
    }
}
