package why403.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** No tree causes an exception, and every result keeps the reader's contract. */
class EventReaderRobustnessTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> NAMES = List.of(
            "Records",
            "s3",
            "bucket",
            "name",
            "object",
            "key",
            "Sns",
            "Message",
            "body",
            "messageId",
            "eventSource",
            "eventName",
            "eventTime",
            "Event",
            "Type",
            "source",
            "detail-type",
            "detail",
            "time",
            "x\n");
    private static final List<String> VALUES = List.of(
            "",
            "aws:s3",
            "aws:sqs",
            "aws:sns",
            "aws.s3",
            "Object Created",
            "Object Deleted",
            "ObjectCreated:Put",
            "ObjectRemoved:Delete",
            "s3:TestEvent",
            "Notification",
            "a%2",
            "a%zz",
            "a+b",
            "{}",
            "[1",
            "{\"Records\":[{}]}",
            "2026-11-24T10:15:30Z",
            "+1000000000-12-31T23:59:59Z",
            "\ud800");

    private static final String S3 = Events.records(Events.created("example-logs", "E2EXAMPLE.2026-11-24-10.a.gz"));
    private static final List<String> VALID = List.of(
            S3,
            Events.objectCreated("example-logs", "E2EXAMPLE.2026-11-24-10.a.gz"),
            Events.TEST_EVENT.strip(),
            Events.notification(S3),
            Events.records(Events.sns(S3)),
            Events.records(Events.sqs("m", S3)));

    private final EventReader reader = new EventReader();

    @ParameterizedTest
    @Seeds
    void anyTreeIsRead(Generator given) {
        assertPromises(reader.read(tree(given)));
    }

    @ParameterizedTest
    @Seeds
    void anyTreeInAQueueIsRead(Generator given) {
        assertPromises(reader.read(
                Events.json(Events.records(Events.sqs("m", tree(given).toString())))));
    }

    @ParameterizedTest
    @Seeds
    void aValidEventWithOnePartReplacedIsRead(Generator given) {
        JsonNode tree = Events.json(given.of(VALID));
        given.of(places(tree).toList()).accept(tree(given));
        assertPromises(reader.read(tree));
    }

    @ParameterizedTest
    @Seeds
    void aValidEventCutShortInItsQueueIsRead(Generator given) {
        String cut = given.cut(given.of(VALID));
        Delivery delivery = reader.read(Events.json(Events.records(Events.sqs("m", cut))));
        assertThat(delivery.messages()).hasSize(1);
        assertThat(delivery.messages().get(0).problem()).isPresent();
    }

    @Test
    void anEmptyEventIsRead() {
        assertPromises(reader.read(MissingNode.getInstance()));
    }

    @Test
    void deepNestingIsRead() {
        String deep = "[".repeat(100_000);
        assertPromises(reader.read(Events.json(Events.records(Events.sqs("m", deep)))));
    }

    static void assertPromises(Delivery delivery) {
        assertThat(delivery.messages()).isNotEmpty().allSatisfy(message -> {
            assertThat(message.problem().isPresent()
                            || !message.objects().isEmpty()
                            || !message.passedOver().isEmpty())
                    .isTrue();
            assertThat(message.problem().orElse("") + String.join("", message.passedOver()))
                    .doesNotContainPattern("\\p{Cntrl}");
        });
    }

    private static JsonNode tree(Generator given) {
        return tree(given, 5);
    }

    private static JsonNode tree(Generator given, int depth) {
        return switch (given.between(0, depth == 0 ? 1 : 5)) {
            case 0, 1 -> leaf(given);
            case 2, 3 -> NODES.arrayNode().addAll(given.list(3, () -> tree(given, depth - 1)));
            default -> NODES.objectNode().setAll(given.map(4, () -> given.of(NAMES), () -> tree(given, depth - 1)));
        };
    }

    private static JsonNode leaf(Generator given) {
        return given.oneOf(
                () -> NODES.textNode(given.of(VALUES)),
                () -> NODES.textNode(given.text(5)),
                () -> NODES.numberNode(given.anyInt()),
                () -> given.of(NODES.nullNode(), NODES.booleanNode(true)));
    }

    /** Every way to replace one node below the tree's root. */
    private static Stream<Consumer<JsonNode>> places(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return object.properties().stream()
                    .map(Map.Entry::getKey)
                    .flatMap(name -> place(other -> object.set(name, other), object.get(name)));
        }
        return tree instanceof ArrayNode array
                ? IntStream.range(0, array.size())
                        .boxed()
                        .flatMap(i -> place(other -> array.set(i, other), array.get(i)))
                : Stream.of();
    }

    private static Stream<Consumer<JsonNode>> place(Consumer<JsonNode> here, JsonNode child) {
        return Stream.concat(Stream.of(here), places(child));
    }
}
