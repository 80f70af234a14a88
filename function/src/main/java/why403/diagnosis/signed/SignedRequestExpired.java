package why403.diagnosis.signed;

import java.time.Duration;
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
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.text.Phrases;

/** A signature that had expired when the request came. The line itself shows when. */
final class SignedRequestExpired implements Check {

    @Override
    public CauseId id() {
        return CauseId.SIGNED_REQUEST_EXPIRED;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return SignedRefusal.isPossible(request, Fingerprint.SIGNATURE_REFUSED)
                ? certainty(request)
                        .map(request::bound)
                        .map(certainty -> new Claim(
                                certainty,
                                request.behavior().map(Behavior::named).orElse("")))
                : Optional.empty();
    }

    private static Optional<Certainty> certainty(ForbiddenRequest request) {
        if (SignedRequest.lateness(request.record()).isPresent()) {
            return Optional.of(request.behavior().isPresent() ? Certainty.CONFIRMED : Certainty.LIKELY);
        }
        boolean timeIsUnknown = SignedRequest.of(request.record()).expiry().isEmpty();
        return timeIsUnknown && request.line().has(Fingerprint.SIGNATURE_REFUSED)
                ? Optional.of(Certainty.POSSIBLE)
                : Optional.empty();
    }

    @Override
    public Finding report(List<Explained> explained) {
        List<Duration> lateness = explained.stream()
                .flatMap(one -> SignedRequest.lateness(one.request().record()).stream())
                .sorted()
                .toList();
        List<String> evidence = new ArrayList<>();
        if (!lateness.isEmpty()) {
            evidence.add(Phrases.number(lateness.size()) + " of " + Phrases.number(explained.size())
                    + " requests came after their signature expired, by " + Phrases.duration(lateness.get(0)) + " to "
                    + Phrases.duration(lateness.get(lateness.size() - 1)) + ".");
        }
        evidence.add(policies(explained));
        evidence.addAll(SignedRefusal.evidence(explained, Fingerprint.SIGNATURE_REFUSED));
        return new Finding(
                new Headline("signed requests have expired", "signed requests had expired"),
                summary(lateness),
                evidence,
                Fix.byHand(
                        "Sign with a later expiry time, check the signer's clock, and do not let pages or players keep"
                                + " signed links longer than the links are valid"));
    }

    private static String summary(List<Duration> lateness) {
        return lateness.isEmpty()
                ? "the signed requests were refused as expired ones are, but the log does not show when they expire"
                : "the signed requests had expired, half of them more than "
                        + Phrases.duration(lateness.get((lateness.size() - 1) / 2)) + " before";
    }

    private static String policies(List<Explained> explained) {
        long custom = explained.stream()
                .filter(one -> SignedRequest.of(one.request().record()).hasPolicy())
                .count();
        return Phrases.number(custom) + " of " + Phrases.number(explained.size()) + " requests use a custom policy.";
    }
}
