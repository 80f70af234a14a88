package why403.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/**
 * Signs URLs as AWS's documentation describes it, with keys that are made for tests and used nowhere else. It shares no code
 * with the diagnosis.
 *
 * @param keyId the id that requests name
 * @param hash {@code SHA1} or {@code SHA256}
 */
public record Signer(String keyId, String hash, Key key) {

    /** The pairs of keys in the test resources. */
    public enum Key {
        /** RSA-2048. Its signatures are the same every time. */
        RSA("RSA", "RSA"),
        /** RSA-2048, another one. */
        OTHER("RSA", "RSA"),
        /** ECDSA with the curve P-256. Its signatures contain a random number. */
        EC("EC", "ECDSA");

        private final String family;
        private final String algorithm;

        Key(String family, String algorithm) {
            this.family = family;
            this.algorithm = algorithm;
        }

        /** The public key as CloudFront shows it. */
        public String publicPem() {
            return read("public");
        }

        private String read(String half) {
            String name = name().toLowerCase(Locale.ROOT) + "." + half + ".pem";
            try (InputStream pem = Signer.class.getResourceAsStream(name)) {
                return new String(pem.readAllBytes(), StandardCharsets.US_ASCII);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] sign(byte[] message, String hash) {
            byte[] encoded = Base64.getMimeDecoder().decode(read("private").replaceAll("-----.*?-----", ""));
            try {
                PrivateKey secret = KeyFactory.getInstance(family).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                Signature signature = Signature.getInstance(hash + "with" + algorithm);
                signature.initSign(secret);
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The first RSA key, with SHA-1. */
    public static Signer of(String keyId) {
        return new Signer(keyId, "SHA1", Key.RSA);
    }

    public Signer with(Key other) {
        return new Signer(keyId, hash, other);
    }

    public Signer withHash(String other) {
        return new Signer(keyId, other, key);
    }

    /** CloudFront's parameters of a URL under a canned policy. */
    public String canned(String url, Instant expires) {
        return "Expires=" + expires.getEpochSecond() + "&" + signed(cannedPolicy(url, expires));
    }

    /** The policy that CloudFront makes of a URL and its expiry. */
    public static String cannedPolicy(String url, Instant expires) {
        return "{\"Statement\":[{\"Resource\":\"" + url + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + expires.getEpochSecond() + "}}}]}";
    }

    /** CloudFront's parameters of a URL under a custom policy. */
    public String custom(String policy) {
        return "Policy=" + base64(policy.getBytes(StandardCharsets.UTF_8)) + "&" + signed(policy);
    }

    /** {@code Signature}, {@code Key-Pair-Id} and, unless it is SHA-1, {@code Hash-Algorithm}. */
    public String signed(String policy) {
        return "Signature=" + signature(policy) + "&Key-Pair-Id=" + keyId
                + (hash.equals("SHA1") ? "" : "&Hash-Algorithm=" + hash);
    }

    /** The signature as CloudFront's parameters carry it. */
    public String signature(String policy) {
        return base64(key.sign(policy.getBytes(StandardCharsets.UTF_8), hash));
    }

    /** Base64 in CloudFront's alphabet. */
    public static String base64(byte[] bytes) {
        return Base64.getEncoder()
                .encodeToString(bytes)
                .replace('+', '-')
                .replace('=', '_')
                .replace('/', '~');
    }
}
