package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
import why403.diagnosis.signature.SignedReading;
import why403.diagnosis.signature.SignedUrl;
import why403.diagnosis.signature.UrlRewrite;

/** A policy whose {@code Resource} does not match the URL of the request. */
final class SignedRequestWrongResource implements Check {

    private final SignedIncident signed;

    SignedRequestWrongResource(SignedIncident signed) {
        this.signed = signed;
    }

    @Override
    public CauseId id() {
        return CauseId.SIGNED_REQUEST_WRONG_RESOURCE;
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
        return signed.reading(request).isOfResource().orElse(true)
                ? Optional.empty()
                : SignedRefusal.proven(request, SignedRefusal.topic(request));
    }

    /** What is different about the URL that the policy allows. */
    private record Difference(String words, String fix) {}

    private Optional<Difference> difference(ForbiddenRequest request) {
        SignedReading reading = signed.reading(request);
        return reading.policy()
                .flatMap(SignedPolicy::resource)
                .flatMap(pattern -> difference(reading.url(), url -> signed.matches(pattern, url), pattern));
    }

    private static Optional<Difference> difference(SignedUrl url, Predicate<SignedUrl> allows, String pattern) {
        if (allows.test(url.withScheme(url.scheme().equals("https") ? "http" : "https"))) {
            return Optional.of(new Difference(
                    "the other scheme (" + (url.scheme().equals("https") ? "http" : "https") + ")",
                    "Sign the URL with the scheme that viewers use, or begin Resource with http*://"));
        }
        if (allows.test(url.withQuery(List.of()))) {
            return Optional.of(new Difference(
                    "the URL without its query parameters",
                    "Let Resource contain the query parameters, or end it with *"));
        }
        return SignedUrl.hostOf(pattern)
                .filter(host -> allows.test(url.withHost(host)))
                .map(host -> new Difference(
                        "another host", "Sign the URL with the host name that viewers use, or with * for the host"))
                .or(() -> Stream.of(UrlRewrite.Reencoding.values())
                        .filter(rewrite -> allows.test(rewrite.signed(url)))
                        .findFirst()
                        .map(rewrite -> new Difference("the URL " + rewrite.words(), rewrite.fix())));
    }

    @Override
    public Finding report(List<Explained> explained) {
        Explained example = explained.get(0);
        SignedReading reading = signed.reading(example.request());
        String resource =
                SignedUrl.shown(reading.policy().flatMap(SignedPolicy::resource).orElse(""));
        Optional<Difference> difference = difference(example.request());
        List<String> evidence = new ArrayList<>();
        evidence.add("For example, the policy allows " + resource + ", and "
                + reading.url().shown() + " was requested.");
        difference.ifPresent(found -> evidence.add("The policy allows " + found.words() + "."));
        evidence.addAll(SignedRefusal.keys(explained, signed));
        evidence.addAll(SignedRefusal.evidence(explained, Fingerprint.SIGNATURE_REFUSED));
        return new Finding(
                new Headline("signed requests ask for another URL", "signed requests asked for another URL"),
                "the policy of the signed requests allows other URLs than the requested ones",
                evidence,
                Fix.byHand(
                        difference
                                .map(Difference::fix)
                                .orElse(
                                        "Sign the URL that is requested, or let Resource match it with the wildcards * and ?")));
    }
}
