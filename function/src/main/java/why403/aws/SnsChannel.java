package why403.aws;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import why403.alert.Channel;
import why403.alert.NotPublishedException;
import why403.alert.RenderedNotice;
import why403.alert.SnsMessage;

/** Publishes each notice as one message to a topic. A notice that alerts nobody is not published. */
public final class SnsChannel implements Channel {

    private final SnsClient client;
    private final TopicArn topic;

    /** @param client a client for the topic's region */
    public SnsChannel(SnsClient client, TopicArn topic) {
        this.client = client;
        this.topic = topic;
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
                    .topicArn(topic.text())
                    .subject(message.subject())
                    .message(message.message())
                    .messageStructure(SnsMessage.STRUCTURE)
                    .messageAttributes(attributes(message))
                    .build());
        } catch (AwsServiceException refused) {
            throw NotPublishedException.refused(SnsPublishError.of(refused).message(topic.text(), refused), refused);
        } catch (SdkClientException unreachable) {
            throw NotPublishedException.outOfReach(
                    "SNS did not respond for the topic " + topic.text() + " (" + reason(unreachable)
                            + "). Check that the function can reach SNS in the topic's region and has credentials.",
                    unreachable);
        }
    }

    private static String reason(SdkException unreachable) {
        return unreachable.getMessage().lines().findFirst().orElse("no reason");
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
