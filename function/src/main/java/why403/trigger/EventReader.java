package why403.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import why403.json.JsonTree;
import why403.text.Printable;

/**
 * Reads an event as Lambda receives it: an S3 event notification, on its own or inside SQS, SNS or both, or EventBridge's
 * "Object Created", on its own or inside SQS.
 *
 * <p>The shape is recognized in the JSON tree, because the official event classes read an unknown shape as an event without
 * records.
 */
public final class EventReader {

    private static final int MOST_PROBLEMS = 3;

    private static final Set<String> UNUSED = Set.of(
            "attributes",
            "awsRegion",
            "configurationId",
            "eTag",
            "etag",
            "eventVersion",
            "md5OfBody",
            "messageAttributes",
            "ownerIdentity",
            "receiptHandle",
            "requestParameters",
            "responseElements",
            "s3SchemaVersion",
            "sequencer",
            "userIdentity");

    private final Content content = new Content();

    /**
     * Parses an event without the members that the reader does not use. An event of many thousand objects takes a third of
     * the memory this way.
     *
     * @throws IOException if the stream is not JSON, or throws it
     */
    public static JsonNode parse(InputStream event) throws IOException {
        return JsonTree.readWithout(UNUSED, event);
    }

    /**
     * Finds the log objects that an event names. S3's keys are URL-decoded once, and {@code +} is a space; EventBridge's
     * keys are used verbatim.
     *
     * @param event any JSON tree; a shape that is not known becomes the problem of its message
     */
    public Delivery read(JsonNode event) {
        JsonNode records = event.path("Records");
        boolean queued = records.isArray() && records(records).stream().anyMatch(EventReader::isQueued);
        return queued ? queued(records(records)) : whole(event);
    }

    private Delivery whole(JsonNode event) {
        Reading reading = content.read(event);
        return new Delivery(List.of(message(Optional.empty(), "The event", reading)), reading.time());
    }

    private Delivery queued(List<JsonNode> records) {
        List<Reading> readings = records.stream()
                .map(sqs -> isQueued(sqs) ? content.inside("a body", sqs.path("body")) : content.read(sqs))
                .toList();
        List<Message> messages = IntStream.range(0, records.size())
                .mapToObj(i -> message(records.get(i), readings.get(i)))
                .toList();
        return new Delivery(messages, Reading.latest(readings.stream()));
    }

    private static Message message(JsonNode sqs, Reading reading) {
        Optional<String> id = Optional.of(sqs.path("messageId").asText()).filter(text -> !text.isEmpty());
        return message(id, "The SQS message " + Printable.name(id.orElse("without an id")), reading);
    }

    private static Message message(Optional<String> id, String subject, Reading reading) {
        Optional<String> problem = reading.problems().isEmpty()
                ? Optional.empty()
                : Optional.of(subject + " contains " + several(reading.problems()) + "; " + Shape.EXPECTED + ".");
        return new Message(id, reading.objects(), reading.passedOver(), reading.purpose(), problem);
    }

    private static String several(List<String> problems) {
        List<String> different = problems.stream().distinct().toList();
        String first = different.stream().limit(MOST_PROBLEMS).collect(Collectors.joining(" and "));
        return different.size() > MOST_PROBLEMS ? first + " and more like these" : first;
    }

    private static boolean isQueued(JsonNode node) {
        return node.path("eventSource").asText().equals("aws:sqs") || (node.has("messageId") && node.has("body"));
    }

    private static List<JsonNode> records(JsonNode records) {
        return StreamSupport.stream(records.spliterator(), false).toList();
    }
}
