package why403.diagnosis.change;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import why403.account.CloudTrailQuestions;
import why403.account.CloudTrailQuestions.Attribute;
import why403.account.Question;

/** The time in which a change can have caused an incident. */
record TimeSpan(Instant from, Instant to) {

    /** The question for the events of this time. */
    Question<LookupEventsResponse> events(Attribute attribute, String value, Optional<String> region) {
        return CloudTrailQuestions.events(attribute, value, from, to, region);
    }

    boolean contains(Instant time) {
        return !time.isBefore(from) && !time.isAfter(to);
    }
}
