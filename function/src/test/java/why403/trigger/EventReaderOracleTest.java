package why403.trigger;

import static com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers.serializerFor;
import static org.assertj.core.api.Assertions.assertThat;
import static why403.trigger.Events.created;
import static why403.trigger.Events.json;
import static why403.trigger.Events.notification;
import static why403.trigger.Events.records;
import static why403.trigger.Events.sns;
import static why403.trigger.Events.sqs;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** The official event types are the oracle: they name the objects that the reader names. */
class EventReaderOracleTest {

    private final EventReader reader = new EventReader();

    @ParameterizedTest
    @Seeds(200)
    void s3EventsNameTheSameObjectsAsTheOfficialType(Generator given) {
        List<String> keys = keys(given);
        String event = s3(keys);
        assertThat(reader.read(json(event)).objects())
                .isEqualTo(objects(event).distinct().toList())
                .isEqualTo(named(keys));
    }

    @ParameterizedTest
    @Seeds(200)
    void anEventParsedWithoutItsUnusedMembersIsReadTheSame(Generator given) throws IOException {
        String s3 = s3(keys(given));
        for (String event : List.of(s3, records(sns(s3)), records(sqs("m-1", s3)), notification(s3))) {
            JsonNode parsed = EventReader.parse(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
            assertThat(reader.read(parsed)).isEqualTo(reader.read(json(event)));
        }
    }

    @ParameterizedTest
    @Seeds(200)
    void snsEventsNameTheSameObjectsAsTheOfficialType(Generator given) {
        List<String> keys = keys(given);
        String event = records(sns(s3(keys)));
        assertThat(reader.read(json(event)).objects())
                .isEqualTo(official(event, SNSEvent.class).getRecords().stream()
                        .flatMap(each -> objects(each.getSNS().getMessage()))
                        .distinct()
                        .toList())
                .isEqualTo(named(keys));
    }

    @ParameterizedTest
    @Seeds(200)
    void sqsEventsNameTheSameObjectsAsTheOfficialType(Generator given) {
        List<String> keys = keys(given);
        String event = records(keys.stream()
                .map(key -> sqs("m-" + key.hashCode(), s3(List.of(key))))
                .toArray(String[]::new));
        List<SQSEvent.SQSMessage> messages = official(event, SQSEvent.class).getRecords();
        Delivery delivery = reader.read(json(event));
        assertThat(delivery.objects())
                .isEqualTo(messages.stream()
                        .flatMap(each -> objects(each.getBody()))
                        .distinct()
                        .toList())
                .isEqualTo(named(keys));
        assertThat(delivery.messages())
                .extracting(each -> each.id().orElseThrow())
                .isEqualTo(
                        messages.stream().map(SQSEvent.SQSMessage::getMessageId).toList());
    }

    @ParameterizedTest
    @Seeds(200)
    void aNotificationInAQueueNamesTheSameAsRawDelivery(Generator given) {
        List<String> keys = keys(given);
        assertThat(reader.read(json(records(sqs("m", notification(s3(keys)))))).objects())
                .isEqualTo(reader.read(json(records(sqs("m", s3(keys))))).objects())
                .isEqualTo(named(keys));
    }

    private static List<String> keys(Generator given) {
        return given.list(1, 4, () -> given.text("aZ09/=-_.+ %&?#\"'\\éß日\t", 1, 40));
    }

    private static String s3(List<String> keys) {
        return records(keys.stream()
                .map(key -> created("example-logs", URLEncoder.encode(key, StandardCharsets.UTF_8)))
                .toArray(String[]::new));
    }

    private static List<LogObject> named(List<String> keys) {
        return keys.stream()
                .map(key -> new LogObject("example-logs", key))
                .distinct()
                .toList();
    }

    private static Stream<LogObject> objects(String s3Event) {
        return official(s3Event, S3Event.class).getRecords().stream()
                .map(each -> new LogObject(
                        each.getS3().getBucket().getName(),
                        each.getS3().getObject().getUrlDecodedKey()));
    }

    private static <T> T official(String event, Class<T> type) {
        return serializerFor(type, EventReaderOracleTest.class.getClassLoader()).fromJson(event);
    }
}
