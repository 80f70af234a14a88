package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.signature.SignedRequest;
import why403.text.Phrases;

/** A request without a signature, although the cache behavior needs one. */
final class SignedRequestMissing implements Check {

    private final SignedIncident signed;
    private final Preflights preflights;

    SignedRequestMissing(SignedIncident signed, Preflights preflights) {
        this.signed = signed;
        this.preflights = preflights;
    }

    @Override
    public CauseId id() {
        return CauseId.SIGNED_REQUEST_MISSING;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return SignedRefusal.isPossible(kind, Fingerprint.MISSING_KEY);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (!SignedRefusal.isPossible(request, Fingerprint.MISSING_KEY) || !signed.isUnsigned(request)) {
            return Optional.empty();
        }
        boolean knowsAll = signed.reading(request).request().knowsAll() || signed.cookiesAreLogged();
        return certainty(request, knowsAll)
                .map(request::bound)
                .map(certainty -> new Claim(certainty, SignedRefusal.topic(request)))
                .map(claim -> preflights.certainty(request).isPresent() ? claim.atMost(Certainty.LIKELY) : claim);
    }

    private static Optional<Certainty> certainty(ForbiddenRequest request, boolean knowsAll) {
        LogSignature line = request.line();
        boolean isMissingKey = line.has(Fingerprint.MISSING_KEY);
        if (request.behavior().isEmpty()) {
            return isMissingKey ? Optional.of(Certainty.LIKELY) : Optional.empty();
        }
        if (isMissingKey || knowsAll) {
            return Optional.of(Certainty.CONFIRMED);
        }
        return Optional.of(line.anOriginTookPart() ? Certainty.POSSIBLE : Certainty.LIKELY);
    }

    private static boolean isProven(Explained one) {
        return one.claim().certainty() == Certainty.CONFIRMED
                || one.request().line().has(Fingerprint.MISSING_KEY);
    }

    @Override
    public Finding report(List<Explained> explained) {
        String restricted = SignedRefusal.restricted(explained.get(0).request().behavior());
        List<String> evidence = new ArrayList<>();
        if (explained.stream().noneMatch(SignedRequestMissing::isProven)) {
            evidence.add("Cookies are not logged, so a signature in cookies would not show.");
        }
        evidence.addAll(ignoredCookies(explained));
        evidence.addAll(SignedRefusal.evidence(explained, Fingerprint.MISSING_KEY));
        Optional<UnsignedSegments> segments = UnsignedSegments.of(explained, signed);
        segments.map(UnsignedSegments::evidence).ifPresent(evidence::add);
        return new Finding(
                new Headline("requests are not signed, but must be", "requests were not signed, but had to be"),
                "the requests carry no signature, and " + restricted + " allows only signed requests",
                evidence,
                Fix.byHand(segments.map(found -> UnsignedSegments.fix() + ". If these")
                                .orElse("Sign the URLs or cookies where the links are made. If these")
                        + " paths need no signature, give them a cache behavior without key groups and signers, before "
                        + restricted));
    }

    /** An application's own parameter can have the name of one of CloudFront's. */
    private List<String> ignoredCookies(List<Explained> explained) {
        List<Map.Entry<String, Long>> names = Phrases.ranked(explained, one -> {
            SignedRequest request = signed.reading(one.request()).request();
            return request.inCookies() ? Stream.empty() : request.parameters().keySet().stream();
        });
        return names.isEmpty()
                ? List.of()
                : List.of("Their query contains " + Phrases.counted(names, names.size())
                        + ". With a parameter of that name, CloudFront takes a request for a signed URL and ignores its"
                        + " cookies.");
    }
}
