package why403.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A call to AWS that CloudTrail recorded.
 *
 * @param source such as {@code s3.amazonaws.com}
 * @param at as in {@code 2026-11-24T10:00:13}
 * @param by the role and the session of the caller, such as {@code ci/deploy-bot}
 * @param parameters of the call, as JSON
 * @param errorCode empty if the call succeeded
 */
record TrailEvent(
        String source, String name, String at, String by, String region, String parameters, String errorCode) {

    static TrailEvent of(String source, String name, String at, String by, String region, String parameters) {
        return new TrailEvent(source, name, at, by, region, parameters, "");
    }

    /** The same call, which AWS refused. */
    TrailEvent refused(String code) {
        return new TrailEvent(source, name, at, by, region, parameters, code);
    }

    /** As {@code lookup-events} prints it. */
    ObjectNode json() {
        String session = by.substring(by.indexOf('/') + 1);
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("eventVersion", "1.11");
        record.putObject("userIdentity")
                .put("type", "AssumedRole")
                .put("arn", "arn:aws:sts::" + Recordings.ACCOUNT + ":assumed-role/" + by)
                .put("accountId", Recordings.ACCOUNT);
        record.put("eventTime", at + "Z").put("eventSource", source).put("eventName", name);
        record.put("awsRegion", region).put("sourceIPAddress", "203.0.113.20");
        if (!errorCode.isEmpty()) {
            record.put("errorCode", errorCode).put("errorMessage", "Access Denied");
        }
        record.set("requestParameters", Json.object(parameters));
        record.put("readOnly", false).put("eventType", "AwsApiCall").put("managementEvent", true);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put(
                "EventId",
                UUID.nameUUIDFromBytes((name + at).getBytes(StandardCharsets.UTF_8))
                        .toString());
        event.put("EventName", name).put("ReadOnly", "false");
        event.put("EventTime", at + "+00:00").put("EventSource", source).put("Username", session);
        event.putArray("Resources");
        event.put("CloudTrailEvent", record.toString());
        return event;
    }
}
