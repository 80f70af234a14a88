package why403.diagnosis.signature;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A public key of CloudFront: RSA, or ECDSA with the curve P-256. For one thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html">AWS:
 *     signers that can create signed URLs and signed cookies</a>
 */
public final class VerifyingKey {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private final PublicKey key;
    private final Map<SignatureHash, Signature> verifiers;

    private VerifyingKey(PublicKey key, Map<SignatureHash, Signature> verifiers) {
        this.key = key;
        this.verifiers = verifiers;
    }

    /** The key in a PEM file; empty if it is not one. */
    public static Optional<VerifyingKey> read(String pem) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
            return Optional.of(of(encoded));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static VerifyingKey of(byte[] encoded) throws GeneralSecurityException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
        try {
            return of(KeyFactory.getInstance("RSA").generatePublic(spec), "RSA");
        } catch (InvalidKeySpecException e) {
            return of(KeyFactory.getInstance("EC").generatePublic(spec), "ECDSA");
        }
    }

    private static VerifyingKey of(PublicKey key, String algorithm) throws NoSuchAlgorithmException {
        Map<SignatureHash, Signature> verifiers = new EnumMap<>(SignatureHash.class);
        for (SignatureHash hash : SignatureHash.values()) {
            verifiers.put(hash, Signature.getInstance(hash.name() + "with" + algorithm));
        }
        return new VerifyingKey(key, verifiers);
    }

    /** Whether the private key made that signature for that message. */
    boolean verifies(byte[] message, SignatureHash hash, byte[] signature) {
        Signature verifier = verifiers.get(hash);
        try {
            verifier.initVerify(key); // a verifier that has failed on a wrong length would keep the message
            verifier.update(message);
            return verifier.verify(signature);
        } catch (InvalidKeyException | SignatureException e) {
            return false; // of another length or form than the key's signatures
        }
    }
}
