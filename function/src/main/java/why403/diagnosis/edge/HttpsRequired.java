package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.remedy.DistributionUpdate;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.log.Field;
import why403.text.Shown;

/**
 * The cache behavior takes https only, and the viewer asked over http.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html">AWS:
 *     HTTPS between viewers and CloudFront</a>
 */
final class HttpsRequired implements Check {

    private static final int PAGE = 915;
    private static final int MOST_NAMED = 5;

    /** Methods that cannot be redirected for a viewer that speaks less than HTTP/1.1. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Override
    public String id() {
        return "https-required";
    }

    @Override
    public Kind kind() {
        return Kind.MISCONFIGURATION;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation) {
        LogSignature line = request.line();
        if (!line.isPlainHttp() || line.isSpecific() || line.originAnswered() || !line.mayBeHtml(PAGE)) {
            return Optional.empty();
        }
        return certainty(request, line)
                .map(request::bound)
                .map(certainty -> new Claim(
                        certainty, request.behavior().map(AffectedViewers::named).orElse("")));
    }

    private static Optional<Certainty> certainty(ForbiddenRequest request, LogSignature line) {
        if (request.behavior().isEmpty()) {
            return line.isHtml(PAGE) ? Optional.of(Certainty.LIKELY) : Optional.empty();
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
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        Optional<Behavior> behavior = explained.get(0).request().behavior();
        List<String> evidence = new ArrayList<>();
        evidence.add(Shown.count(explained.size(), "request") + " came over http.");
        behavior.ifPresent(known -> evidence.add("The viewer protocol policy of " + AffectedViewers.named(known) + " is "
                + known.viewerProtocolPolicy() + "."));
        evidence.addAll(AffectedViewers.sentences(explained));
        if (AffectedViewers.behaviors(explained).size() > 1) {
            evidence.add("Refused by " + Shown.counted(AffectedViewers.behaviors(explained), MOST_NAMED) + ".");
        }
        return new Finding(summary(behavior), evidence, Optional.of(remedy(behavior, investigation)));
    }

    private static String summary(Optional<Behavior> behavior) {
        return behavior.map(
                        known -> isHttpsOnly(known)
                                ? AffectedViewers.named(known) + " takes https only, and these requests came over http"
                                : AffectedViewers.named(known)
                                        + " redirects to https, and viewers of HTTP/1.0 cannot be redirected with these methods")
                .orElse("the requests came over http, where https is required");
    }

    private static boolean isHttpsOnly(Behavior behavior) {
        return behavior.viewerProtocolPolicy() == ViewerProtocolPolicy.HTTPS_ONLY;
    }

    private static Remedy remedy(Optional<Behavior> behavior, IncidentContext investigation) {
        return behavior.filter(HttpsRequired::isHttpsOnly)
                .map(known -> new Remedy(
                        "Let " + AffectedViewers.named(known) + " redirect viewers to https, or ask over https",
                        DistributionUpdate.commands(
                                investigation.distributionId(),
                                Jq.path(known) + ".ViewerProtocolPolicy = \"redirect-to-https\""),
                        Optional.empty()))
                .orElseGet(() -> new Remedy("The clients are to ask over https", List.of(), Optional.empty()));
    }
}
