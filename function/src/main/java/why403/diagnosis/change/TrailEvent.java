package why403.diagnosis.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import why403.json.JsonTree;
import why403.text.Printable;

/**
 * A change that AWS made for a caller, as CloudTrail recorded it.
 *
 * @param name as recorded, which can end in the version of the API, such as {@code AddPermission20150331v2}
 * @param by the ARN of the identity that made it, or its user name; empty if neither is recorded
 * @param parameters of the request, as recorded: the names of members begin with a small letter
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">AWS:
 *     the contents of a record</a>
 */
record TrailEvent(String name, Instant at, String by, JsonNode parameters) {

    /** What services append to the name of an event. */
    private static final Pattern SUFFIX = Pattern.compile("[0-9_v]*|WithStagingConfig[0-9_v]*");

    /** Empty if the event failed, so that it changed nothing, or if it cannot be read. */
    static Optional<TrailEvent> of(Event event) {
        if (event.eventName() == null || event.eventTime() == null || event.cloudTrailEvent() == null) {
            return Optional.empty();
        }
        try {
            JsonNode record = JsonTree.read(event.cloudTrailEvent());
            return record.hasNonNull("errorCode") || !record.isObject()
                    ? Optional.empty()
                    : Optional.of(new TrailEvent(
                            event.eventName(), event.eventTime(), by(event, record), record.path("requestParameters")));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    private static String by(Event event, JsonNode record) {
        String arn = record.path("userIdentity").path("arn").asText();
        String name = Optional.ofNullable(event.username()).orElse("");
        return Printable.line(arn.isEmpty() ? name : arn);
    }

    /** Whether it is an event of that name. */
    boolean isNamed(String eventName) {
        return name.startsWith(eventName)
                && SUFFIX.matcher(name.substring(eventName.length())).matches();
    }

    /** A parameter of the request as text; empty if it has none. */
    String parameter(String member) {
        return parameters.path(member).asText();
    }
}
