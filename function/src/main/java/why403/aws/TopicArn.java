package why403.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A standard topic's ARN. Email and Slack cannot subscribe to a FIFO topic, whose name ends in {@code .fifo}.
 *
 * @param text the ARN
 * @param region where the topic is
 */
public record TopicArn(String text, String region) {

    private static final Pattern STANDARD =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z]{2,}(?:-[a-z]+)+-\\d+):\\d{12}:[A-Za-z0-9_-]{1,256}");

    /** What the text names; empty if that is no standard topic. */
    public static Optional<TopicArn> of(String text) {
        return Optional.of(STANDARD.matcher(text))
                .filter(Matcher::matches)
                .map(arn -> new TopicArn(text, arn.group(1)));
    }
}
