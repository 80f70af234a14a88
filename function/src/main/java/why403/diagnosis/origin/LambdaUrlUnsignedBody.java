package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.List;
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
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.RequestKind;
import why403.text.Phrases;

/**
 * Viewers send a body to a Lambda function URL without its hash. CloudFront does not hash bodies, so its signature does not
 * match.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html">
 *     AWS: PUT and POST to a Lambda function URL origin</a>
 */
final class LambdaUrlUnsignedBody implements Check {

    private final IncidentContext incident;
    private final SignatureRefusal refusal;

    LambdaUrlUnsignedBody(IncidentContext incident) {
        this.incident = incident;
        this.refusal = new SignatureRefusal(incident);
    }

    @Override
    public CauseId id() {
        return CauseId.LAMBDA_URL_UNSIGNED_BODY;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return kind.line().has(Fingerprint.LAMBDA_URL_SIGNATURE);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (!refusal.concerns(request)
                || !SignatureRefusal.mayHaveBody(request)
                || refusal.isAlsoOfPlainReads(request)) {
            return Optional.empty();
        }
        return Optional.of(new Claim(request.bound(certainty(request)), SignatureRefusal.origin(request)));
    }

    /** Without an origin access control, the signature is the viewer's own. */
    private Certainty certainty(ForbiddenRequest request) {
        if (incident.distribution().isPresent() && !refusal.isSigned(request)) {
            return Certainty.POSSIBLE;
        }
        return refusal.servesPlainReads(request)
                        && !SignatureRefusal.isEscaped(request)
                        && !OriginEvidence.mayBeChanged(request)
                ? Certainty.CONFIRMED
                : Certainty.LIKELY;
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportOrigin);
    }

    private Finding reportOrigin(List<Explained> explained) {
        ForbiddenRequest first = explained.get(0).request();
        String origin =
                SignatureRefusal.origin(first).map(OriginEvidence::named).orElse("a Lambda function URL");
        List<String> evidence = new ArrayList<>();
        evidence.add(
                refusal.servesPlainReads(first)
                        ? "GET requests to the same cache behavior are served."
                        : "No GET request got this answer.");
        evidence.add("CloudFront does not hash bodies: the viewer must send the hash in x-amz-content-sha256.");
        evidence.add(OriginEvidence.answers(explained));
        evidence.addAll(OriginEvidence.functions(explained, incident));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                Headline.always("bodies for a Lambda URL without x-amz-content-sha256"),
                Phrases.list(AffectedViewers.methods(explained).stream()
                                .map(method -> method.getKey())
                                .toList()) + " requests to " + origin
                        + " have a body, but not its hash in x-amz-content-sha256",
                evidence,
                Fix.byHand("Let the client send the header x-amz-content-sha256 with the SHA-256 of the body in"
                        + " hexadecimal digits, and forward that header. If clients cannot be changed, compute it in a"
                        + " Lambda@Edge function on the origin request that includes the body"));
    }
}
