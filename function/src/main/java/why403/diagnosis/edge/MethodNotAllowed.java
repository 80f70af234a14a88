package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.RequestKind;
import why403.text.Phrases;
import why403.text.Printable;

/**
 * The cache behavior does not allow the method.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesAllowedHTTPMethods">AWS:
 *     allowed HTTP methods</a>
 */
final class MethodNotAllowed implements Check {

    private static final String REFUSED = "InvalidRequestMethod";
    private static final int MOST_NAMED = 8;

    private final IncidentContext incident;

    MethodNotAllowed(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.METHOD_NOT_ALLOWED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        LogSignature line = kind.line();
        return line.hasDetail(REFUSED)
                || (line.detail().isEmpty() && !line.originAnswered() && line.mayHave(Fingerprint.METHOD_BLOCK));
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return certainty(request)
                .map(request::bound)
                .map(certainty -> new Claim(
                        certainty, request.behavior().map(Behavior::named).orElse("")));
    }

    private static Optional<Certainty> certainty(ForbiddenRequest request) {
        LogSignature line = request.line();
        boolean refused = refuses(request);
        if (line.hasDetail(REFUSED)) {
            return Optional.of(refused ? Certainty.CONFIRMED : Certainty.LIKELY);
        }
        if (line.detail().isPresent() || line.originAnswered()) {
            return Optional.empty();
        }
        if (refused && line.mayHave(Fingerprint.METHOD_BLOCK)) {
            return Optional.of(Certainty.CONFIRMED);
        }
        return line.has(Fingerprint.METHOD_BLOCK) ? Optional.of(Certainty.LIKELY) : Optional.empty();
    }

    private static boolean refuses(ForbiddenRequest request) {
        return request.line()
                .method()
                .flatMap(method -> request.behavior()
                        .map(behavior -> !behavior.allowedMethods().contains(method)))
                .orElse(false);
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportBehavior);
    }

    private Finding reportBehavior(List<Explained> explained) {
        Optional<Behavior> behavior = explained.get(0).request().behavior();
        List<Map.Entry<String, Long>> methods = AffectedViewers.methods(explained);
        List<String> all =
                methods.stream().map(Map.Entry::getKey).map(Printable::excerpt).toList();
        String refused = Phrases.list(all, 3);
        boolean isChanged = isChanged(explained);
        List<String> evidence = new ArrayList<>();
        AffectedViewers.detail(explained, REFUSED).forEach(evidence::add);
        behavior.filter(known -> isChanged)
                .ifPresent(known ->
                        evidence.add(Phrases.capitalized(known.named()) + " now allows " + allowed(known) + "."));
        behavior.filter(known -> !isChanged)
                .map(known -> new MethodElsewhere(incident.settings(), known, explained).sentences())
                .ifPresent(evidence::addAll);
        evidence.add("Methods refused: " + Phrases.counted(methods, MOST_NAMED) + ".");
        evidence.add("Paths: " + Phrases.counted(AffectedViewers.folders(explained), MOST_NAMED) + ".");
        return new Finding(
                headline(Phrases.list(all, 1), isChanged),
                summary(behavior, refused, isChanged),
                evidence,
                MethodFix.of(incident.distributionId(), behavior, isChanged, explained));
    }

    private static Headline headline(String refused, boolean isChanged) {
        return isChanged
                ? Headline.always("method " + refused + " was refused until a change")
                : new Headline("method " + refused + " is not allowed", "method " + refused + " was not allowed");
    }

    private static String summary(Optional<Behavior> behavior, String refused, boolean isChanged) {
        return behavior.map(known -> isChanged
                        ? known.named() + " refused " + refused + "; it was changed since, and allows it now"
                        : known.named() + " allows only " + allowed(known) + ", not " + refused)
                .orElse("the cache behavior does not allow " + refused);
    }

    private static String allowed(Behavior behavior) {
        return Phrases.list(behavior.allowedMethods().stream().sorted().toList());
    }

    /** Whether the cache behavior now allows all that it refused. */
    private static boolean isChanged(List<Explained> explained) {
        return explained.stream()
                .map(Explained::request)
                .allMatch(request -> request.behavior().isPresent()
                        && request.line().method().isPresent()
                        && !refuses(request));
    }
}
