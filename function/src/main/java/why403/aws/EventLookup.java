package why403.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import why403.account.CloudTrailQuestions;
import why403.account.Question;

/**
 * Calls LookupEvents and merges up to five pages into one response. The newest events come first, so what is left out is the
 * oldest.
 */
final class EventLookup {

    private static final String KEY = "AttributeKey=";
    private static final String VALUE = ",AttributeValue=";

    private final Pace pace;

    /** @param pace AWS answers two lookups a second in a region of an account */
    EventLookup(Pace pace) {
        this.pace = pace;
    }

    SdkPojo call(Clients clients, Question<?> question) {
        CloudTrailClient client = clients.of(CloudTrailClient.class, CloudTrailClient::builder, question.region());
        RequestArguments arguments = RequestArguments.of(question);
        LookupAttribute attribute = attribute(arguments);
        List<LookupEventsResponse> pages = new ArrayList<>();
        Pages.each("LookupEvents", token -> {
            pace.await();
            LookupEventsResponse page = client.lookupEvents(request -> {
                request.lookupAttributes(List.of(attribute));
                arguments.value(CloudTrailQuestions.START).map(Instant::parse).ifPresent(request::startTime);
                arguments.value(CloudTrailQuestions.END).map(Instant::parse).ifPresent(request::endTime);
                token.ifPresent(request::nextToken);
            });
            if (SdkMembers.isEmpty(page)) {
                throw new UnreadableResponseException("LookupEvents returned no list of events");
            }
            pages.add(page);
            return pages.size() < CloudTrailQuestions.MOST_PAGES
                    ? Optional.ofNullable(page.nextToken())
                    : Optional.empty();
        });
        List<Event> all = pages.stream().flatMap(page -> page.events().stream()).toList();
        return LookupEventsResponse.builder().events(all).build();
    }

    private static LookupAttribute attribute(RequestArguments arguments) {
        String written = arguments.value(CloudTrailQuestions.ATTRIBUTES).orElseThrow();
        int value = written.indexOf(VALUE);
        return LookupAttribute.builder()
                .attributeKey(written.substring(KEY.length(), value))
                .attributeValue(written.substring(value + VALUE.length()))
                .build();
    }
}
