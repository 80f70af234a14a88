package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;
import why403.alert.NotPublishedException;
import why403.alert.RenderedNotice;
import why403.alert.SampleNotice;
import why403.json.JsonTree;

/** Publishes over HTTP to a test server that rejects what SNS rejects. */
class SnsChannelTest {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alerts";
    private static final int MOST_BYTES = 262_144;
    private static final RenderedNotice NOTICE = SampleNotice.at(Instant.parse("2026-11-24T10:12:00Z"));

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private SnsServer server;

    @BeforeEach
    void start() throws IOException {
        server = SnsServer.start(0, TOPIC);
    }

    @AfterEach
    void stop() {
        server.stop();
        http.close();
    }

    private SnsClient client(URI endpoint) {
        return SnsClient.builder()
                .region(Region.EU_CENTRAL_1)
                .httpClient(http)
                .overrideConfiguration(ClientTimeouts.forTopic().configuration())
                .endpointOverride(endpoint)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret")))
                .build();
    }

    private static TopicArn arn(String topic) {
        return TopicArn.of(topic).orElseThrow();
    }

    private SnsChannel channel(String topic) {
        return new SnsChannel(client(server.endpoint()), arn(topic));
    }

    @Test
    void aMessageContainsEveryFormOfTheNotice() {
        channel(TOPIC).publish(NOTICE);

        assertThat(server.refused()).isEmpty();
        assertThat(server.received())
                .containsExactly(new SnsServer.Received(
                        TOPIC,
                        NOTICE.subject(),
                        Map.of(
                                "default", NOTICE.text(),
                                "email", NOTICE.text(),
                                "https", NOTICE.slack(),
                                "sqs", NOTICE.json(),
                                "lambda", NOTICE.json()),
                        NOTICE.attributes().byName()));
    }

