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
import why403.log.Field;
import why403.text.Phrases;

/**
 * A browser asks with OPTIONS whether it may send a request to another site. It never sends cookies with that, so the request
 * has no signature, while the requests that it asks for have one.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-fetch">Fetch: CORS-preflight fetch</a>
 */
final class SignedRequestPreflight implements Check {

    private final SignedIncident signed;
    private final Preflights preflights;

    SignedRequestPreflight(SignedIncident signed, Preflights preflights) {
        this.signed = signed;
        this.preflights = preflights;
    }

    @Override
    public CauseId id() {
        return CauseId.SIGNED_REQUEST_PREFLIGHT;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return SignedRefusal.isPossible(kind, Fingerprint.MISSING_KEY);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return preflights
                .certainty(request)
                .map(certainty -> new Claim(request.bound(certainty), SignedRefusal.topic(request)));
    }

    @Override
    public Finding report(List<Explained> explained) {
        ForbiddenRequest first = explained.get(0).request();
        String restricted = SignedRefusal.restricted(first.behavior());
        long samePaths = explained.stream()
                .flatMap(one -> one.request().record().value(Field.URI_STEM).stream())
                .distinct()
                .filter(path ->
                        signed.context().sample().served().of(path, "GET").isPresent())
                .count();
        long served = first.behavior().map(preflights::served).orElse(0L);
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "All are OPTIONS requests without a signature. Browsers send no cookies with a preflight request.");
        evidence.add(
                served == 0
                        ? "The log shows no GET request in " + restricted
                                + ": after a refused preflight, a browser does not send it."
                        : "Meanwhile, " + Phrases.number(served) + " GET requests in " + restricted + " were served"
                                + (samePaths == 0
                                        ? "."
                                        : ", also to " + Phrases.number(samePaths) + " of these paths."));
        evidence.addAll(SignedRefusal.evidence(explained, Fingerprint.MISSING_KEY));
        return new Finding(
                new Headline(
                        "preflight requests cannot be signed with cookies", "preflight requests carried no signature"),
                "browsers send preflight requests (OPTIONS) without cookies, and " + restricted
                        + " allows only signed requests",
                evidence,
                Fix.byHand(
                        "Keep the page from needing a preflight: request these files with GET, without custom headers, or"
                                + " serve them under the page's own host. Otherwise use signed URLs, whose signature is also in"
                                + " the preflight request, or serve OPTIONS from a cache behavior that requires no signatures"));
    }
}
