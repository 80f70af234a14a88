package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.Forwarding;
import why403.diagnosis.request.Forwarding.Forwarded;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.OriginKind;
import why403.diagnosis.request.RequestKind;
import why403.log.Field;
import why403.text.Phrases;

/**
 * An application protects its forms against requests of other sites (CSRF) by {@code Origin} or {@code Referer}, and the
 * cache behavior forwards neither.
 */
final class OriginHeaderNotForwarded implements Check {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final List<String> PROTECTING = List.of("Origin", "Referer");
    private static final List<String> ALSO_CHECKED = List.of("Authorization", "x-api-key");

    private record Topic(Behavior behavior, Origin origin) {}

    private final IncidentContext incident;

    /** The same for all requests of a cache behavior, of which there can be many. */
    private final Map<Behavior, Boolean> refusedReads = new HashMap<>();

    private final Map<Behavior, Boolean> servedReads = new HashMap<>();

    OriginHeaderNotForwarded(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.ORIGIN_HEADER_NOT_FORWARDED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return isOwnAnswerToChange(kind.line());
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return isOwnAnswerToChange(request.line()) && isServedWhenRead(request)
                ? request.behavior()
                        .filter(behavior -> lacks(behavior) && !refusesReads(behavior))
                        .flatMap(behavior ->
                                origin(request).map(origin -> new Claim(Certainty.LIKELY, new Topic(behavior, origin))))
                : Optional.empty();
    }

    /** Answers that identify another party have causes of their own. */
    private static boolean isOwnAnswerToChange(LogSignature line) {
        return !line.isSpecific()
                && line.originAnswered()
                && line.ofOrigin().isEmpty()
                && line.method().filter(CHANGING::contains).isPresent()
                && line.contentType()
                        .filter(type -> type.startsWith("text/html") || type.startsWith("application/json"))
                        .isPresent();
    }

    private static Optional<Origin> origin(ForbiddenRequest request) {
        return request.origins().stream()
                .filter(origin ->
                        Set.of(OriginKind.OTHER, OriginKind.LOAD_BALANCER).contains(OriginKind.of(origin)))
                .findFirst();
    }

    /** A page with a form can be cached by browsers, so its own GETs may be absent. An API often refuses some calls only. */
    private boolean isServedWhenRead(ForbiddenRequest request) {
        boolean isPage = request.line()
                .contentType()
                .filter(type -> type.startsWith("text/html"))
                .isPresent();
        return isPage
                ? request.behavior().filter(this::servesReads).isPresent()
                : request.record()
                        .value(Field.URI_STEM)
                        .flatMap(path -> incident.sample().served().of(path, "GET"))
                        .isPresent();
    }

    private boolean servesReads(Behavior behavior) {
        return servedReads.computeIfAbsent(
                behavior,
                one -> incident.servedBy(one).stream()
                        .anyMatch(served -> served.method().equals("GET")));
    }

    private boolean lacks(Behavior behavior) {
        return lacking(behavior, PROTECTING).equals(PROTECTING);
    }

    private List<String> lacking(Behavior behavior, List<String> headers) {
        Forwarding forwarding = incident.forwarding(behavior);
        return headers.stream()
                .filter(header -> forwarding.header(header) == Forwarded.NO)
                .toList();
    }

    /** Then the method is not what makes the difference. */
    private boolean refusesReads(Behavior behavior) {
        return refusedReads.computeIfAbsent(
                behavior,
                one -> incident.requests().stream()
                        .filter(other ->
                                other.line().method().filter("GET"::equals).isPresent())
                        .filter(other -> other.line().originAnswered())
                        .anyMatch(other -> other.behavior().filter(one::equals).isPresent()));
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportBehavior);
    }

    private Finding reportBehavior(List<Explained> explained) {
        Topic topic = (Topic) explained.get(0).claim().topic();
        String origin = OriginEvidence.named(topic.origin());
        List<String> lacking = Stream.concat(PROTECTING.stream(), lacking(topic.behavior(), ALSO_CHECKED).stream())
                .toList();
        ForwardHeader forward = ForwardHeader.of(incident, topic.behavior(), PROTECTING);
        List<String> evidence = new ArrayList<>();
        evidence.add(
                Phrases.capitalized(topic.behavior().named()) + " does not forward " + Phrases.list(lacking) + ".");
        evidence.add("GET requests in " + topic.behavior().named() + " are served.");
        evidence.add("An application that protects its forms (CSRF) refuses a request without these headers.");
        evidence.add(OriginEvidence.answers(explained));
        evidence.addAll(OriginEvidence.functions(explained, incident));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline("the origin gets neither Origin nor Referer", "the origin got neither Origin nor Referer"),
                topic.behavior().named() + " does not forward Origin and Referer, and " + origin + " refuses "
                        + Phrases.list(AffectedViewers.methods(explained).stream()
                                .map(Map.Entry::getKey)
                                .toList())
                        + " requests",
                evidence,
                forward.fix()
                        .onlyIf("Only if the application checks these headers: its log says so")
                        .then(OriginEvidence.clearCache(explained, incident)));
    }
}
