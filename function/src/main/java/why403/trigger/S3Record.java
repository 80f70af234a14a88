package why403.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import why403.text.Printable;

/**
 * One record of an S3 event notification.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">AWS: event
 *     message structure</a>
 */
final class S3Record {

    private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private S3Record() {}

    static boolean matches(JsonNode node) {
        return node.path("s3").isObject() || node.path("eventSource").asText().equals("aws:s3");
    }

    static Reading read(JsonNode node) {
        JsonNode eventName = node.path("eventName");
        Reading reading = isCreation(eventName)
                ? object(node.path("s3"))
                : Reading.passedOver(Printable.name(eventName.asText()) + " of " + Named.of(node.path("s3")));
        return reading.at(Times.parse(node.path("eventTime")));
    }

    /** A record without an event name was written by hand, and means a creation. */
    private static boolean isCreation(JsonNode eventName) {
        return !eventName.isTextual()
                || eventName.asText().replaceFirst("^s3:", "").startsWith("ObjectCreated:");
    }

    /** S3 encodes keys as HTML forms do, so a plus sign is a space. */
    private static Reading object(JsonNode s3) {
        Named named = Named.in(s3);
        return NO_ESCAPE.matcher(named.key()).find()
                ? Reading.problem("an S3 record whose object key is not URL-encoded, "
                        + "because a % in it does not begin an escape: " + Printable.name(named.key()))
                : named.withKey(URLDecoder.decode(named.key(), StandardCharsets.UTF_8))
                        .reading("an S3 record");
    }
}
