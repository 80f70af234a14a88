package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.RequestKind;
import why403.log.Field;
import why403.text.Phrases;

/**
 * The cache behavior accepts only HTTPS, and the viewer used HTTP.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html">AWS:
 *     HTTPS between viewers and CloudFront</a>
 */
final class HttpsRequired implements Check {

    /** Methods that CloudFront cannot redirect for a viewer that speaks less than HTTP/1.1. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final int MOST_NAMED = 5;

    private final IncidentContext incident;

    HttpsRequired(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.HTTPS_REQUIRED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        LogSignature line = kind.line();
        return line.isPlainHttp()
                && !line.isSpecific()
                && !line.originAnswered()
                && line.mayHave(Fingerprint.BAD_REQUEST);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (!mayExplain(request.kind())) {
            return Optional.empty();
        }
        return certainty(request, request.line())
                .map(request::bound)
                .map(certainty -> new Claim(
                        certainty, request.behavior().map(Behavior::named).orElse("")));
    }

    private static Optional<Certainty> certainty(ForbiddenRequest request, LogSignature line) {
        if (request.behavior().isEmpty()) {
            return line.has(Fingerprint.BAD_REQUEST) ? Optional.of(Certainty.LIKELY) : Optional.empty();
        }
        ViewerProtocolPolicy policy = request.behavior().get().viewerProtocolPolicy();
        boolean refuses = policy == ViewerProtocolPolicy.HTTPS_ONLY
                || (policy == ViewerProtocolPolicy.REDIRECT_TO_HTTPS && cannotBeRedirected(request, line));
        return refuses ? Optional.of(Certainty.CONFIRMED) : Optional.empty();
    }

    private static boolean cannotBeRedirected(ForbiddenRequest request, LogSignature line) {
        return line.method().filter(WITH_BODY::contains).isPresent()
                && request.record()
                        .value(Field.PROTOCOL_VERSION)
                        .filter(version -> version.equals("HTTP/1.0") || version.equals("HTTP/0.9"))
                        .isPresent();
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportBehavior);
    }

    private Finding reportBehavior(List<Explained> explained) {
        Optional<Behavior> behavior = explained.get(0).request().behavior();
        List<String> evidence = new ArrayList<>();
        evidence.add(Phrases.count(explained.size(), "request") + " came over HTTP.");
        behavior.ifPresent(known -> evidence.add(
                "The viewer protocol policy of " + known.named() + " is " + known.viewerProtocolPolicy() + "."));
        protocolVersions(explained).forEach(evidence::add);
        evidence.addAll(AffectedViewers.sentences(explained));
        String where = behavior.map(Behavior::named).orElse("a cache behavior");
        boolean isHttpsOnly = behavior.map(HttpsRequired::isHttpsOnly).orElse(true);
        return new Finding(
                new Headline("viewers use HTTP where HTTPS is required", "viewers used HTTP where HTTPS was required"),
                isHttpsOnly
                        ? where + " accepts only HTTPS, and these requests came over HTTP"
                        : where + " redirects to HTTPS, but CloudFront refuses to redirect " + methods(explained)
                                + " requests of viewers below HTTP/1.1",
                evidence,
                fix(behavior));
    }

    private static Stream<String> protocolVersions(List<Explained> explained) {
        List<Map.Entry<String, Long>> versions =
                Phrases.ranked(explained, one -> one.request().record().value(Field.PROTOCOL_VERSION).stream());
        return versions.isEmpty()
                ? Stream.empty()
                : Stream.of("Versions of HTTP: " + Phrases.counted(versions, MOST_NAMED) + ".");
    }

    private static String methods(List<Explained> explained) {
        return Phrases.list(AffectedViewers.methods(explained).stream()
                .map(Map.Entry::getKey)
                .toList());
    }

    private static boolean isHttpsOnly(Behavior behavior) {
        return behavior.viewerProtocolPolicy() == ViewerProtocolPolicy.HTTPS_ONLY;
    }

    private Fix fix(Optional<Behavior> behavior) {
        return behavior.filter(HttpsRequired::isHttpsOnly)
                .map(known -> Fix.of(
                        "Redirect viewers to HTTPS in " + known.named() + ", or make the clients use HTTPS",
                        DistributionEdit.of(
                                incident.distributionId(),
                                "Redirect viewers to HTTPS",
                                Jq.path(known) + ".ViewerProtocolPolicy = \"redirect-to-https\"")))
                .orElseGet(() -> Fix.byHand("Make the clients use HTTPS"));
    }
}
