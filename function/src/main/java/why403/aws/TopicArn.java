package why403.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a standard SNS topic. FIFO topics (names that end in {@code .fifo}) are not accepted, because email and
 * Slack cannot subscribe to them.
 *
 * @param text the ARN
 * @param region the topic's region
 */
public record TopicArn(String text, String region) {

    private static final Pattern STANDARD =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z]{2,}(?:-[a-z]++)++-\\d+):\\d{12}:[A-Za-z0-9_-]{1,256}");

    /** Parses an ARN; empty if the text is not the ARN of a standard topic. */
    public static Optional<TopicArn> of(String text) {
        return Optional.of(STANDARD.matcher(text))
                .filter(Matcher::matches)
                .map(arn -> new TopicArn(text, arn.group(1)));
    }
}
