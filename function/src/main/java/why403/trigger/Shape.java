package why403.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import why403.text.Printable;

/** Describes the shape of a JSON tree without its values. */
final class Shape {

    /** The known shapes, for messages. */
    static final String EXPECTED = "expected S3's {\"Records\":[{\"eventName\":\"ObjectCreated:Put\","
            + "\"s3\":{\"bucket\":{\"name\":\"...\"},\"object\":{\"key\":\"...\"}}}]}, as it is or inside SQS or SNS, or "
            + "EventBridge's {\"source\":\"aws.s3\",\"detail-type\":\"Object Created\","
            + "\"detail\":{\"bucket\":{\"name\":\"...\"},\"object\":{\"key\":\"...\"}}}";

    private static final int MOST_MEMBERS = 8;

    private Shape() {}

    /** A few words, such as "a list" or "an object with the members a, b". */
    static String of(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> node.isEmpty() ? "an empty list" : "a list";
            case BINARY, STRING -> "a string";
            case BOOLEAN -> "a boolean";
            case MISSING -> "nothing";
            case NULL -> "null";
            case NUMBER -> "a number";
            case OBJECT, POJO -> object(node);
        };
    }

    private static String object(JsonNode node) {
        if (node.isEmpty()) {
            return "an empty object";
        }
        String names = StreamSupport.stream(Spliterators.spliterator(node.fieldNames(), node.size(), 0), false)
                .limit(MOST_MEMBERS)
                .map(Printable::name)
                .collect(Collectors.joining(", "));
        return "an object with the members " + names + (node.size() > MOST_MEMBERS ? ", ..." : "");
    }
}
