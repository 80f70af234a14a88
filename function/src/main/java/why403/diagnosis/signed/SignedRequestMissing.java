package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.LoggingConfig;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;

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
    public Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation) {
        if (!SignedRefusal.isPossible(request, MISSING_KEY)) {
            return Optional.empty();
        }
        SignedRequest signed = SignedRequest.of(request.record());
        if (signed.keyPairId().filter(key -> !key.isEmpty()).isPresent()) {
            return Optional.empty();
        }
        return certainty(request, signed.knowsAll() || cookiesAreLogged(investigation))
                .map(request::bound)
                .map(certainty -> new Claim(
                        certainty, request.behavior().map(AffectedViewers::named).orElse("")));
    }

    private static Optional<Certainty> certainty(ForbiddenRequest request, boolean knowsAll) {
        LogSignature line = request.line();
        boolean isMissingKey = line.isXml(MISSING_KEY);
        if (request.behavior().isEmpty()) {
            return isMissingKey ? Optional.of(Certainty.LIKELY) : Optional.empty();
        }
        if (isMissingKey || knowsAll) {
            return Optional.of(Certainty.CONFIRMED);
        }
        return Optional.of(line.anOriginTookPart() ? Certainty.POSSIBLE : Certainty.LIKELY);
    }

    /** Whether a line without cookies is one of a request without any. */
    private static boolean cookiesAreLogged(IncidentContext investigation) {
        return investigation
                .distribution()
                .flatMap(distribution ->
                        Optional.ofNullable(distribution.distributionConfig().logging()))
                .map(LoggingConfig::includeCookies)
                .orElse(false);
    }

    private static boolean isProven(Explained one) {
        return one.claim().certainty() == Certainty.CONFIRMED
                || one.request().line().isXml(MISSING_KEY);
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        String restricted = SignedRefusal.restricted(explained.get(0).request().behavior());
        List<String> evidence = new ArrayList<>();
        if (explained.stream().noneMatch(SignedRequestMissing::isProven)) {
            evidence.add("Cookies are not logged, so a signature in these would not show.");
        }
        evidence.addAll(SignedRefusal.evidence(explained, MISSING_KEY, "Missing Key-Pair-Id"));
        return new Finding(
                "the requests carry no signature, and " + restricted + " takes only signed ones",
                evidence,
                Optional.of(new Remedy(
                        "Sign the URLs or cookies where the links are made; or give paths that need no signature a cache"
                                + " behavior of their own, before " + restricted + ", without key groups and signers",
                        List.of(),
                        Optional.empty())));
    }
}
