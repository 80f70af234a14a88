package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.signature.SignedReading;
import why403.text.Phrases;

/** A signature that had expired when the request came. The line itself shows when. */
final class SignedRequestExpired implements Check {

    private final SignedIncident signed;

    SignedRequestExpired(SignedIncident signed) {
        this.signed = signed;
    }

    @Override
    public CauseId id() {
        return CauseId.SIGNED_REQUEST_EXPIRED;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return SignedRefusal.isPossible(kind, Fingerprint.SIGNATURE_REFUSED);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (!SignedRefusal.isPossible(request, Fingerprint.SIGNATURE_REFUSED)) {
            return Optional.empty();
        }
        SignedReading reading = signed.reading(request);
        if (reading.lateness().isPresent()) {
            return SignedRefusal.proven(request, SignedRefusal.topic(request));
        }
        return reading.expiry().isEmpty() && request.line().has(Fingerprint.SIGNATURE_REFUSED)
                ? Optional.of(new Claim(Certainty.POSSIBLE, SignedRefusal.topic(request)))
                : Optional.empty();
    }

    @Override
    public Finding report(List<Explained> explained) {
        Delays lateness =
                Delays.of(explained.stream().flatMap(one -> signed.reading(one.request()).lateness().stream()));
        List<String> evidence = new ArrayList<>();
        if (!lateness.isEmpty()) {
            evidence.add(Phrases.number(lateness.sorted().size()) + " of " + Phrases.number(explained.size())
                    + " requests came after their signature expired, " + lateness.described() + ".");
        }
        ExpiryPattern.sentence(explained, signed).ifPresent(evidence::add);
        evidence.add(policies(explained));
        evidence.addAll(SignedRefusal.keys(explained, signed));
        evidence.addAll(SignedRefusal.evidence(explained, Fingerprint.SIGNATURE_REFUSED));
        return new Finding(
                new Headline("signed requests have expired", "signed requests had expired"),
                summary(lateness),
                evidence,
                Fix.byHand(
                        "Sign with a later expiry time, check the signer's clock, and do not let pages or players keep"
                                + " signed links longer than the links are valid"));
    }

    private static String summary(Delays lateness) {
        return lateness.isEmpty()
                ? "the signed requests were refused as expired ones are, but the log does not show when they expire"
                : "the signed requests had expired, half of them more than " + Phrases.duration(lateness.median())
                        + " before";
    }

    private String policies(List<Explained> explained) {
        long custom = explained.stream()
                .filter(one -> signed.reading(one.request()).policy().isPresent())
                .count();
        return Phrases.number(custom) + " of " + Phrases.number(explained.size()) + " requests use a custom policy.";
    }
}
