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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No tree makes the reader throw, and what it answers keeps its promises. */
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

    private final EventReader reader = new EventReader();

    @Property
    void anyTreeIsRead(@ForAll("trees") JsonNode tree) {
        assertPromises(reader.read(tree));
    }

    @Property
    void anyTreeInAQueueIsRead(@ForAll("trees") JsonNode tree) {
        assertPromises(reader.read(Events.json(Events.records(Events.sqs("m", tree.toString())))));
    }

    @Property
    void aValidEventWithOnePartReplacedIsRead(
            @ForAll("validEvents") String event, @ForAll int place, @ForAll("trees") JsonNode other) {
        JsonNode tree = Events.json(event);
        List<Consumer<JsonNode>> places = places(tree).toList();
        places.get(Math.floorMod(place, places.size())).accept(other);
        assertPromises(reader.read(tree));
    }

    @Property
    void aValidEventCutShortInItsQueueIsRead(@ForAll("validEvents") String event, @ForAll int length) {
        String cut = event.substring(0, Math.floorMod(length, event.length()));
        Delivery delivery = reader.read(Events.json(Events.records(Events.sqs("m", cut))));
        assertThat(delivery.messages()).hasSize(1);
        assertThat(delivery.messages().get(0).problem()).isPresent();
    }

    @Example
    void nothingIsRead() {
        assertPromises(reader.read(MissingNode.getInstance()));
    }

    @Example
    void deepNestingIsRead() {
        String deep = "[".repeat(100_000);
        assertPromises(reader.read(Events.json(Events.records(Events.sqs("m", deep)))));
    }

    private static void assertPromises(Delivery delivery) {
        assertThat(delivery.messages()).isNotEmpty().allSatisfy(message -> {
            assertThat(message.problem().isPresent()
                            || !message.objects().isEmpty()
                            || !message.passedOver().isEmpty())
                    .isTrue();
            assertThat(message.problem().orElse("") + String.join("", message.passedOver()))
                    .doesNotContainPattern("\\p{Cntrl}");
        });
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        return tree(5);
    }

    private Arbitrary<JsonNode> tree(int depth) {
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(
                Arbitraries.of(VALUES).map(NODES::textNode),
                Arbitraries.strings().ofMaxLength(5).map(NODES::textNode),
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.of(NODES.nullNode(), NODES.booleanNode(true)));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<JsonNode> inner = Arbitraries.lazy(() -> tree(depth - 1));
        return Arbitraries.oneOf(
                leaf,
                inner.list().ofMaxSize(3).map(EventReaderRobustnessTest::array),
                Arbitraries.maps(Arbitraries.of(NAMES), inner).ofMaxSize(4).map(EventReaderRobustnessTest::object));
    }

    private static JsonNode array(List<JsonNode> items) {
        return NODES.arrayNode().addAll(items);
    }

    private static JsonNode object(Map<String, JsonNode> members) {
        return NODES.objectNode().setAll(members);
    }

    @Provide
    Arbitrary<String> validEvents() {
        String s3 = Events.records(Events.created("example-logs", "E2EXAMPLE.2026-11-24-10.a.gz"));
        String bridge = Events.objectCreated("example-logs", "E2EXAMPLE.2026-11-24-10.a.gz");
        return Arbitraries.of(
                s3,
                bridge,
                Events.TEST_EVENT.strip(),
                Events.notification(s3),
                Events.records(Events.sns(s3)),
                Events.records(Events.sqs("m", s3)));
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
