package why403.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.trigger.Events.TEST_EVENT;
import static why403.trigger.Events.created;
import static why403.trigger.Events.eventBridge;
import static why403.trigger.Events.json;
import static why403.trigger.Events.notification;
import static why403.trigger.Events.objectCreated;
import static why403.trigger.Events.records;
import static why403.trigger.Events.s3;
import static why403.trigger.Events.sns;
import static why403.trigger.Events.sqs;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as AWS documents them, and the objects that are read from them. */
class EventReaderTest {

    private static final String KEY = "cdn/E2EXAMPLE.2026-11-24-10.a1b2c3d4.gz";
    private static final LogObject OBJECT = new LogObject("example-logs", KEY);

    private final EventReader reader = new EventReader();

    private Delivery read(String event) {
        return reader.read(json(event));
    }

    private Message only(String event) {
        assertThat(read(event).messages()).hasSize(1);
        return read(event).messages().get(0);
    }

    static Stream<String> shapes() {
        String s3 = records(created("example-logs", KEY));
        String bridge = objectCreated("example-logs", KEY);
        return Stream.of(
                s3,
                bridge,
                records(sns(s3)),
                records(sqs("m1", s3)),
                records(sqs("m1", notification(s3))),
                records(sqs("m1", bridge)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyShapeNamesItsObject(String event) {
        assertThat(only(event).problem()).isEmpty();
        assertThat(read(event).objects()).containsExactly(OBJECT);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theTimeIsThatOfTheInnermostEvent(String event) {
        assertThat(read(event).time()).contains(Instant.parse("2026-11-24T10:15:30Z"));
    }

    @Test
    void aBackfillMessageNamesAnObjectThatIsOnlyCounted() {
        String event = records(
                sqs(
                        "m1",
                        "{\"why403\":\"backfill\",\"bucket\":{\"name\":\"example-logs\"},\"object\":{\"key\":\"a+b%20c.gz\"}}"));

        assertThat(only(event).problem()).isEmpty();
        assertThat(only(event).purpose()).isEqualTo(Purpose.BACKFILL);
        assertThat(read(event).objects(Purpose.BACKFILL)).containsExactly(new LogObject("example-logs", "a+b%20c.gz"));
        assertThat(read(event).objects(Purpose.WATCH)).isEmpty();
    }

    @Test
    void anObjectThatIsNewForOneMessageIsNotBackfilledByAnother() {
        String past =
                "{\"why403\":\"backfill\",\"bucket\":{\"name\":\"example-logs\"},\"object\":{\"key\":\"" + KEY + "\"}}";
        Delivery delivery = read(records(sqs("m1", past), sqs("m2", records(created("example-logs", KEY)))));

        assertThat(delivery.objects()).containsExactly(OBJECT);
        assertThat(delivery.objects(Purpose.WATCH)).containsExactly(OBJECT);
        assertThat(delivery.objects(Purpose.BACKFILL)).isEmpty();
    }

    @Test
    void aBackfillMessageWithoutAKeyIsAProblem() {
        assertThat(only(records(sqs("m1", "{\"why403\":\"backfill\",\"bucket\":{\"name\":\"example-logs\"}}")))
                        .problem()
                        .orElseThrow())
                .contains("a backfill message without an object key");
    }

    @Test
    void theTimeIsTheLatest() {
        String event = records(
                sqs("m1", records(s3("ObjectCreated:Put", "2026-11-24T10:15:00.000Z", "example-logs", "a"))),
                sqs("m2", eventBridge("Object Created", "2026-11-24T11:00:00Z", "example-logs", "b")),
                sqs("m3", records(s3("ObjectCreated:Put", "2026-11-24T09:15:00.000Z", "example-logs", "c"))));
        assertThat(read(event).time()).contains(Instant.parse("2026-11-24T11:00:00Z"));
    }

    @Test
    void aTimeThatCannotBeReadLosesNoObject() {
        Delivery delivery = read(records(s3("ObjectCreated:Put", "yesterday", "example-logs", KEY)));
        assertThat(delivery.time()).isEmpty();
        assertThat(delivery.objects()).containsExactly(OBJECT);
    }

    /** "Aa" and "BB" have the same hash, so all keys made of them have. An order lets a hash table tell them apart quickly. */
    @Test
    void objectsWithTheSameHashAreToldApartByTheirOrder() {
        List<String> keys = Stream.of("Aa", "BB")
                .flatMap(one -> Stream.of("Aa", "BB").map(two -> "cdn/" + one + two))
                .toList();
        List<LogObject> objects = read(records(
                        keys.stream().map(key -> created("example-logs", key)).toArray(String[]::new)))
                .objects();
        assertThat(objects)
                .extracting(LogObject::hashCode)
                .containsOnly(objects.get(0).hashCode());
        assertThat(objects).extracting(LogObject::key).isEqualTo(keys);
        assertThat(objects).isSorted().doesNotHaveDuplicates();
        assertThat(new LogObject("a", "b")).isLessThan(new LogObject("b", "a"));
    }

    @Test
    void anSqsMessageKeepsItsId() {
        assertThat(only(records(sqs("059f36b4", records(created("example-logs", KEY)))))
                        .id())
                .contains("059f36b4");
        assertThat(only(records(created("example-logs", KEY))).id()).isEmpty();
    }

    @Test
    void eachSqsMessageIsAMessage() {
        Delivery delivery = read(records(
                sqs("m1", records(created("example-logs", "a"), created("example-logs", "b"))),
                sqs("m2", objectCreated("example-logs", "a"))));
        assertThat(delivery.messages())
                .extracting(message -> message.objects().size())
                .containsExactly(2, 1);
        assertThat(delivery.objects())
                .containsExactly(new LogObject("example-logs", "a"), new LogObject("example-logs", "b"));
    }

    @Test
    void s3KeysAreDecodedOnceInEveryShape() {
        String s3 = records(created("example-logs", "AWSLogs/DistributionId%3DE2/a+b%2525.gz"));
        assertThat(Stream.of(s3, records(sns(s3)), records(sqs("m", s3)), records(sqs("m", notification(s3))))
                        .flatMap(event -> read(event).objects().stream()))
                .hasSize(4)
                .containsOnly(new LogObject("example-logs", "AWSLogs/DistributionId=E2/a b%25.gz"));
    }

    @Test
    void eventBridgeKeysAreTakenVerbatim() {
        String event = objectCreated("example-logs", "DistributionId%3DE2/a+b.gz");
        assertThat(Stream.of(event, records(sqs("m", event))).flatMap(each -> read(each).objects().stream()))
                .hasSize(2)
                .containsOnly(new LogObject("example-logs", "DistributionId%3DE2/a+b.gz"));
    }

    @Test
    void aKeyThatIsNotUrlEncodedIsAProblem() {
        assertThat(only(records(created("example-logs", "100%.gz"))).problem().orElseThrow())
                .contains("not URL-encoded")
                .contains("100%.gz");
    }

    @ParameterizedTest
    @MethodSource("testEvents")
    void aTestEventIsSkipped(String event) {
        assertThat(only(event).problem()).isEmpty();
        assertThat(only(event).objects()).isEmpty();
        assertThat(only(event).passedOver())
                .containsExactly("Skipped s3:TestEvent of the bucket example-logs: it names no new log object.");
    }

    static Stream<String> testEvents() {
        return Stream.of(
                TEST_EVENT,
                records(sqs("m", TEST_EVENT)),
                records(sqs("m", notification(TEST_EVENT))),
                records(sns(TEST_EVENT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ObjectRemoved:Delete",
                "ObjectRemoved:DeleteMarkerCreated",
                "LifecycleExpiration:Delete",
                "ObjectTagging:Put"
            })
    void anEventThatCreatesNoObjectIsSkipped(String eventName) {
        Message message = only(records(s3(eventName, "2026-11-24T10:15:30.000Z", "example-logs", KEY)));
        assertThat(message.objects()).isEmpty();
        assertThat(message.problem()).isEmpty();
        assertThat(message.passedOver())
                .containsExactly(
                        "Skipped " + eventName + " of s3://example-logs/" + KEY + ": it names no new log object.");
    }

    @Test
    void aRemovalFromEventBridgeIsSkipped() {
        String event = eventBridge("Object Deleted", "2026-11-24T10:15:30Z", "example-logs", KEY);
        assertThat(only(event).passedOver()).hasSize(1);
        assertThat(only(records(sqs("m", event))).problem()).isEmpty();
    }

    @Test
    void aSkippedEventIsReportedOnOneLine() {
        Message message = only(records(s3("ObjectRemoved:Delete", "", "example-logs", "a\nb\u001b[2J")));
        assertThat(message.passedOver().get(0)).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void aMessageOfUnknownShapeDoesNotAffectTheOthers() {
        Delivery delivery = read(records(
                sqs("m1", "{\"orderId\":\"17\",\"total\":12}"),
                sqs("m2", records(created("example-logs", KEY))),
                sqs("m3", "not JSON")));
        assertThat(delivery.objects()).containsExactly(OBJECT);
        assertThat(delivery.messages().get(0).problem().orElseThrow())
                .startsWith("The SQS message m1 contains an object with the members orderId, total; expected S3's {")
                .doesNotContain("17");
        assertThat(delivery.messages().get(1).problem()).isEmpty();
        assertThat(delivery.messages().get(2).problem().orElseThrow()).contains("a body that is not JSON");
    }

    @Test
    void aBadRecordDoesNotAffectTheOthersOfItsMessage() {
        Message message = only(records(created("example-logs", KEY), created("example-logs", "")));
        assertThat(message.objects()).containsExactly(OBJECT);
        assertThat(message.problem().orElseThrow()).contains("an S3 record without an object key");
    }

    @ParameterizedTest
    @MethodSource("problems")
    void anUnknownEventIsOneMessageWithAProblem(String event, String found) {
        assertThat(only(event).objects()).isEmpty();
        assertThat(only(event).problem().orElseThrow()).contains(found, "expected", "\"s3\"", "Object Created");
    }

    static Stream<Arguments> problems() {
        return Stream.of(
                        List.of("{}", "The event contains an empty object"),
                        List.of("null", "null"),
                        List.of("[]", "an empty list"),
                        List.of("\"x\"", "a string"),
                        List.of("{\"Records\":[]}", "whose Records are an empty list"),
                        List.of("{\"Records\":{}}", "whose Records are an empty object"),
                        List.of(records(sqs("m", "{\"Records\":[]}")), "whose Records are an empty list"),
                        List.of(records(sns("{\"Records\":[]}")), "whose Records are an empty list"),
                        List.of(records(sqs("m", notification("hello"))), "an SNS message that is not JSON"),
                        List.of(
                                records(sqs("m", "[".repeat(5000))),
                                "a body that exceeds a limit of the JSON reader: its document nesting depth is above 1,000"),
                        List.of(records(sqs("m", "")), "contains nothing"),
                        List.of("{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m\"}]}", "is nothing"),
                        List.of("{\"Records\":[{\"eventSource\":\"aws:kinesis\",\"kinesis\":{}}]}", "\"aws:kinesis\""),
                        List.of("{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}", "Scheduled Event"),
                        List.of(records(created("", KEY)), "without a bucket name"),
                        List.of(records(created("example-logs", "")), "without an object key"),
                        List.of(objectCreated("", KEY), "without a bucket name"),
                        List.of(objectCreated("example-logs", ""), "without an object key"))
                .map(each -> Arguments.of(each.get(0), each.get(1)));
    }

    @Test
    void aThousandBadRecordsMakeOneSentence() {
        String[] bad = Stream.iterate(0, i -> i + 1)
                .limit(1000)
                .map(i -> "{\"x" + i + "\":0}")
                .toArray(String[]::new);
        assertThat(only(records(bad)).problem().orElseThrow())
                .hasSizeLessThan(1000)
                .contains("and more");
    }
}
