package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.aws.S3Server.Trouble;
import why403.aws.SnsServer.Refusal;
import why403.lambda.Story.Outcome;
import why403.log.LogText;
import why403.trigger.LogObject;

/** Objects, events and stored items that cannot be read, among good ones. */
class InputFaultsTest {

    private static final Outcome UNDISTURBED = Story.undisturbed();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LogObject GONE = Story.object("E2EXAMPLE", "gone");
    private static final LogObject TRUNCATED = Story.object("E2EXAMPLE", "truncated");
    private static final LogObject PARQUET = Story.object("E2EXAMPLE", "parquet");
    private static final LogObject UNKNOWN = Story.object("E2EXAMPLE", "unknown");
    private static final LogObject BROKEN = Story.object("E2EXAMPLE", "broken");
    private static final LogObject NEIGHBOUR = Story.object("E3EXAMPLE", "neighbour");

    private final Story story = Story.begin();
    private final Deployed function = story.function();

    @AfterEach
    void close() {
        story.close();
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private void putBadObjects() {
        byte[] log = gzip(Story.trouble("2026-11-24T09:20:00Z", 10, 403));
        story.put(TRUNCATED, Arrays.copyOf(log, log.length - 9));
        story.put(PARQUET, "PAR1\u0015\u0004\u0015\u0010PAR1".getBytes(StandardCharsets.ISO_8859_1));
        story.put(UNKNOWN, "{\"hello\": \"world\"}\n".getBytes(StandardCharsets.UTF_8));
        story.put(BROKEN, log);
        story.cloud().account().trouble(Story.BUCKET, BROKEN.key(), Trouble.BROKEN);
    }

    @Test
    void ofABatchOnlyTheMessagesOfBadObjectsComeAgain() {
        putBadObjects();
        function.deliver(Story.BEFORE);
        story.clock().moveOn(MINUTE);

        assertThat(function.deliver(GONE, TRUNCATED, Story.SPIKE, PARQUET, UNKNOWN, BROKEN))
                .containsExactly("message-0", "message-1", "message-3", "message-4", "message-5");
        assertThat(function.log("ERROR"))
                .hasSize(5)
                .allMatch(line -> line.contains("s3://example-logs/cdn/E2EXAMPLE.2026-11-24-09."));
        story.clock().moveOn(MINUTE);
        assertThat(function.deliver(Story.AFTER, GONE)).containsExactly("message-1");

        assertThat(story.end()).isEqualTo(UNDISTURBED);
    }

    @Test
    void anObjectWhoseConnectionBrokeIsCountedWholeWhenItsMessageComesAgain() {
        story.cloud().account().trouble(Story.BUCKET, Story.SPIKE.key(), Trouble.BROKEN);
        function.deliver(Story.BEFORE);
        story.clock().moveOn(MINUTE);
        assertThat(function.deliver(Story.SPIKE)).containsExactly("message-0");
        assertThat(story.cloud().topics().received()).isEmpty();
        story.cloud().account().trouble(Story.BUCKET, Story.SPIKE.key(), Trouble.WITHOUT_LENGTH);
        assertThat(function.deliver(Story.SPIKE)).containsExactly("message-0");
        story.cloud().account().heal(Story.BUCKET, Story.SPIKE.key());
        story.clock().moveOn(MINUTE);

        assertThat(story.tell()).isEqualTo(UNDISTURBED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "}{",
                "{}",
                "[]",
                "null",
                "{\"Records\":7}",
                "{\"Records\":[]}",
                "{\"why403\":\"tock\"}",
                "{\"detail\":{}}"
            })
    void anEventThatNoShapeFitsFailsAndSaysWhatIsExpected(String event) {
        assertThatThrownBy(() -> function.handle(event))
                .isInstanceOf(FailedEventException.class)
                .hasMessageContaining("expected");
        assertThat(function.log("ERROR")).isNotEmpty();
        assertThat(story.kept()).isEqualTo(Kept.NOTHING);
    }

    @Test
    void aMessageThatNoShapeFitsCostsOnlyItself() {
        String batch = Shapes.sqs(
                        List.of(Json.read("{\"who\":\"knows\"}"), Shapes.s3(List.of(Story.BEFORE)), Json.read("[1]")))
                .toString();

        assertThat(Deployed.failures(function.handle(batch))).containsExactly("message-0", "message-2");
        assertThat(function.log("ERROR")).hasSize(2);
        story.clock().moveOn(MINUTE);
        assertThat(story.tell()).isEqualTo(UNDISTURBED);
    }

    @Test
    void anErrorMappingThatChangesBetweenTwoDeliveriesCountsByTheNewOneAlone() {
        Outcome underTheNewOne;
        try (Story other = Story.begin()) {
            other.put(Story.SPIKE, Story.trouble("2026-11-24T09:00:00Z", 10, 404));
            other.map("E2EXAMPLE", "403", "404");
            underTheNewOne = other.tell();
        }
        assertThat(underTheNewOne.notices()).hasSize(2);
        story.put(Story.SPIKE, Story.trouble("2026-11-24T09:00:00Z", 10, 404));
        story.map("E2EXAMPLE", "500", "200");
        function.deliver(Story.BEFORE);
        story.clock().moveOn(MINUTE);
        function.deliver(Story.SPIKE);
        story.clock().moveOn(MINUTE);
        story.map("E2EXAMPLE", "403", "404");

        assertThat(story.tell()).isEqualTo(underTheNewOne);
    }

    private void change(Map<String, AttributeValue> item, String attribute, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        changed.put(attribute, value);
        story.table()
                .client()
                .putItem(request -> request.tableName(story.table().name()).item(changed));
    }

    /** Every item whose partition begins so is written by another release, or cut short. */
    private void spoil(String partition, String attribute) {
        story.table().client().scan(request -> request.tableName(story.table().name())).items().stream()
                .filter(item -> (item.get("pk").s() + " " + item.get("sk").s()).startsWith(partition))
                .forEach(item -> change(item, attribute, spoilt(item.get(attribute))));
    }

    private static AttributeValue spoilt(AttributeValue value) {
        if (value.n() != null) {
            return AttributeValue.fromN("9");
        }
        byte[] whole = value.b().asByteArray();
        return AttributeValue.fromB(SdkBytes.fromByteArray(Arrays.copyOf(whole, whole.length - 3)));
    }

    private void putNeighbour() {
        story.put(
                NEIGHBOUR,
                new LogText()
                        .quiet(60)
                        .at("2026-11-24T09:00:00Z")
                        .trouble(10)
                        .quiet(40)
                        .bytes());
    }

    private long toldOf(String distribution) {
        return story.cloud().topics().received().stream()
                .filter(notice -> notice.attributes().get("distributionId").equals(distribution))
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "S E2EXAMPLE, format, deploy the release that wrote it",
        "I#E2EXAMPLE, format, deploy the release that wrote it or delete the item",
        "I#E2EXAMPLE, incidents, deploy the release that wrote it or delete the item",
        "I#E2EXAMPLE, told, deploy the release that wrote it or delete the item",
        "T#E2EXAMPLE, format, deploy the release that wrote it or delete the item",
        "T#E2EXAMPLE, counts, deploy the release that wrote it or delete the item",
        "H#E2EXAMPLE, format, deploy the release that wrote it or delete the item",
        "H#E2EXAMPLE, bins, deploy the release that wrote it or delete the item"
    })
    void aStoredItemThatCannotBeReadIsNamedWithWhatToDoAndCostsNoNeighbour(
            String partition, String attribute, String whatToDo) {
        putNeighbour();
        function.deliver(Story.BEFORE);
        story.clock().moveOn(MINUTE);
        function.deliver(Story.SPIKE);
        spoil(partition, attribute);
        story.clock().moveOn(MINUTE);

        List<String> again = function.deliver(Story.AFTER, NEIGHBOUR);

        assertThat(again).isEqualTo(partition.startsWith("S") ? List.of("message-0") : List.of());
        assertThat(toldOf("E3EXAMPLE")).isEqualTo(2);
        assertThat(said())
                .anyMatch(line -> line.contains(story.table().name())
                        && Arrays.stream(whatToDo.split(" or ", -1)).allMatch(line::contains));
        story.clock().moveOn(MINUTE);
        if (partition.startsWith("I")) {
            assertThatThrownBy(function::tick).hasMessageContaining("E2EXAMPLE could not be watched");
        } else {
            function.tick();
        }
        assertThat(toldOf("E2EXAMPLE")).isBetween(1L, 2L);
    }

