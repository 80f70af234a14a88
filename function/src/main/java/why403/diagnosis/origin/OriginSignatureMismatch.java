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

/** CloudFront and a Lambda function URL encode a path differently, so the signature does not match. */
final class OriginSignatureMismatch implements Check {

    private final IncidentContext incident;
    private final SignatureRefusal refusal;

    OriginSignatureMismatch(IncidentContext incident) {
        this.incident = incident;
        this.refusal = new SignatureRefusal(incident);
    }

    @Override
    public CauseId id() {
        return CauseId.ORIGIN_SIGNATURE_MISMATCH;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return kind.line().has(Fingerprint.LAMBDA_URL_SIGNATURE);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return refusal.concerns(request)
                ? certainty(request)
                        .map(certainty ->
                                OriginEvidence.mayBeChanged(request) ? certainty.atMost(Certainty.LIKELY) : certainty)
                        .map(certainty -> new Claim(request.bound(certainty), SignatureRefusal.origin(request)))
                : Optional.empty();
    }

    /** A body without its hash explains the same answer, unless requests without a body get it too. */
    private Optional<Certainty> certainty(ForbiddenRequest request) {
        if (SignatureRefusal.mayHaveBody(request)) {
            return SignatureRefusal.isEscaped(request) || refusal.isAlsoOfPlainReads(request)
                    ? Optional.of(Certainty.POSSIBLE)
                    : Optional.empty();
        }
        if (!SignatureRefusal.isEscaped(request)) {
            return Optional.of(Certainty.POSSIBLE);
        }
        return Optional.of(
                refusal.isSigned(request) && refusal.servesPlainReads(request) && !refusal.isAlsoOfPlainReads(request)
                        ? Certainty.CONFIRMED
                        : Certainty.LIKELY);
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportOrigin);
    }

    private Finding reportOrigin(List<Explained> explained) {
        ForbiddenRequest first = explained.get(0).request();
        String origin =
                SignatureRefusal.origin(first).map(OriginEvidence::named).orElse("a Lambda function URL");
        long escaped = explained.stream()
                .filter(one -> SignatureRefusal.isEscaped(one.request()))
                .count();
        List<String> evidence = new ArrayList<>();
        evidence.add(Phrases.number(escaped) + " of " + Phrases.number(explained.size())
                + " paths contain escapes or a plus sign.");
        if (refusal.servesPlainReads(first)) {
            evidence.add("GET requests for paths without escapes are served by the same cache behavior.");
        }
        evidence.add(OriginEvidence.answers(explained));
        evidence.addAll(OriginEvidence.functions(explained, incident));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                new Headline(
                        "a Lambda URL reads escaped paths differently", "a Lambda URL read escaped paths differently"),
                origin + " reads these paths in another encoding than the one that CloudFront signs",
                evidence,
                Fix.byHand(
                                "Encode such names without special characters in a CloudFront function on the viewer request,"
                                        + " for example as base64url, and decode them in the Lambda function. Or rename the files so"
                                        + " that their paths need no escapes")
                        .then(OriginEvidence.clearCache(explained, incident)));
    }
}
