package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.ServedHosts.Served;
import why403.sample.Dimension;
import why403.text.Phrases;

/**
 * A client sends a body with a method that has none, which CloudFront refuses as a bad request. The log does not show the
 * body, so the cause is found by elimination, and is never confirmed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html">AWS:
 *     GET requests that include a body</a>
 */
final class GetWithBody implements Check {

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

    private static final String UNKNOWN_AGENT = "other";

    /** One library makes such requests. If several clients do, something else is wrong. */
    private static final double SHARE_OF_ONE_AGENT = 0.9;

    private static final int MOST_NAMED = 3;

    private final IncidentContext incident;
    private final Set<Optional<Behavior>> refusedByOrigins;
    private final boolean isOfOneAgent;

    GetWithBody(IncidentContext incident) {
        this.incident = incident;
        this.refusedByOrigins = incident.requests().stream()
                .filter(request -> request.line().has(Fingerprint.BAD_REQUEST))
                .filter(request -> request.line().anOriginTookPart())
                .map(ForbiddenRequest::behavior)
                .collect(Collectors.toUnmodifiableSet());
        this.isOfOneAgent = isOfOneAgent(incident.requests().stream()
                .filter(request -> isRefusedBody(request) && host(request) == Served.YES)
                .toList());
    }

    private static boolean isOfOneAgent(List<ForbiddenRequest> requests) {
        List<Map.Entry<String, Long>> agents = Phrases.ranked(requests, GetWithBody::agent);
        long logged = agents.stream().mapToLong(Map.Entry::getValue).sum();
        return agents.isEmpty() || agents.get(0).getValue() >= SHARE_OF_ONE_AGENT * logged;
    }

    private static Stream<String> agent(ForbiddenRequest request) {
        return Dimension.USER_AGENT.valueIn(request.record()).stream();
    }

    @Override
    public CauseId id() {
        return CauseId.GET_WITH_BODY;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return kind.line().has(Fingerprint.BAD_REQUEST);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return isRefusedBody(request)
                ? certainty(request).map(certainty -> new Claim(certainty, id()))
                : Optional.empty();
    }

    private Optional<Certainty> certainty(ForbiddenRequest request) {
        return switch (host(request)) {
            case YES ->
                Optional.of(isOfOneAgent && request.line().hasFirstByteTime() ? Certainty.LIKELY : Certainty.POSSIBLE);
            case UNKNOWN -> Optional.of(Certainty.POSSIBLE);
            case NO -> Optional.empty();
        };
    }

    private Served host(ForbiddenRequest request) {
        return incident.hosts().serves(request.record());
    }

    /** Another CloudFront behind this one answers with the same page, and this one keeps that answer for some seconds. */
    private boolean isRefusedBody(ForbiddenRequest request) {
        LogSignature line = request.line();
        return line.has(Fingerprint.BAD_REQUEST)
                && !line.isSpecific()
                && !line.anOriginTookPart()
                && !line.isPlainHttp()
                && line.method()
                        .filter(method -> isAllowedWithoutBody(method, request))
                        .isPresent()
                && !refusedByOrigins.contains(request.behavior());
    }

    private static boolean isAllowedWithoutBody(String method, ForbiddenRequest request) {
        return WITHOUT_BODY.contains(method)
                && request.behavior()
                        .map(behavior -> behavior.allowedMethods().contains(method))
                        .orElse(true);
    }

    @Override
    public Finding report(List<Explained> explained) {
        String methods = Phrases.list(AffectedViewers.methods(explained).stream()
                .map(Map.Entry::getKey)
                .toList());
        List<Map.Entry<String, Long>> agents = Phrases.ranked(explained, one -> agent(one.request()));
        String requests = methods + " requests with a body";
        return new Finding(
                new Headline("clients send " + requests, "clients sent " + requests),
                "CloudFront refuses " + requests + ", and the clients seem to send them" + from(agents),
                evidence(explained),
                Fix.byHand("Make the client" + name(agents) + " send no body with " + methods
                        + " requests. A body of two bytes is enough to be refused, such as {} or []: some client libraries"
                        + " send it for empty data. If the server needs the data, put it into the query or use POST"));
    }

    private static String from(List<Map.Entry<String, Long>> agents) {
        return agents.isEmpty() ? "" : ": " + Phrases.counted(agents, MOST_NAMED);
    }

    private static String name(List<Map.Entry<String, Long>> agents) {
        return agents.stream()
                .map(Map.Entry::getKey)
                .findFirst()
                .filter(agent -> !agent.equals(UNKNOWN_AGENT))
                .map(agent -> " " + agent)
                .orElse("");
    }

    private List<String> evidence(List<Explained> explained) {
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "The edge answered with CloudFront's page \"Bad request\" (" + Fingerprint.BAD_REQUEST.shape() + ").");
        evidence.add(
                explained.stream().allMatch(one -> host(one.request()) == Served.YES)
                        ? "Protocol, host and method of these requests are in order, so no other reason for this page is"
                                + " known. The log does not show a request's body."
                        : "Whether the distribution has the requested host as an alias is not known. The log does not show"
                                + " a request's body.");
        evidence.addAll(AffectedViewers.sentences(explained));
        return evidence;
    }
}