    private List<String> said() {
        return Stream.concat(function.log("WARN").stream(), function.log("ERROR").stream())
                .toList();
    }

    @Test
    void countsThatCannotBeReadAreMendedByTheirMessagesComingAgain() {
        function.deliver(Story.BEFORE, Story.SPIKE);
        spoil("T#E2EXAMPLE", "counts");
        spoil("H#E2EXAMPLE", "bins");
        story.clock().moveOn(MINUTE);

        assertThat(story.tell().kept().counts()).isEqualTo(UNDISTURBED.kept().counts());
    }

    @Test
    void aNoticeThatCannotBeReadDoesNotStopTheNeighbours() {
        putNeighbour();
        story.cloud().topics().refuse(Refusal.DENIED);
        function.deliver(Story.BEFORE);
        story.clock().moveOn(MINUTE);
        function.deliver(Story.SPIKE, NEIGHBOUR);
        story.cloud().topics().heal();
        story.table().client().scan(request -> request.tableName(story.table().name())).items().stream()
                .filter(item -> item.get("pk").s().equals("I#E2EXAMPLE"))
                .forEach(item -> change(
                        item,
                        "pending",
                        AttributeValue.fromL(
                                List.of(spoilt(item.get("pending").l().get(0))))));
        story.clock().moveOn(MINUTE);

        assertThatThrownBy(function::tick)
                .hasMessageContaining("E2EXAMPLE could not be read")
                .hasMessageContaining("deploy the release that wrote it, or delete the item");
        assertThat(toldOf("E3EXAMPLE")).isEqualTo(2);
    }
}
