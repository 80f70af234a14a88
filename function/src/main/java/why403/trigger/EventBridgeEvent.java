package why403.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import why403.text.Printable;

/**
 * An event that S3 sends through EventBridge. EventBridge does not encode keys.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">AWS: EventBridge event message
 *     structure</a>
 */
final class EventBridgeEvent {

    private EventBridgeEvent() {}

    static boolean matches(JsonNode node) {
        return node.path("detail-type").isTextual() && node.path("source").isTextual();
    }

    static Reading read(JsonNode node) {
        return content(node.path("source").asText(), node.path("detail-type").asText(), node.path("detail"))
                .at(Times.parse(node.path("time")));
    }

    private static Reading content(String source, String type, JsonNode detail) {
        if (!source.equals("aws.s3") || !type.startsWith("Object ")) {
            return Reading.problem(
                    "an EventBridge event \"" + Printable.name(type) + "\" from \"" + Printable.name(source) + "\"");
        }
        return type.equals("Object Created")
                ? Named.in(detail).reading("an EventBridge event")
                : Reading.passedOver("\"" + Printable.name(type) + "\" of " + Named.of(detail));
    }
}
