package why403.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import why403.json.JsonTree;
import why403.trigger.LogObject;

/** Creates Lambda events for log objects, and wraps events in other events. */
public final class EventShapes {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private EventShapes() {}

    /** An S3 event. Keys in these tests need no URL encoding. */
    public static ObjectNode s3(List<LogObject> objects) {
        ObjectNode event = NODES.objectNode();
        ArrayNode records = event.putArray("Records");
        for (LogObject object : objects) {
            ObjectNode record = records.addObject();
            record.put("eventVersion", "2.1").put("eventSource", "aws:s3").put("awsRegion", "eu-central-1");
            record.put("eventTime", "2026-11-24T10:20:00.000Z").put("eventName", "ObjectCreated:Put");
            ObjectNode s3 = record.putObject("s3").put("s3SchemaVersion", "1.0");
            s3.putObject("bucket").put("name", object.bucket());
            s3.putObject("object").put("key", object.key()).put("size", 1024);
        }
        return event;
    }

    /** An EventBridge event for one object. */
    static ObjectNode eventBridge(LogObject object) {
        ObjectNode event = NODES.objectNode();
        event.put("version", "0").put("source", "aws.s3").put("detail-type", "Object Created");
        event.put("time", "2026-11-24T10:20:00Z").put("region", "eu-central-1");
        ObjectNode detail = event.putObject("detail");
        detail.putObject("bucket").put("name", object.bucket());
        detail.putObject("object").put("key", object.key()).put("size", 1024);
        return event;
    }

    /** An SNS event for Lambda. */
    static ObjectNode sns(JsonNode inside) {
        ObjectNode event = NODES.objectNode();
        ObjectNode record = event.putArray("Records").addObject();
        record.put("EventSource", "aws:sns").put("EventVersion", "1.0");
        record.set("Sns", notification(inside));
        return event;
    }

    /** The body of an SQS message from SNS. */
    static ObjectNode notification(JsonNode inside) {
        return NODES.objectNode()
                .put("Type", "Notification")
                .put("MessageId", "95df01b4-ee98-5cb9-9903-4c221d41eb5e")
                .put("TopicArn", "arn:aws:sns:eu-central-1:123456789012:example-logs")
                .put("Message", JsonTree.write(inside));
    }

    /** An SQS event for Lambda. The message ids are {@code message-0} and so on. */
    public static ObjectNode sqs(List<? extends JsonNode> bodies) {
        ObjectNode event = NODES.objectNode();
        ArrayNode records = event.putArray("Records");
        for (JsonNode body : bodies) {
            records.addObject()
                    .put("messageId", "message-" + (records.size() - 1))
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", "arn:aws:sqs:eu-central-1:123456789012:example-logs")
                    .put("body", JsonTree.write(body));
        }
        return event;
    }

    /** Wraps an event in an SQS event. An SQS event stays as it is. */
    public static JsonNode queued(JsonNode event) {
        JsonNode first = event.path("Records").path(0);
        if (first.has("body")) {
            return event;
        }
        return sqs(first.has("Sns") ? event.path("Records").findValues("Sns") : List.of(event));
    }

    /** The message that the stack's backfill sends for an object. */
    public static ObjectNode backfill(LogObject object) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("why403", "backfill");
        message.putObject("bucket").put("name", object.bucket());
        message.putObject("object").put("key", object.key());
        return message;
    }
}
