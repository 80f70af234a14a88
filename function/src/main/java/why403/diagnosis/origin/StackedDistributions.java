package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.Forwarding.Forwarded;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.RequestKind;

/**
 * The origin is itself a CloudFront distribution. What happens behind it is not visible here, so the cause is never confirmed.
 * If the viewer's {@code Host} goes there, {@link HostHeaderForwarded} says more.
 */
final class StackedDistributions implements Check {

    private static final String DOMAIN = ".cloudfront.net";

    private final IncidentContext incident;

    StackedDistributions(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.STACKED_DISTRIBUTIONS;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return !kind.line().isSpecific()
                && keepsHostName(kind)
                && kind.origin().filter(StackedDistributions::isDistribution).isPresent();
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (!mayExplain(request.kind())) {
            return Optional.empty();
        }
        return request.origin()
                .flatMap(origin -> OriginEvidence.refusal(request, origin, incident)
                        .map(certainty -> new Claim(certainty.atMost(Certainty.LIKELY), origin)));
    }

    private boolean keepsHostName(RequestKind kind) {
        return kind.behavior()
                .filter(behavior -> incident.forwarding(behavior).header("Host") != Forwarded.YES)
                .isPresent();
    }

    private static boolean isDistribution(Origin origin) {
        return origin.domainName().toLowerCase(Locale.ROOT).endsWith(DOMAIN);
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportOrigin);
    }

    private Finding reportOrigin(List<Explained> explained) {
        String origin = OriginEvidence.named((Origin) explained.get(0).claim().topic());
        List<String> evidence = new ArrayList<>();
        evidence.add("The host name of the " + origin
                + " is that of a CloudFront distribution. This account's log does not show what is behind it.");
        evidence.add(OriginEvidence.answers(explained));
        evidence.addAll(OriginEvidence.functions(explained, incident));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline(
                        "the distribution behind this one answers 403",
                        "the distribution behind this one answered 403"),
                origin + " is another CloudFront distribution, which answers 403",
                evidence,
                Fix.of(
                        "Look in the log of the distribution behind " + origin
                                + ": its web ACL, its restrictions or its own origin may refuse the requests. CloudFront also"
                                + " refuses a chain of more than two distributions; then use the last origin directly",
                        OriginEvidence.clearCache(explained, incident)));
    }
}
