package why403.diagnosis.signature;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One distinct signature: what CloudFront checked, and with which key.
 *
 * @param id equal for requests with the same signed text, signature and key
 * @param policy a custom policy, one {@code char} for each byte; empty under a canned policy
 * @param expires the expiry of a canned policy, as sent; not used under a custom policy
 * @param url as sent; where the log lacks the host or the scheme, what it probably was
 * @param otherHosts other hosts of this distribution for which the URL may have been signed
 * @param knowsHost whether the log shows the host that the viewer requested
 * @param knowsScheme whether the log shows the protocol
 * @param otherKeys the other keys that the cache behavior trusts
 * @param signature as sent: base64 in CloudFront's alphabet
 */
public record SignatureTrial(
        String id,
        Optional<String> policy,
        String expires,
        SignedUrl url,
        List<String> otherHosts,
        boolean knowsHost,
        boolean knowsScheme,
        String keyId,
        List<String> otherKeys,
        SignatureHash hash,
        String signature) {

    /** The policy that CloudFront makes of a canned one's expiry and of the URL. */
    public static String canned(String url, String expires) {
        return "{\"Statement\":[{\"Resource\":\"" + url + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + expires + "}}}]}";
    }

    /** The signature without its base64; no bytes if it has no base64. */
    byte[] signatureBytes() {
        return CloudFrontBase64.decode(signature).orElse(new byte[0]);
    }

    /** What was signed if the guess is right. */
    byte[] message(SigningGuess guess) {
        return policy.map(text -> guess.form().signed(text).getBytes(StandardCharsets.ISO_8859_1))
                .orElseGet(() -> guess.form()
                        .signed(canned(guess.url(url).text(), expires))
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Whether CloudFront would accept a signature that fits the guess: only what the log does not show differs. */
    boolean isAccepted(SigningGuess guess) {
        return guess.isAboutAddress()
                && (guess.host().isEmpty() || !knowsHost)
                && (guess.scheme().isEmpty() || !knowsScheme);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignatureTrial that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Nothing of what is signed. */
    @Override
    public String toString() {
        return "SignatureTrial with " + keyId;
    }
}
