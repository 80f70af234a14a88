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
import why403.aws.S3Server.Failure;
import why403.aws.SnsServer.Refusal;
import why403.lambda.SpikeSimulation.Outcome;
import why403.log.LogText;
import why403.trigger.LogObject;

/** Unreadable objects, events and stored items do not affect readable ones. */
class InputFaultsTest {

    private static final Outcome WITHOUT_FAULTS = SpikeSimulation.withoutFaults();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LogObject GONE = SpikeSimulation.object("E2EXAMPLE", "gone");
    private static final LogObject TRUNCATED = SpikeSimulation.object("E2EXAMPLE", "truncated");
    private static final LogObject PARQUET = SpikeSimulation.object("E2EXAMPLE", "parquet");
    private static final LogObject UNKNOWN = SpikeSimulation.object("E2EXAMPLE", "unknown");
    private static final LogObject BROKEN = SpikeSimulation.object("E2EXAMPLE", "broken");
    private static final LogObject OTHER_DISTRIBUTION = SpikeSimulation.object("E3EXAMPLE", "neighbour");

    private final SpikeSimulation simulation = SpikeSimulation.start();
    private final Deployment function = simulation.function();

    @AfterEach
    void close() {
        simulation.close();
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
        byte[] log = gzip(SpikeSimulation.spike("2026-11-24T09:20:00Z", 10, 403));
        simulation.put(TRUNCATED, Arrays.copyOf(log, log.length - 9));
        simulation.put(PARQUET, "PAR1\u0015\u0004\u0015\u0010PAR1".getBytes(StandardCharsets.ISO_8859_1));
        simulation.put(UNKNOWN, "{\"hello\": \"world\"}\n".getBytes(StandardCharsets.UTF_8));
        simulation.put(BROKEN, log);
        simulation.cloud().account().fail(SpikeSimulation.BUCKET, BROKEN.key(), Failure.BROKEN);
    }

    @Test
    void onlyTheMessagesOfUnreadableObjectsAreDeliveredAgain() {
        putBadObjects();
        function.deliverAndTick(SpikeSimulation.BEFORE);
        simulation.clock().advance(MINUTE);

        assertThat(function.deliverAndTick(GONE, TRUNCATED, SpikeSimulation.SPIKE, PARQUET, UNKNOWN, BROKEN))
                .containsExactly("message-0", "message-1", "message-3", "message-4", "message-5");
        assertThat(function.log("ERROR"))
                .hasSize(5)
                .allMatch(line -> line.contains("s3://example-logs/cdn/E2EXAMPLE.2026-11-24-09."));
        simulation.clock().advance(MINUTE);
        assertThat(function.deliverAndTick(SpikeSimulation.AFTER, GONE)).containsExactly("message-1");

        assertThat(simulation.end()).isEqualTo(WITHOUT_FAULTS);
    }

    @Test
    void anObjectOfAnotherBucketIsRefusedByNameAndNotRead() {
        LogObject foreign = new LogObject("other-logs", SpikeSimulation.SPIKE.key());
        simulation.put(foreign, gzip(SpikeSimulation.spike("2026-11-24T09:20:00Z", 10, 403)));
        Deployment limited = Deployment.in(
                simulation.cloud(), simulation.clock(), Map.of(TallySettings.LOG_BUCKET, SpikeSimulation.BUCKET));

        assertThat(limited.deliver(SpikeSimulation.BEFORE, foreign)).containsExactly("message-1");
        assertThat(limited.log("ERROR"))
                .containsExactly("s3://other-logs/" + SpikeSimulation.SPIKE.key()
                        + " was not read, because the function reads only the bucket example-logs. If the object is a log,"
                        + " deploy the stack with the bucket of the object as logBucket, and redrive the dead-letter"
                        + " queue. Otherwise stop the events of that bucket.");
        assertThat(limited.sum("Tallied", "objects")).isEqualTo(1);
    }

