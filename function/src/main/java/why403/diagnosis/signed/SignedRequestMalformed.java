package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.signature.SignatureDefect;
import why403.text.Phrases;

/** A policy or a signature that CloudFront cannot read. */
final class SignedRequestMalformed implements Check {

    private static final List<Fingerprint> ANSWERS =
            List.of(Fingerprint.MALFORMED_POLICY, Fingerprint.MALFORMED_SIGNATURE, Fingerprint.SIGNATURE_REFUSED);

    private final SignedIncident signed;

    SignedRequestMalformed(SignedIncident signed) {
        this.signed = signed;
    }

    @Override
    public CauseId id() {
        return CauseId.SIGNED_REQUEST_MALFORMED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return ANSWERS.stream().anyMatch(answer -> SignedRefusal.isPossible(kind, answer));
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (!mayExplain(request.kind())) {
            return Optional.empty();
        }
        Optional<SignatureDefect> defect = signed.reading(request).defect();
        if (defect.isPresent()) {
            return SignedRefusal.proven(request, defect);
        }
        return isMalformed(request) ? Optional.of(new Claim(Certainty.LIKELY, defect)) : Optional.empty();
    }

    private static boolean isMalformed(ForbiddenRequest request) {
        return request.line().has(Fingerprint.MALFORMED_POLICY)
                || request.line().has(Fingerprint.MALFORMED_SIGNATURE);
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportDefect);
    }

    private Finding reportDefect(List<Explained> explained) {
        ForbiddenRequest first = explained.get(0).request();
        Optional<SignatureDefect> defect = signed.reading(first).defect();
        List<String> evidence = new ArrayList<>();
        long repeated = explained.stream()
                .filter(one ->
                        !signed.reading(one.request()).request().repeated().isEmpty())
                .count();
        if (repeated > 0) {
            evidence.add(Phrases.number(repeated) + " of " + Phrases.number(explained.size())
                    + " requests have a part of the signature more than once.");
        }
        evidence.addAll(SignedRefusal.keys(explained, signed));
        Fingerprint answer = Stream.of(Fingerprint.MALFORMED_SIGNATURE, Fingerprint.MALFORMED_POLICY)
                .filter(one -> first.line().has(one))
                .findFirst()
                .orElse(Fingerprint.SIGNATURE_REFUSED);
        evidence.addAll(SignedRefusal.evidence(explained, answer));
        return new Finding(
                new Headline("signed requests are malformed", "signed requests were malformed"),
                "CloudFront cannot read the signed requests: "
                        + defect.map(SignatureDefect::words)
                                .orElse("it answered with " + answer.description() + ", but the log does not show why"),
                evidence,
                Fix.byHand(
                        defect.map(SignatureDefect::fix)
                                .map(fix -> "Correct the signer. " + fix)
                                .orElse(
                                        "Compare what the signer sends with CloudFront's documentation: the policy is JSON without"
                                                + " white space; policy and signature are in base64, with -, _ and ~ for +, = and /")));
    }
}
