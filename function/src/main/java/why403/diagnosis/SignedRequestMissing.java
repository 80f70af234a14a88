package why403.diagnosis;

import java.util.List;
import java.util.Optional;

/** A request without a signature, where the cache behavior asks for one. */
final class SignedRequestMissing implements Check {

    private static final int MISSING_KEY = 146;

    @Override
    public String id() {
        return "signed-request-missing";
    }

    @Override
    public Kind kind() {
        return Kind.MISCONFIGURATION;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request, Investigation investigation) {
        SignedRequest signed = SignedRequest.of(request.record());
        boolean hasKey = signed.keyPairId().filter(key -> !key.isEmpty()).isPresent();
        if (hasKey || !SignedRefusal.isPossible(request, MISSING_KEY)) {
            return Optional.empty();
        }
        return certainty(request, signed)
                .map(request::bound)
                .map(certainty -> new Claim(
                        certainty, request.behavior().map(WhomItHits::named).orElse("")));
    }

    private static Optional<Certainty> certainty(ForbiddenRequest request, SignedRequest signed) {
        boolean isMissingKey = Line.of(request).isXml(MISSING_KEY);
        if (request.behavior().isEmpty()) {
            return isMissingKey ? Optional.of(Certainty.LIKELY) : Optional.empty();
        }
        return Optional.of(isMissingKey || signed.knowsAll() ? Certainty.CONFIRMED : Certainty.LIKELY);
    }

    @Override
    public Finding tell(List<Explained> explained, Investigation investigation) {
        String restricted = SignedRefusal.restricted(explained.get(0).request().behavior());
        return new Finding(
                "the requests carry no signature, and " + restricted + " takes only signed ones",
                SignedRefusal.evidence(explained, MISSING_KEY, "Missing Key-Pair-Id"),
                Optional.of(new Remedy(
                        "Sign the URLs or cookies where the links are made; or give paths that need no signature a cache"
                                + " behavior of their own, before " + restricted + ", without key groups and signers",
                        List.of(),
                        Optional.empty())));
    }
}
