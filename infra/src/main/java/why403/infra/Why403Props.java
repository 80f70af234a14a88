package why403.infra;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import why403.alert.Ignored;
import why403.log.LogName;
import why403.spike.Sensitivity;

/**
 * The options of {@link Why403}.
 *
 * @param logBucket the name of the bucket that the logs come into, which must be in the stack's region; a new one where
 *     none is named
 * @param logPrefix what the keys of log objects begin with; those of others cost an invocation each
 * @param logKeyArn the KMS key that the log bucket's objects are encrypted with, if it is one of your own
 * @param logEvents how the bucket tells of new objects
 * @param distributions the ids of those that are watched; all where none is given
 * @param emails the addresses that notices go to, once each was confirmed
 * @param slackWorkspace the workspace's id
 * @param slackChannel the id of the channel that notices go to
 * @param sensitivity how small a spike may be and still be told
 * @param readContent whether the function may read the objects of the sites, so that it asks for one directly
 * @param ignore scopes, path prefixes and ids of causes that are counted and never told; a comma in one becomes
 *     {@code %2C}, as the function reads it
 * @param memoryMb the function's memory in megabytes
 * @param retentionDays how long the function's own log is kept, one of the numbers of days that CloudWatch Logs knows
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
        int memoryMb,
        int retentionDays) {

    static final int USUAL_MEMORY_MB = 1024;
    static final int USUAL_RETENTION_DAYS = 90;

    /**
     * The environment of a function has 4 kB, of which its other variables take less than a fourth.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">AWS: Lambda quotas</a>
     */
    private static final int MOST_CHARACTERS = 3_000;

    private static final int LEAST_MEMORY_MB = 512;
    private static final int MOST_MEMORY_MB = 10_240;

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

    /** @throws OptionException if one is malformed, or two contradict each other */
    public Why403Props {
        distributions = eachOnce(distributions);
        emails = eachOnce(emails);
        ignore =
                eachOnce(ignore.stream().map(entry -> entry.replace(",", "%2C")).toList());
        check("logBucket", logBucket.stream().toList(), BUCKET, "the name of a bucket");
        check(
                "logPrefix",
                logPrefix.stream().toList(),
                PREFIX,
                "what keys begin with, without a leading slash, and without *, ? and $");
        check("logKeyArn", logKeyArn.stream().toList(), KEY_ARN, "the ARN of a KMS key, not of an alias");
        check("distributions", distributions, LogName::isDistributionId, "the ids of distributions such as E2EXAMPLE");
        check("emails", emails, EMAIL, "addresses such as ops@example.com");
        check("slackWorkspace", slackWorkspace.stream().toList(), WORKSPACE, "a workspace's id such as T01EXAMPLE");
        check("slackChannel", slackChannel.stream().toList(), CHANNEL, "a channel's id such as C01EXAMPLE");
        check("ignore", ignore, Ignored::isEntry, Ignored.EXPECTED);
        if (slackWorkspace.isPresent() != slackChannel.isPresent()) {
            throw new OptionException(
                    "Slack needs both slackWorkspace and slackChannel, and only one of them is given.");
        }
        if (logKeyArn.isPresent() && logBucket.isEmpty()) {
            throw new OptionException("logKeyArn is the key of an existing log bucket: give logBucket too.");
        }
        if (memoryMb < LEAST_MEMORY_MB || memoryMb > MOST_MEMORY_MB) {
            throw OptionException.malformed(
                    "memoryMb", memoryMb, "a number from " + LEAST_MEMORY_MB + " to " + MOST_MEMORY_MB);
        }
        int characters = Stream.of(distributions, ignore)
                .flatMap(List::stream)
                .mapToInt(String::length)
                .map(length -> length + 1)
                .sum();
        if (characters > MOST_CHARACTERS) {
            throw new OptionException(
                    "The entries of distributions and ignore have " + characters + " characters, and a function's"
                            + " environment has room for " + MOST_CHARACTERS + " of them: name fewer.");
        }
        if (!RETENTIONS.contains(retentionDays)) {
            throw OptionException.malformed("retentionDays", retentionDays, "one of " + RETENTIONS);
        }
    }

    private static List<String> eachOnce(List<String> values) {
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
