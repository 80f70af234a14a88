package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import why403.cause.CauseId;
import why403.cause.Headline;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.text.Glob;

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
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (!SignedRefusal.isPossible(request, Fingerprint.SIGNATURE_REFUSED)) {
            return Optional.empty();
        }
        SignedReading reading = signed.reading(request);
        return reading.isOfResource().orElse(true)
                ? Optional.empty()
                : SignedRefusal.proven(
                        request, difference(request).map(Difference::words).orElse(""));
    }

    /** What is different about the URL that the policy allows. */
    private record Difference(String words, String fix) {}

    private Optional<Difference> difference(ForbiddenRequest request) {
        SignedReading reading = signed.reading(request);
        Optional<String> resource = reading.policy().flatMap(SignedPolicy::resource);
        return resource.flatMap(pattern -> difference(
                reading.url(),
                url -> signed.takeMatch(pattern, url.text())
                        && Glob.pattern(pattern).matches(url.text()),
                pattern));
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
        return hosts(pattern)
                .filter(host -> allows.test(url.withHost(host)))
                .map(host -> new Difference(
                        "another host", "Sign the URL with the host name that viewers use, or with * for the host"))
                .or(() -> UrlRewrite.of(url).stream()
                        .filter(rewrite -> allows.test(rewrite.signed(url)))
                        .findFirst()
                        .map(rewrite -> new Difference("the URL " + rewrite.words(), rewrite.fix())));
    }

    private static Optional<String> hosts(String pattern) {
        int from = pattern.indexOf("://");
        int to = from < 0 ? -1 : pattern.indexOf('/', from + 3);
        return to < 0 ? Optional.empty() : Optional.of(pattern.substring(from + 3, to));
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportDifference);
    }

    private Finding reportDifference(List<Explained> explained) {
        ForbiddenRequest first = explained.get(0).request();
        SignedReading reading = signed.reading(first);
        String resource =
                SignedUrl.shown(reading.policy().flatMap(SignedPolicy::resource).orElse(""));
        Optional<Difference> difference = difference(first);
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