    @Test
    void anObjectWhoseConnectionBrokeIsCountedOnTheNextDelivery() {
        simulation.cloud().account().fail(SpikeSimulation.BUCKET, SpikeSimulation.SPIKE.key(), Failure.BROKEN);
        function.deliverAndTick(SpikeSimulation.BEFORE);
        simulation.clock().advance(MINUTE);
        assertThat(function.deliver(SpikeSimulation.SPIKE)).containsExactly("message-0");
        assertThat(simulation.cloud().topics().received()).isEmpty();
        simulation.cloud().account().fail(SpikeSimulation.BUCKET, SpikeSimulation.SPIKE.key(), Failure.WITHOUT_LENGTH);
        assertThat(function.deliver(SpikeSimulation.SPIKE)).containsExactly("message-0");
        simulation.cloud().account().heal(SpikeSimulation.BUCKET, SpikeSimulation.SPIKE.key());
        simulation.clock().advance(MINUTE);

        assertThat(simulation.run()).isEqualTo(WITHOUT_FAULTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "}{", "{}", "[]", "null", "{\"Records\":7}", "{\"Records\":[]}", "{\"detail\":{}}"})
    void anEventOfUnknownShapeFailsAndSaysWhatIsExpected(String event) {
        assertThatThrownBy(() -> function.tally(event))
                .isInstanceOf(FailedEventException.class)
                .message()
                .containsIgnoringCase("expected");
        assertThat(function.log("ERROR")).isNotEmpty();
        assertThat(simulation.storedItems()).isEqualTo(StoredItems.NOTHING);
    }

    @Test
    void aMessageOfUnknownShapeFailsAlone() {
        String batch = EventShapes.sqs(List.of(
                        Json.read("{\"who\":\"knows\"}"),
                        EventShapes.s3(List.of(SpikeSimulation.BEFORE)),
                        Json.read("[1]")))
                .toString();

        assertThat(Deployment.failures(function.tally(batch))).containsExactly("message-0", "message-2");
        assertThat(function.log("ERROR")).hasSize(2);
        simulation.clock().advance(MINUTE);
        assertThat(simulation.run()).isEqualTo(WITHOUT_FAULTS);
    }

    @Test
    void aChangedErrorMappingReplacesTheOldCountsOnTheNextDelivery() {
        Outcome underTheNewOne;
        try (SpikeSimulation other = SpikeSimulation.start()) {
            other.put(SpikeSimulation.SPIKE, SpikeSimulation.spike("2026-11-24T09:00:00Z", 10, 404));
            other.map("E2EXAMPLE", "403", "404");
            underTheNewOne = other.run();
        }
        assertThat(underTheNewOne.notices()).hasSize(2);
        simulation.put(SpikeSimulation.SPIKE, SpikeSimulation.spike("2026-11-24T09:00:00Z", 10, 404));
        simulation.map("E2EXAMPLE", "500", "200");
        function.deliverAndTick(SpikeSimulation.BEFORE);
        simulation.clock().advance(MINUTE);
        function.deliverAndTick(SpikeSimulation.SPIKE);
        simulation.clock().advance(MINUTE);
        simulation.map("E2EXAMPLE", "403", "404");

        assertThat(simulation.run()).isEqualTo(underTheNewOne);
    }

    private void change(Map<String, AttributeValue> item, String attribute, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        changed.put(attribute, value);
        simulation
                .table()
                .client()
                .putItem(request -> request.tableName(simulation.table().name()).item(changed));
    }

    /** Changes every item of a partition so that it has another format or is incomplete. */
    private void damage(String partition, String attribute) {
        simulation
                .table()
                .client()
                .scan(request -> request.tableName(simulation.table().name()))
                .items()
                .stream()
                .filter(item -> (item.get("pk").s() + " " + item.get("sk").s()).startsWith(partition))
                .forEach(item -> change(item, attribute, damaged(item.get(attribute))));
    }

    private static AttributeValue damaged(AttributeValue value) {
        if (value.n() != null) {
            return AttributeValue.fromN("9");
        }
        byte[] whole = value.b().asByteArray();
        return AttributeValue.fromB(SdkBytes.fromByteArray(Arrays.copyOf(whole, whole.length - 3)));
    }

    private void putOtherDistribution() {
        simulation.put(
                OTHER_DISTRIBUTION,
                new LogText()
                        .quiet(60)
                        .at("2026-11-24T09:00:00Z")
                        .refusals(10)
                        .quiet(40)
                        .bytes());
    }

