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
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.signature.SignatureExamination;
import why403.diagnosis.signature.SignatureHash;
import why403.diagnosis.signature.SignatureVerdict;
import why403.diagnosis.signature.SignatureVerdict.NotChecked;
import why403.diagnosis.signature.SignatureVerdict.SignedOtherwise;
import why403.diagnosis.signature.SignatureVerdict.Valid;
import why403.diagnosis.signature.SignedRequest;
import why403.diagnosis.signature.SignedUrl;
import why403.diagnosis.signature.SigningGuess;
import why403.diagnosis.signature.UrlRewrite;
import why403.text.Phrases;
import why403.text.Printable;

/** A signature that does not fit the request. Mostly the URL was encoded again after it had been signed. */
final class SignedRequestBadSignature implements Check {

    private static final int MOST_SHOWN = 5;

    private final SignedIncident signed;

    SignedRequestBadSignature(SignedIncident signed) {
        this.signed = signed;
    }

    @Override
    public CauseId id() {
        return CauseId.SIGNED_REQUEST_BAD_SIGNATURE;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return SignedRefusal.isPossible(kind, Fingerprint.SIGNATURE_REFUSED);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (!SignedRefusal.isPossible(request, Fingerprint.SIGNATURE_REFUSED)
                || signed.isUnsigned(request)
                || !signed.reading(request).isInOrder()) {
            return Optional.empty();
        }
        SignatureVerdict verdict = signed.verdict(request);
        if (verdict instanceof Valid) {
            return Optional.empty();
        }
        return certainty(request, verdict).map(certainty -> new Claim(request.bound(certainty), verdict));
    }

    private static Optional<Certainty> certainty(ForbiddenRequest request, SignatureVerdict verdict) {
        if (!(verdict instanceof NotChecked)) {
            return Optional.of(isOfAccounts(request) ? Certainty.LIKELY : Certainty.CONFIRMED);
        }
        if (request.line().has(Fingerprint.SIGNATURE_REFUSED)) {
            return Optional.of(Certainty.LIKELY); // nothing else is wrong with the request
        }
        return request.behavior().isPresent() ? Optional.of(Certainty.POSSIBLE) : Optional.empty();
    }

    /** Whether the cache behavior also trusts keys that no call shows. */
    private static boolean isOfAccounts(ForbiddenRequest request) {
        return request.behavior()
                .filter(behavior -> !behavior.signers().isEmpty())
                .isPresent();
    }

    @Override
    public Finding report(List<Explained> explained) {
        List<List<Explained>> byVerdict = Topics.of(explained);
        List<Explained> checked = explained.stream()
                .filter(one -> !(verdict(one) instanceof NotChecked))
                .toList();
        Optional<Explained> otherwise = byVerdict.stream()
                .map(group -> group.get(0))
                .filter(one -> verdict(one) instanceof SignedOtherwise)
                .findFirst();
        List<String> evidence = new ArrayList<>();
        if (checked.isEmpty()) {
            evidence.add("The signatures were not checked, because " + reason(explained)
                    + ". Nothing else is wrong with" + " these requests.");
        } else {
            evidence.add(extent(explained, checked));
        }
        byVerdict.stream()
                .flatMap(group -> verdict(group.get(0)) instanceof SignedOtherwise signing
                        ? Stream.of(proof(group, signing.guess()))
                        : Stream.empty())
                .limit(MOST_SHOWN)
                .forEach(evidence::add);
        evidence.addAll(SignedRefusal.keys(explained, signed));
        evidence.addAll(SignedRefusal.evidence(explained, Fingerprint.SIGNATURE_REFUSED));
        return new Finding(
                new Headline("signatures do not fit the requests", "signatures did not fit the requests"),
                otherwise
                        .map(one -> "the requests are not what was signed: " + difference(one))
                        .orElse(
                                checked.isEmpty()
                                        ? "the signatures probably do not fit the requests"
                                        : "the signatures do not fit the requests"),
                evidence,
                Fix.byHand(otherwise.map(this::fix).orElseGet(() -> otherFix(explained))));
    }

    private SignatureVerdict verdict(Explained one) {
        return signed.verdict(one.request());
    }

    private SigningGuess guess(Explained one) {
        return ((SignedOtherwise) verdict(one)).guess();
    }

