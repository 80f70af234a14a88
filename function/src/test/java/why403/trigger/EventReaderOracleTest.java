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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The official event types are the oracle: they name the objects that the reader names. */
class EventReaderOracleTest {

    private final EventReader reader = new EventReader();

    @Property(tries = 200)
    void s3EventsNameWhatTheOfficialTypeNames(@ForAll("keys") List<String> keys) {
        String event = s3(keys);
        assertThat(reader.read(json(event)).objects())
                .isEqualTo(objects(event).distinct().toList())
                .isEqualTo(named(keys));
    }

    @Property(tries = 200)
    void snsEventsNameWhatTheOfficialTypeNames(@ForAll("keys") List<String> keys) {
        String event = records(sns(s3(keys)));
        assertThat(reader.read(json(event)).objects())
                .isEqualTo(official(event, SNSEvent.class).getRecords().stream()
                        .flatMap(each -> objects(each.getSNS().getMessage()))
                        .distinct()
                        .toList())
                .isEqualTo(named(keys));
    }

    @Property(tries = 200)
    void sqsEventsNameWhatTheOfficialTypeNames(@ForAll("keys") List<String> keys) {
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

    @Property(tries = 200)
    void aNotificationInAQueueNamesTheSameAsRawDelivery(@ForAll("keys") List<String> keys) {
        assertThat(reader.read(json(records(sqs("m", notification(s3(keys)))))).objects())
                .isEqualTo(reader.read(json(records(sqs("m", s3(keys))))).objects())
                .isEqualTo(named(keys));
    }

    @Provide
    Arbitrary<List<String>> keys() {
        return Arbitraries.strings()
                .withChars("aZ09/=-_.+ %&?#\"'\\éß日\t")
                .ofMinLength(1)
                .ofMaxLength(40)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
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
