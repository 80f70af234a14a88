package why403.aws;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import why403.alert.Channel;
import why403.alert.NotPublishedException;
import why403.alert.RenderedNotice;
import why403.alert.SnsMessage;

/** Notices to a topic, one message each. What alerts nobody is not published. */
public final class SnsChannel implements Channel {

    /** A notice that waits in its incident is published by the next pass: better than holding this one up. */
    private static final int ATTEMPTS = 3;

    /** Email and Slack cannot subscribe to a FIFO topic, whose name ends in {@code .fifo}. */
    private static final Pattern STANDARD_TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):\\d{12}:[\\w-]{1,256}");

    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(15);

    private final SnsClient client;
    private final String topicArn;

    /** Over a client of {@link #client}, or another one that is bounded. */
    public SnsChannel(SnsClient client, String topicArn) {
        this.client = client;
        this.topicArn = topicArn;
    }

    /**
     * A client of the topic's own region whose attempts and times are bounded; what else it needs, such as credentials,
     * comes from the environment unless it is set.
     *
     * @throws IllegalArgumentException if that is no standard topic's ARN
     */
    public static SnsClientBuilder client(String topicArn, SdkHttpClient http) {
        return SnsClient.builder()
                .region(region(topicArn))
                .httpClient(http)
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(retries -> retries.maxAttempts(ATTEMPTS))
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL));
    }

    private static Region region(String topicArn) {
        Matcher parts = STANDARD_TOPIC.matcher(topicArn);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + topicArn + "' is no standard topic's ARN: give one such as"
                    + " arn:aws:sns:eu-central-1:123456789012:alerts.");
        }
        return Region.of(parts.group(1));
    }

    @Override
    public void publish(RenderedNotice notice) {
        if (notice.alerts()) {
            publish(SnsMessage.of(notice));
        }
    }

    private void publish(SnsMessage message) {
        try {
            client.publish(PublishRequest.builder()
                    .topicArn(topicArn)
                    .subject(message.subject())
                    .message(message.message())
                    .messageStructure(SnsMessage.STRUCTURE)
                    .messageAttributes(attributes(message))
                    .build());
        } catch (AwsServiceException refused) {
            throw NotPublishedException.refused(SnsRefusal.of(refused).sentence(topicArn, refused), refused);
        } catch (SdkClientException unreachable) {
            throw NotPublishedException.outOfReach(
                    "SNS did not answer for the topic " + topicArn
                            + ": see that the function reaches SNS in that region" + " and has credentials ("
                            + reason(unreachable) + ").",
                    unreachable);
        }
    }

    private static String reason(SdkException unreachable) {
        return unreachable.getMessage().lines().findFirst().orElse("no reason given");
    }

    private static Map<String, MessageAttributeValue> attributes(SnsMessage message) {
        return message.attributes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> MessageAttributeValue.builder()
                                .dataType(SnsMessage.DATA_TYPE)
                                .stringValue(attribute.getValue())
                                .build()));
    }
}
