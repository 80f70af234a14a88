package why403.diagnosis.change;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import why403.account.Question;
import why403.account.WafQuestions;
import why403.cause.AwsResource;
import why403.cause.CauseId;
import why403.cause.Change;
import why403.diagnosis.change.ChangedPart.Setting;
import why403.diagnosis.check.Finding;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.DistributionArn;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;

/**
 * Finds the change that caused an incident: the last successful one to a resource on the failing path, within a day before the
 * first refused request, of a kind that can have that effect. A change is passed over if CloudTrail shows that it left the part
 * as it was on which the cause depends, that it was undone, or that it cannot have had the effect.
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

    /** @param looked all events of its lookup */
    private record Candidate(TrailEvent event, String resource, List<TrailEvent> looked) {}

    private final IncidentContext incident;
    private final TimeSpan lookedUp;
    private final Map<Question<LookupEventsResponse>, List<TrailEvent>> read = new HashMap<>();

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
     * @param finding what was found out about it
     */
    public Optional<Change> of(CauseId cause, List<ForbiddenRequest> requests, Finding finding) {
        TimeSpan span = new TimeSpan(lookedUp.from(), firstRefusal(requests));
        Optional<String> blockingRule = finding.clues().blockingRule();
        WebAclParts webAcl = webAcl(cause, finding.resources(), blockingRule);
        ChangedPart part = new ChangedPart(cause, patterns(requests), origins(requests), blockingRule);
        Contradictions contradictions = new Contradictions(
                cause,
                requests,
                finding.resources(),
                finding.clues(),
                webAcl.holders(),
                incident.distribution().flatMap(DistributionArn::of).map(DistributionArn::arn));
        List<Candidate> all = new FailingPath(incident, cause, requests, finding.resources(), webAcl.names(), lookedUp)
                .lookups().stream()
                        .flatMap(this::candidates)
                        .filter(one -> !one.event().at().isAfter(span.to()))
                        .sorted(Comparator.comparing(
                                        (Candidate one) -> one.event().at())
                                .reversed())
                        .toList();
        return IntStream.range(0, all.size())
                .filter(i -> span.contains(all.get(i).event().at()))
                .filter(i ->
                        !contradictions.ruleOut(all.get(i).event(), all.get(i).looked()))
                .filter(i -> isEffective(part, all, i))
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

    private static Set<String> origins(List<ForbiddenRequest> requests) {
        return requests.stream()
                .flatMap(request -> request.origins().stream())
                .flatMap(origin -> Optional.ofNullable(origin.id()).stream())
                .collect(Collectors.toSet());
    }

    private WebAclParts webAcl(CauseId cause, List<AwsResource> resources, Optional<String> blockingRule) {
        if (cause != CauseId.WAF_BLOCK) {
            return WebAclParts.NONE; // before anything loads the client of AWS WAF
        }
        return resources.stream()
                .filter(AwsResource.WebAcl.class::isInstance)
                .map(AwsResource.WebAcl.class::cast)
                .findFirst()
                .flatMap(acl -> incident.account()
                        .ask(WafQuestions.webAcl(acl.name(), acl.id()))
                        .found())
                .flatMap(response -> Optional.ofNullable(response.webACL()))
                .map(acl -> WebAclPartsReader.read(acl, blockingRule))
                .orElse(WebAclParts.NONE);
    }

    private Stream<Candidate> candidates(Lookup lookup) {
        List<TrailEvent> events = events(lookup.question());
        return events.stream()
                .flatMap(event ->
                        lookup.changedBy(event).stream().map(resource -> new Candidate(event, resource, events)));
    }

    private List<TrailEvent> events(Question<LookupEventsResponse> question) {
        if (!read.containsKey(question) && read.size() < MOST_LOOKUPS) {
            read.put(question, read(question));
        }
        return read.getOrDefault(question, List.of());
    }

    private List<TrailEvent> read(Question<LookupEventsResponse> question) {
        return incident.account().ask(question).found().map(LookupEventsResponse::events).orElse(List.of()).stream()
                .flatMap(event -> TrailEvent.of(event).stream())
                .toList();
    }

    /** @param all the changes up to the first refusal, the last one first */
    private static boolean isEffective(ChangedPart part, List<Candidate> all, int place) {
        Optional<Setting> set = part.setBy(all.get(place).event());
        if (set.filter(part::isHarmless).isPresent()) {
            return false;
        }
        Optional<Setting> before =
                set.flatMap(known -> settings(part, all.subList(place + 1, all.size()), all.get(place))
                        .filter(earlier -> earlier.of().equals(known.of()))
                        .findFirst());
        if (before.isEmpty()) {
            return !NEED_PROOF.contains(part.cause());
        }
        boolean isUndone = settings(part, all.subList(0, place), all.get(place)).anyMatch(before.get()::equals);
        return !isUndone && part.isWorse(before.get(), set.get());
    }

    /** What changes of the same resource set the part to, in their order. */
    private static Stream<Setting> settings(ChangedPart part, List<Candidate> changes, Candidate own) {
        return changes.stream()
                .filter(one -> one.resource().equals(own.resource()))
                .flatMap(one -> part.setBy(one.event()).stream());
    }
}
