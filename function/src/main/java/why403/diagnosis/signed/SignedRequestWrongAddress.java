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
import why403.diagnosis.signature.SignedPolicy;
import why403.log.Field;
import why403.text.Phrases;

/** A policy that allows another address than the viewer's. No address is shown. */
final class SignedRequestWrongAddress implements Check {

    private final SignedIncident signed;

    SignedRequestWrongAddress(SignedIncident signed) {
        this.signed = signed;
    }

    @Override
    public CauseId id() {
        return CauseId.SIGNED_REQUEST_WRONG_ADDRESS;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return SignedRefusal.isPossible(kind, Fingerprint.SIGNATURE_REFUSED);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return SignedRefusal.isPossible(request, Fingerprint.SIGNATURE_REFUSED)
                        && !signed.reading(request).isOfAddress().orElse(true)
                ? SignedRefusal.proven(request, SignedRefusal.topic(request))
                : Optional.empty();
    }

    @Override
    public Finding report(List<Explained> explained) {
        long overIpv6 = explained.stream()
                .filter(one -> one.request()
                        .record()
                        .value(Field.CLIENT_ADDRESS)
                        .filter(address -> address.contains(":"))
                        .isPresent())
                .filter(one -> signed.reading(one.request())
                        .policy()
                        .flatMap(SignedPolicy::address)
                        .filter(address -> !address.contains(":"))
                        .isPresent())
                .count();
        List<String> evidence = new ArrayList<>();
        evidence.add("The condition IpAddress of the policies does not contain the addresses (c-ip) of these viewers.");
        if (overIpv6 > 0) {
            evidence.add(Phrases.number(overIpv6) + " of " + Phrases.number(explained.size())
                    + " requests came over IPv6, and their policies allow an IPv4 address.");
        }
        evidence.addAll(SignedRefusal.keys(explained, signed));
        evidence.addAll(SignedRefusal.evidence(explained, Fingerprint.SIGNATURE_REFUSED));
        return new Finding(
                new Headline("signed requests come from other addresses", "signed requests came from other addresses"),
                "the signed requests are allowed for other addresses than those they came from",
                evidence,
                Fix.byHand(
                        "Leave out the condition IpAddress when you sign, or give it a wider range: a viewer can have one"
                                + " address at the signer and another one at CloudFront, because of IPv6, address translation"
                                + " (NAT), or a change of network"));
    }
}