    @Test
    void aNoticeThatAlertsNobodyIsNotPublished() {
        channel(TOPIC)
                .publish(new RenderedNotice(
                        NOTICE.id(),
                        false,
                        NOTICE.subject(),
                        NOTICE.text(),
                        NOTICE.json(),
                        NOTICE.slack(),
                        NOTICE.attributes()));

        assertThat(server.received()).isEmpty();
        assertThat(server.refused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOT_FOUND    | 1 | does not exist (NotFound). Create the topic, or set WHY403_TOPIC to the ARN of",
                "DENIED       | 1 | denied access to topic",
                "KEY_DENIED   | 1 | (KMSAccessDenied). Enable the key, and allow kms:GenerateDataKey* and kms:Decrypt",
                "KEY_DISABLED | 1 | Enable the key",
                "KEY_THROTTLED | 1 | why403 publishes it later",
                "THROTTLED    | 3 | why403 publishes it later",
                "FAILED       | 3 | why403 publishes it later"
            })
    void aRefusalSaysWhatToDoAfterAtMostThreeAttempts(SnsServer.Refusal refusal, int attempts, String said) {
        server.refuse(refusal);

        assertThatExceptionOfType(NotPublishedException.class)
                .isThrownBy(() -> channel(TOPIC).publish(NOTICE))
                .withMessageContaining("topic " + TOPIC)
                .withMessageContaining(said)
                .withMessageNotContaining("\n");
        assertThat(server.refused()).hasSize(attempts);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void aMissingTopicIsNamed() {
        String gone = "arn:aws:sns:eu-central-1:123456789012:gone";

        assertThatExceptionOfType(NotPublishedException.class)
                .isThrownBy(() -> channel(gone).publish(NOTICE))
                .withMessageStartingWith("SNS topic " + gone + " does not exist (NotFound). ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"THROTTLED", "FAILED"})
    void aTemporaryFailureIsRetried(SnsServer.Refusal refusal) {
        server.refuse(refusal, 2);

        channel(TOPIC).publish(NOTICE);

        assertThat(server.received()).hasSize(1);
    }

    @Test
    void anUnreachableServiceIsReported() {
        URI closed = server.endpoint();
        server.stop();

        assertThatExceptionOfType(NotPublishedException.class)
                .isThrownBy(() -> new SnsChannel(client(closed), arn(TOPIC)).publish(NOTICE))
                .withMessageStartingWith("SNS did not respond for the topic " + TOPIC + " (");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alerts",
                "arn:aws:sqs:eu-central-1:123456789012:alerts",
                "arn:aws:sns:eu-central-1:123456789012:alerts.fifo"
            })
    void anArnOfAnythingButAStandardTopicIsRejected(String arn) {
        assertThat(TopicArn.of(arn)).isEmpty();
    }

    private static PublishRequest.Builder valid() {
        return PublishRequest.builder()
                .topicArn(TOPIC)
                .subject("A subject")
                .messageStructure("json")
                .message("{\"default\":\"x\"}");
    }

    private void assertRefused(PublishRequest.Builder request, String code, String said) {
        try (SnsClient client = client(server.endpoint())) {
            assertThatExceptionOfType(SnsException.class)
                    .isThrownBy(() -> client.publish(request.build()))
                    .satisfies(refused ->
                            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code))
                    .withMessageContaining(said);
        }
        assertThat(server.received()).isEmpty();
    }

    private static String json(String name, String value) {
        return JsonTree.write(JsonNodeFactory.instance.objectNode().put(name, value));
    }

    @Test
    void theTestServerRejectsSubjectsAsSnsDoes() {
        for (String subject : new String[] {"", " x", "two\nlines", "caf\u00e9", "x".repeat(100)}) {
            assertRefused(valid().subject(subject), "InvalidParameter", "Subject");
        }
    }

    @Test
    void theTestServerRejectsMessagesAsSnsDoes() {
        assertRefused(valid().message(""), "InvalidParameter", "Empty message");
        assertRefused(valid().message("{\"default\":"), "InvalidParameter", "failed to parse");
        assertRefused(valid().message("{\"default\":\"x\",\"default\":\"y\"}"), "InvalidParameter", "failed to parse");
        assertRefused(valid().message(json("email", "x")), "InvalidParameter", "No default entry");
        assertRefused(valid().message("{\"default\":\"x\",\"sqs\":{}}"), "InvalidParameter", "sqs is no string");
        assertRefused(valid().message(json("default", "\u0001")), "InvalidParameter", "characters");
        assertRefused(valid().message("{\"default\":\"\uffff\"}"), "InvalidParameter", "characters");
        assertRefused(valid().messageStructure("xml"), "InvalidParameter", "MessageStructure");
        assertRefused(valid().topicArn("alerts"), "InvalidParameter", "TopicArn");
    }

    @Test
    void theTestServerCountsTheSizeOfMessageAndAttributes() {
        String attribute = "event" + "String" + "opened";
        int room = MOST_BYTES - json("default", "").length() - attribute.length();
        MessageAttributeValue opened = string("opened");

        assertRefused(
                valid().message(json("default", "x".repeat(room + 1))).messageAttributes(Map.of("event", opened)),
                "InvalidParameter",
                "too long");
        try (SnsClient client = client(server.endpoint())) {
            client.publish(valid().message(json("default", "x".repeat(room)))
                    .messageAttributes(Map.of("event", opened))
                    .build());
        }
        assertThat(server.received()).hasSize(1);
    }

    private static MessageAttributeValue string(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    @Test
    void theTestServerRejectsAttributesAsSnsDoes() {
        Map<String, MessageAttributeValue> wrong = new HashMap<>();
        wrong.put("event", string(""));
        wrong.put("AWS.event", string("x"));
        wrong.put("an event", string("x"));
        wrong.put("event.", string("x"));
        wrong.put(
                "typed",
                MessageAttributeValue.builder()
                        .dataType("Text")
                        .stringValue("x")
                        .build());
        wrong.forEach((name, value) ->
                assertRefused(valid().messageAttributes(Map.of(name, value)), "ParameterValueInvalid", name));
    }
}
