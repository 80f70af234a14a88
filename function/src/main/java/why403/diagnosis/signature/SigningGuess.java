package why403.diagnosis.signature;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a signature can have been made, compared with the request that carries it.
 *
 * @param scheme another scheme than that of the request
 * @param host another host than that of the request
 * @param key another key than the one that the request names
 * @param hash another hash than the one that the request names
 */
public record SigningGuess(
        UrlRewrite rewrite,
        Optional<String> scheme,
        Optional<String> host,
        PolicyForm form,
        Optional<String> key,
        Optional<SignatureHash> hash) {

    /** Made as CloudFront checks it. */
    static final SigningGuess AS_SENT = new SigningGuess(
            UrlRewrite.NONE,
            Optional.empty(),
            Optional.empty(),
            PolicyForm.AS_SENT,
            Optional.empty(),
            Optional.empty());

    /** All guesses about a signature, the likeliest first: one difference, then a difference of the URL and another one. */
    static List<SigningGuess> about(SignatureTrial trial) {
        List<SigningGuess> singles = new ArrayList<>();
        List<SigningGuess> addresses = trial.policy().isPresent() ? List.of(AS_SENT) : addresses(trial);
        List<UrlRewrite> rewrites = trial.policy().isPresent() ? List.of(UrlRewrite.NONE) : UrlRewrite.of(trial.url());
        singles.addAll(addresses);
        rewrites.forEach(rewrite -> singles.add(AS_SENT.with(rewrite)));
        SigningGuess otherHash = AS_SENT.with(trial.hash().other());
        singles.add(otherHash);
        Stream.of(PolicyForm.values()).forEach(form -> singles.add(AS_SENT.with(form)));
        trial.otherKeys().forEach(key -> singles.add(AS_SENT.withKey(key)));
        Set<SigningGuess> all = new LinkedHashSet<>(singles);
        addresses.forEach(address -> rewrites.forEach(rewrite -> all.add(address.with(rewrite))));
        rewrites.forEach(rewrite -> all.add(otherHash.with(rewrite)));
        return List.copyOf(all);
    }

    /** Those under which CloudFront accepts the signature; more than one if the log lacks the host or the scheme. */
    static List<SigningGuess> accepted(SignatureTrial trial) {
        return trial.policy().isPresent()
                ? List.of(AS_SENT)
                : addresses(trial).stream().filter(trial::isAccepted).toList();
    }

    private static List<SigningGuess> addresses(SignatureTrial trial) {
        List<SigningGuess> addresses = new ArrayList<>();
        List<Optional<String>> hosts = Stream.concat(
                        Stream.of(Optional.<String>empty()),
                        trial.otherHosts().stream().map(Optional::of))
                .toList();
        List<Optional<String>> schemes =
                List.of(Optional.empty(), Optional.of(trial.url().scheme().equals("https") ? "http" : "https"));
        hosts.forEach(host -> schemes.forEach(scheme -> addresses.add(new SigningGuess(
                UrlRewrite.NONE, scheme, host, PolicyForm.AS_SENT, Optional.empty(), Optional.empty()))));
        return addresses;
    }

    private SigningGuess with(UrlRewrite other) {
        return new SigningGuess(other, scheme, host, form, key, hash);
    }

    private SigningGuess with(PolicyForm other) {
        return new SigningGuess(rewrite, scheme, host, other, key, hash);
    }

    private SigningGuess with(SignatureHash other) {
        return new SigningGuess(rewrite, scheme, host, form, key, Optional.of(other));
    }

    private SigningGuess withKey(String other) {
        return new SigningGuess(rewrite, scheme, host, form, Optional.of(other), hash);
    }

    /** The URL that was signed if that one was sent. */
    public SignedUrl url(SignedUrl sent) {
        SignedUrl signed = rewrite.signed(sent);
        SignedUrl ofScheme = scheme.map(signed::withScheme).orElse(signed);
        return host.map(ofScheme::withHost).orElse(ofScheme);
    }

    /** Whether nothing but the host or the scheme differs. */
    boolean isAboutAddress() {
        return rewrite.equals(UrlRewrite.NONE) && form == PolicyForm.AS_SENT && key.isEmpty() && hash.isEmpty();
    }

    /** Whether the URL that was signed differs from the one that was sent. */
    public boolean isAboutUrl() {
        return !rewrite.equals(UrlRewrite.NONE) || scheme.isPresent() || host.isPresent();
    }
}
