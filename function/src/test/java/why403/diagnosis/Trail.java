package why403.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import why403.account.CloudTrailQuestions;
import why403.account.CloudTrailQuestions.Attribute;
import why403.account.Question;

/** What CloudTrail recorded of an incident that began at noon. */
public final class Trail {

    private Trail() {}

    /** The lookup of the events with that value of an attribute, if all requests were refused in the first minute. */
    public static Question<LookupEventsResponse> lookup(Attribute attribute, String value, Optional<String> region) {
        return CloudTrailQuestions.events(
                attribute,
                value,
                Logged.NOON.minus(Duration.ofDays(1)),
                Logged.NOON.plus(Duration.ofMinutes(1)),
                region);
    }

    public static LookupEventsResponse of(Event... events) {
        return LookupEventsResponse.builder().events(Stream.of(events).toList()).build();
    }

    /**
     * An event as CloudTrail records it.
     *
     * @param time of the day of the incident, such as {@code 11:58:30}
     * @param parameters of the request, JSON
     */
    public static Event event(String name, String time, String parameters) {
        return Event.builder()
                .eventName(name)
                .eventTime(Instant.parse("2026-11-24T" + time + "Z"))
                .username("deploy-bot")
                .cloudTrailEvent("{\"eventVersion\":\"1.11\",\"eventName\":\"" + name
                        + "\",\"userIdentity\":{\"arn\":\"arn:aws:sts::123456789012:assumed-role/ci/deploy-bot\"},"
                        + "\"requestParameters\":" + parameters + "}")
                .build();
    }
}