    private String extent(List<Explained> explained, List<Explained> checked) {
        SignatureExamination examination = signed.examination();
        String all = examination.checked() == examination.distinct()
                ? "All " + Phrases.number(examination.distinct())
                : Phrases.number(examination.checked()) + " of " + Phrases.number(examination.distinct());
        return all + " distinct signatures were checked with the public keys. The signatures of "
                + Phrases.number(checked.size()) + " of " + Phrases.number(explained.size())
                + " requests do not fit what was sent.";
    }

    private String reason(List<Explained> explained) {
        ForbiddenRequest first = explained.get(0).request();
        if (first.behavior().isEmpty()) {
            return "the cache behavior is not known";
        }
        if (isOfAccounts(first)) {
            return "the keys of trusted signers cannot be read";
        }
        if (!signed.reading(first).hasSignature()) {
            return "the log does not show them";
        }
        return signed.reading(first)
                        .request()
                        .keyPairId()
                        .filter(signed.trusted(first.behavior().get())::hold)
                        .isPresent()
                ? "the public key could not be read"
                : "no key group that could be read contains their key";
    }

    private String proof(List<Explained> group, SigningGuess guess) {
        Explained example = group.get(0);
        SignedUrl sent = signed.reading(example.request()).url();
        return Phrases.count(group.size(), "request") + ": " + difference(example) + "."
                + (guess.isAboutUrl()
                        ? " For example, signed as " + visible(guess.url(sent).shown()) + ", sent as " + sent.shown()
                                + "."
                        : "");
    }

    /** A space is the whole difference between some URLs, and hard to see. */
    private static String visible(String url) {
        return url.contains(" ") ? url.replace(' ', '\u2423') + " (\u2423 is a space)" : url;
    }

    private String difference(Explained one) {
        SigningGuess guess = guess(one);
        return guess.isAboutUrl()
                ? "the URL was signed " + urlWords(guess)
                : "the signature is valid " + words(one, guess);
    }

    private static String urlWords(SigningGuess guess) {
        List<String> words = new ArrayList<>();
        if (!guess.rewrite().equals(UrlRewrite.NONE)) {
            words.add(guess.rewrite().words());
        }
        guess.scheme().ifPresent(scheme -> words.add("for " + scheme));
        guess.host().ifPresent(host -> words.add("for the host " + Printable.excerpt(host)));
        guess.hash().ifPresent(hash -> words.add("with " + hash.shown()));
        return Phrases.list(words);
    }

    private String words(Explained one, SigningGuess guess) {
        SignedRequest request = signed.reading(one.request()).request();
        return guess.key()
                .map(key -> "with " + SignedRequest.shownKey(key) + ", but the request names "
                        + SignedRequest.shownKey(request.keyPairId().orElse("")))
                .or(() -> guess.hash()
                        .map(hash -> "with " + hash.shown() + ", but the request stands for "
                                + hash.other().shown()))
                .orElse(guess.form().words());
    }

    private String fix(Explained one) {
        SigningGuess guess = guess(one);
        if (guess.key().isPresent()) {
            return "Send the id of the key that signs as Key-Pair-Id. After a key rotation, change the private key and the"
                    + " key id of every signer at the same time";
        }
        if (guess.hash().isPresent()) {
            return guess.hash().get() == SignatureHash.SHA256
                    ? "Send Hash-Algorithm=SHA256 with each signature (the cookie CloudFront-Hash-Algorithm), or sign with"
                            + " SHA-1"
                    : "Sign with SHA-256, or leave out Hash-Algorithm";
        }
        if (!guess.rewrite().equals(UrlRewrite.NONE)) {
            return guess.rewrite().fix();
        }
        if (guess.host().isPresent()) {
            return "Sign the URL with the host name that viewers use";
        }
        return guess.scheme().isPresent()
                ? "Sign the URL with the scheme that viewers use. CloudFront's redirect to HTTPS keeps the signature, which"
                        + " is then for another URL"
                : guess.form().fix();
    }

    private String otherFix(List<Explained> explained) {
        List<Map.Entry<String, Long>> keys =
                Phrases.ranked(explained, one -> signed.reading(one.request()).request().keyPairId().stream());
        String key =
                keys.isEmpty() ? "the key" : SignedRequest.shownKey(keys.get(0).getKey());
        return "Sign the URL in exactly the form in which it is sent, with its host, its scheme and all its query parameters."
                + " If that is so, check that the signer's private key belongs to " + key
                + ", and that the signature is"
                + " RSA (PKCS #1 v1.5) or ECDSA over exactly the policy";
    }
}
