package why403.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import why403.json.JsonProblem;
import why403.json.JsonTree;
import why403.text.Printable;

/** Reads an event that can arrive on its own or inside an SQS or SNS message. */
final class Content {

    Reading read(JsonNode node) {
        if (node.path("Event").asText().equals("s3:TestEvent")) {
            return Reading.passedOver("s3:TestEvent of the bucket "
                    + Printable.name(node.path("Bucket").asText()));
        }
        if (BackfillMessage.matches(node)) {
            return BackfillMessage.read(node);
        }
        if (EventBridgeEvent.matches(node)) {
            return EventBridgeEvent.read(node);
        }
        if (isNotification(node)) {
            return inside("an SNS message", node.path("Message"));
        }
        return node.has("Records") ? records(node.path("Records")) : Reading.problem(Shape.of(node));
    }

    /** @param carrier what contains the text, with its article */
    Reading inside(String carrier, JsonNode text) {
        if (!text.isTextual()) {
            return Reading.problem(carrier + " that should be a string and is " + Shape.of(text));
        }
        try {
            return read(JsonTree.read(text.asText()));
        } catch (JsonProcessingException e) {
            return Reading.problem(carrier + " that " + JsonProblem.of(e));
        }
    }

    /**
     * Whether it is the envelope that SNS adds in a queue if raw message delivery is off.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html">AWS: raw
     *     message delivery</a>
     */
    private static boolean isNotification(JsonNode node) {
        return node.path("Type").asText().equals("Notification") && node.has("Message");
    }

    private Reading records(JsonNode records) {
        if (!records.isArray() || records.isEmpty()) {
            return Reading.problem("an object whose Records are " + Shape.of(records));
        }
        List<Reading> readings = new ArrayList<>();
        records.forEach(node -> readings.add(oneRecord(node)));
        return Reading.all(readings);
    }

    private Reading oneRecord(JsonNode node) {
        if (S3Record.matches(node)) {
            return S3Record.read(node);
        }
        return node.path("Sns").isObject()
                ? inside("an SNS message", node.path("Sns").path("Message"))
                : Reading.problem("a record that is " + Shape.of(node) + source(node.path("eventSource")));
    }

    private static String source(JsonNode eventSource) {
        return eventSource.isTextual() ? " from \"" + Printable.name(eventSource.asText()) + "\"" : "";
    }
}