    private long noticesOf(String distribution) {
        return simulation.cloud().topics().received().stream()
                .filter(notice -> notice.attributes().get("distributionId").equals(distribution))
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "S E2EXAMPLE, format, Deploy the release that wrote the item",
        "I#E2EXAMPLE, format, Deploy the release that wrote the item or delete the item",
        "I#E2EXAMPLE, incidents, Deploy the release that wrote the item or delete the item",
        "I#E2EXAMPLE, reportedCauses, Deploy the release that wrote the item or delete the item",
        "T#E2EXAMPLE, format, Deploy the release that wrote the item or delete the item",
        "T#E2EXAMPLE, counts, Deploy the release that wrote the item or delete the item",
        "H#E2EXAMPLE, format, Deploy the release that wrote the item or delete the item",
        "H#E2EXAMPLE, bins, Deploy the release that wrote the item or delete the item"
    })
    void anUnreadableItemIsReportedAndDoesNotAffectOtherDistributions(
            String partition, String attribute, String whatToDo) {
        putOtherDistribution();
        function.deliverAndTick(SpikeSimulation.BEFORE);
        simulation.clock().advance(MINUTE);
        function.deliverAndTick(SpikeSimulation.SPIKE);
        damage(partition, attribute);
        simulation.clock().advance(MINUTE);

        List<String> again = function.deliver(SpikeSimulation.AFTER, OTHER_DISTRIBUTION);
        tick(partition.startsWith("I"));

        assertThat(again).isEqualTo(partition.startsWith("S") ? List.of("message-0") : List.of());
        assertThat(noticesOf("E3EXAMPLE")).isEqualTo(2);
        assertThat(messages())
                .anyMatch(line -> line.contains(simulation.table().name())
                        && Arrays.stream(whatToDo.split(" or ", -1)).allMatch(line::contains));
        simulation.clock().advance(MINUTE);
        tick(partition.startsWith("I"));
        assertThat(noticesOf("E2EXAMPLE")).isBetween(1L, 2L);
    }

    private void tick(boolean isExpectedToFail) {
        if (isExpectedToFail) {
            assertThatThrownBy(function::tick).hasMessageContaining("E2EXAMPLE could not be");
        } else {
            function.tick();
        }
    }

    private List<String> messages() {
        return Stream.concat(function.log("WARN").stream(), function.log("ERROR").stream())
                .toList();
    }

    @Test
    void unreadableCountsAreReplacedWhenTheirMessagesAreDeliveredAgain() {
        function.deliverAndTick(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE);
        damage("T#E2EXAMPLE", "counts");
        damage("H#E2EXAMPLE", "bins");
        simulation.clock().advance(MINUTE);

        assertThat(simulation.run().storedItems().counts())
                .isEqualTo(WITHOUT_FAULTS.storedItems().counts());
    }

    @Test
    void anUnreadableNoticeDoesNotAffectOtherDistributions() {
        putOtherDistribution();
        simulation.cloud().topics().refuse(Refusal.DENIED);
        function.deliverAndTick(SpikeSimulation.BEFORE);
        simulation.clock().advance(MINUTE);
        function.deliver(SpikeSimulation.SPIKE, OTHER_DISTRIBUTION);
        assertThatThrownBy(function::tick).hasMessageContaining("stays pending");
        simulation.cloud().topics().heal();
        simulation
                .table()
                .client()
                .scan(request -> request.tableName(simulation.table().name()))
                .items()
                .stream()
                .filter(item -> item.get("pk").s().equals("I#E2EXAMPLE"))
                .forEach(item -> change(
                        item,
                        "pending",
                        AttributeValue.fromL(
                                List.of(damaged(item.get("pending").l().get(0))))));
        simulation.clock().advance(MINUTE);

        assertThatThrownBy(function::tick)
                .hasMessageContaining("E2EXAMPLE could not be read")
                .hasMessageContaining("Deploy the release that wrote the item, or delete the item");
        assertThat(noticesOf("E3EXAMPLE")).isEqualTo(2);
    }
}
