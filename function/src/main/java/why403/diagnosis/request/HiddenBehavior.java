package why403.diagnosis.request;

import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/**
 * A cache behavior that gets no requests, because a cache behavior with a wider path pattern stands before it and gets them.
 *
 * @param before gets the requests
 * @param behavior the one that gets none
 * @param pattern its path pattern
 * @param wider all cache behaviors before it whose patterns cover its own, in order
 * @param origins the origins that it names
 */
public record HiddenBehavior(
        Behavior before, Behavior behavior, PathPattern pattern, List<Behavior> wider, List<Origin> origins) {

    public HiddenBehavior {
        wider = List.copyOf(wider);
        origins = List.copyOf(origins);
    }

    /** Whether one of the served requests was meant for it too: then what gets these requests also serves some of them. */
    public boolean isServed(IncidentContext incident) {
        return incident.servedBy(before).stream()
                .anyMatch(served -> pattern.matches(PathPattern.normalised(served.path())));
    }
}
