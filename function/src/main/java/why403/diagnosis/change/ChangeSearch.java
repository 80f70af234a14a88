package why403.diagnosis.change;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import why403.cause.AwsResource;
import why403.cause.CauseId;
import why403.cause.Change;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;

/**
 * Finds the change that caused an incident: the last successful one to a resource on the failing path, within a day before the
 * first refused request, of a kind that can have that effect. A change is passed over if CloudTrail shows that it left the part
 * as it was on which the cause depends.
 */
public final class ChangeSearch {

    /** A key that was changed yesterday refuses only what was written since. */
    private static final Duration LOOKED_BACK = Duration.ofDays(1);

    /** Lookups of one diagnosis. CloudTrail answers two a second. */
    private static final int MOST_LOOKUPS = 8;

    /**
     * The usual reason of these causes is no change in the account: a deployment removed files, a signer or a client was
     * changed. So only a
     * change is named that is known to have changed the part on which they depend.
     */
    private static final Set<CauseId> NEED_PROOF = Set.of(
            CauseId.SIGNED_REQUEST_NOT_YET_VALID,
            CauseId.SIGNED_REQUEST_WRONG_RESOURCE,
            CauseId.SIGNED_REQUEST_MALFORMED,
            CauseId.S3_OBJECT_MISSING,
            CauseId.S3_ERROR_CACHED,
            CauseId.LAMBDA_URL_UNSIGNED_BODY);

    private record Candidate(TrailEvent event, String resource) {}

    private final IncidentContext incident;
    private final TimeSpan lookedUp;
    private final List<Lookup> asked = new ArrayList<>();

    public ChangeSearch(IncidentContext incident) {
        this.incident = incident;
        this.lookedUp = new TimeSpan(incident.onset().minus(LOOKED_BACK), end(incident));
    }

    /** A cause of a mixture can begin long after the incident. */
    private static Instant end(IncidentContext incident) {
        Instant least = incident.onset().plus(Duration.ofMinutes(1));
        return incident.requests().stream()
                .map(request -> request.record().time())
                .filter(least::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(least);
    }

    /**
     * The change that caused it; empty if CloudTrail recorded none, or could not be asked.
     *
     * @param requests of that cause
     * @param resources what the cause is about, other than the distribution
     */
    public Optional<Change> of(CauseId cause, List<ForbiddenRequest> requests, List<AwsResource> resources) {
        TimeSpan span = new TimeSpan(lookedUp.from(), firstRefusal(requests));
        ChangedPart part = new ChangedPart(cause, patterns(requests));
        List<Candidate> all = new FailingPath(incident, cause, requests, resources, lookedUp)
                .lookups().stream()
                        .flatMap(this::candidates)
                        .sorted(Comparator.comparing(
                                        (Candidate one) -> one.event().at())
                                .reversed())
                        .toList();
        return IntStream.range(0, all.size())
                .filter(i -> span.contains(all.get(i).event().at()))
                .filter(i -> isEffective(part, all.get(i), all.subList(i + 1, all.size())))
                .mapToObj(all::get)
                .map(found -> new Change(
                        found.event().name(), found.event().by(), found.event().at(), found.resource()))
                .findFirst();
    }

    /** Other requests with the same cause can have been refused long before the incident. */
    private Instant firstRefusal(List<ForbiddenRequest> requests) {
        return requests.stream()
                .map(request -> request.record().time())
                .min(Comparator.naturalOrder())
                .filter(incident.onset()::isBefore)
                .orElse(incident.onset());
    }

    private static Set<String> patterns(List<ForbiddenRequest> requests) {
        return requests.stream()
                .flatMap(request -> request.behavior().stream())
                .map(Behavior::pattern)
                .collect(Collectors.toSet());
    }

    private Stream<Candidate> candidates(Lookup lookup) {
        if (asked.stream().noneMatch(one -> one.question().equals(lookup.question()))) {
            if (asked.size() == MOST_LOOKUPS) {
                return Stream.empty();
            }
            asked.add(lookup);
        }
        return incident
                .account()
                .ask(lookup.question())
                .found()
                .map(LookupEventsResponse::events)
                .orElse(List.of())
                .stream()
                .flatMap(event -> TrailEvent.of(event).stream())
                .flatMap(event -> lookup.changedBy(event).map(resource -> new Candidate(event, resource)).stream());
    }

    /** @param earlier the changes before it, the last one first */
    private static boolean isEffective(ChangedPart part, Candidate change, List<Candidate> earlier) {
        if (part.isContradictedBy(change.event())) {
            return false;
        }
        Optional<String> set = part.setBy(change.event());
        Optional<String> before = earlier.stream()
                .filter(one -> one.resource().equals(change.resource()))
                .flatMap(one -> part.setBy(one.event()).stream())
                .findFirst();
        boolean isCompared = set.isPresent() && before.isPresent();
        return isCompared ? !set.equals(before) : !NEED_PROOF.contains(part.cause());
    }
}
