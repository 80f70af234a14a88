package why403.diagnosis.change;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import why403.account.Question;

/**
 * One question to CloudTrail, and which of its events count.
 *
 * @param events names of events
 * @param members the members of a request that name the resource
 * @param resources what a notice calls the resources, by what those members hold
 */
record Lookup(
        Question<LookupEventsResponse> question,
        Set<String> events,
        Set<String> members,
        Map<String, String> resources) {

    Lookup {
        events = Set.copyOf(events);
        members = Set.copyOf(members);
        resources = Map.copyOf(resources);
    }

    /** The resource that the event changed; empty if the event does not count. */
    Optional<String> changedBy(TrailEvent event) {
        return events.stream().anyMatch(event::isNamed)
                ? members.stream()
                        .flatMap(member -> names(event, member))
                        .flatMap(value -> Optional.ofNullable(resources.get(value)).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Stream<String> names(TrailEvent event, String member) {
        String value = event.parameter(member);
        return member.equals(FunctionName.MEMBER)
                ? Stream.of(FunctionName.of(event).name())
                : Stream.of(value, value.substring(value.lastIndexOf('/') + 1));
    }
}
