package why403.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import why403.events.Resource.Query;

/**
 * Query strings of signed URLs as a server makes them that signs once an hour. The signatures have the right length and
 * alphabet but are not valid: the private key of the recorded public key is not stored anywhere.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html">AWS:
 *     creating a signed URL using a canned policy</a>
 */
record SignedUrls(String host) {

    static final String KEY = "K2EXAMPLEKEY01";
    static final String KEY_GROUP = "a1b2c3d4-5678-90ab-cdef-EXAMPLE33333";

    private static final Duration VALID = Duration.ofHours(2);
    private static final int RSA_2048_BYTES = 256;

    /** A link of this hour's page, with a canned policy. */
    Query fresh(String path) {
        return canned(path, SignedUrls::expiry);
    }

    /** A link of a page that was made long ago and is still shown. */
    Query stale(String path, Instant expires) {
        return canned(path, time -> expires);
    }

    /** A link of this hour's page, with a custom policy for all that is below a path. */
    Query freshBelow(String prefix) {
        return custom(prefix, SignedUrls::expiry);
    }

    /** A link with a custom policy, of a page that was made long ago. */
    Query staleBelow(String prefix, Instant expires) {
        return custom(prefix, time -> expires);
    }

    private static Instant expiry(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS).plus(VALID);
    }

    private static Query canned(String path, Function<Instant, Instant> expiry) {
        return time -> {
            Instant expires = expiry.apply(time);
            return "Expires=" + expires.getEpochSecond() + "&Signature=" + signature(path, expires) + "&Key-Pair-Id="
                    + KEY;
        };
    }

    private Query custom(String prefix, Function<Instant, Instant> expiry) {
        return time -> {
            Instant expires = expiry.apply(time);
            String policy = "{\"Statement\":[{\"Resource\":\"https://" + host + prefix
                    + "*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + expires.getEpochSecond() + "}}}]}";
            return "Policy=" + base64(policy.getBytes(StandardCharsets.UTF_8)) + "&Signature="
                    + signature(prefix, expires) + "&Key-Pair-Id=" + KEY;
        };
    }

    private static String signature(String path, Instant expires) {
        byte[] bytes = new byte[RSA_2048_BYTES];
        new Random(31L * path.hashCode() + Objects.hash(expires.getEpochSecond())).nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder()
                .encodeToString(bytes)
                .replace('+', '-')
                .replace('=', '_')
                .replace('/', '~');
    }

    /** What the account says of the key group and its key, whose private key nobody has. */
    static Recordings record(Recordings recordings) {
        return record(recordings, PUBLIC_KEY);
    }

    /** The same for another public key. */
    static Recordings record(Recordings recordings, String publicKey) {
        return recordings
                .found("cloudfront/get-key-group/" + KEY_GROUP, """
                        {"ETag": "E1KEYGROUPEXAMPLE",
                         "KeyGroup": {"Id": "%s", "LastModifiedTime": "2026-03-02T08:11:09.320000+00:00",
                           "KeyGroupConfig": {"Name": "premium", "Items": ["%s"], "Comment": ""}}}
                        """.formatted(KEY_GROUP, KEY))
                .found("cloudfront/get-public-key/" + KEY, """
                        {"ETag": "E1KEYEXAMPLE",
                         "PublicKey": {"Id": "%s", "CreatedTime": "2026-03-02T08:10:44.107000+00:00",
                           "PublicKeyConfig": {"CallerReference": "example-1", "Name": "premium-2026",
                             "EncodedKey": "%s", "Comment": ""}}}
                        """.formatted(KEY, publicKey.replace("\n", "\\n")));
    }

    private static final String PUBLIC_KEY = """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAoKX5QfNbpGhaCsMkbQ1w
            5r570mnUV/bXYmAnp8DR4zVtYZvCkrNtnHCmBKrXt5Y/aYqC0qW3IKolc9Hj3JGJ
            WWaD8dUIC2LDI+BJavKx+vbs5CqZGZJxBCnMX/KXKBSa1GBkZ2r7qFa4aRwLifCp
            lCYC3TPVjxCuvFtSuPfNYwBqnwaw72K6XYOic/lYg52kZ4Qq2vtbW4be1WcZ+yPO
            puaHnto8iMCwFwqMLrALss11iA2rwk20R5Ri5dmtlUvkxeJdMagEbF81BGce93vQ
            2DJgIDHXvD8jbNtJGfrRceF7yt71QKMH0xGKDTsB3BiQ2qndRkSKlYzQDt9Vj6LC
            rQIDAQAB
            -----END PUBLIC KEY-----
            """;
}
