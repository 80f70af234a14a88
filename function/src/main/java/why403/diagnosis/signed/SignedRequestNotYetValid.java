package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.cause.Headline;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;
import why403.text.Phrases;

/** A policy whose start, {@code DateGreaterThan}, was still to come when the request came. */
final class SignedRequestNotYetValid implements Check {

    private final SignedIncident signed;

    SignedRequestNotYetValid(SignedIncident signed) {
        this.signed = signed;
    }

    @Override
    public CauseId id() {
        return CauseId.SIGNED_REQUEST_NOT_YET_VALID;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return SignedRefusal.isPossible(kind, Fingerprint.SIGNATURE_REFUSED);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return SignedRefusal.isPossible(request, Fingerprint.SIGNATURE_REFUSED)
                        && signed.reading(request).earliness().isPresent()
                ? SignedRefusal.proven(request, SignedRefusal.topic(request))
                : Optional.empty();
    }

    @Override
    public Finding report(List<Explained> explained) {
        Delays earliness =
                Delays.of(explained.stream().flatMap(one -> signed.reading(one.request()).earliness().stream()));
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "The requests came before the start of their policy (DateGreaterThan), " + earliness.described() + ".");
        evidence.add("The clock of CloudFront decides, and the log shows it.");
        evidence.addAll(SignedRefusal.keys(explained, signed));
        evidence.addAll(SignedRefusal.evidence(explained, Fingerprint.SIGNATURE_REFUSED));
        return new Finding(
                new Headline("signed requests are not valid yet", "signed requests were not valid yet"),
                "the policy of the signed requests begins later, half of them came more than "
                        + Phrases.duration(earliness.median()) + " too early",
                evidence,
                Fix.byHand("Correct the clock of the signer, or let its policies begin some minutes earlier. Leave out"
                        + " DateGreaterThan where no start is needed"));
    }
}
