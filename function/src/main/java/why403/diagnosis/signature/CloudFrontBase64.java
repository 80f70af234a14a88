package why403.diagnosis.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64 as a signed URL or cookie carries it: {@code -} for {@code +}, {@code _} for {@code =}, {@code ~} for {@code /}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html">AWS:
 *     creating a signed URL using a canned policy</a>
 */
final class CloudFrontBase64 {

    private CloudFrontBase64() {}

    /** The bytes; empty if the text is not base64. A text of the standard alphabet is read too, to see what it contains. */
    static Optional<byte[]> decode(String text) {
        byte[] standard = text.getBytes(StandardCharsets.ISO_8859_1); // what this cannot express is not base64 either
        for (int i = 0; i < standard.length; i++) {
            standard[i] = standard(standard[i]);
        }
        try {
            return Optional.of(Base64.getDecoder().decode(standard));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte standard(byte c) {
        return switch (c) {
            case '-' -> '+';
            case '_' -> '=';
            case '~' -> '/';
            default -> c;
        };
    }

    /** Whether the text has characters of the standard alphabet that CloudFront's does not have. */
    static boolean isStandard(String text) {
        return text.indexOf('+') >= 0 || text.indexOf('/') >= 0 || text.indexOf('=') >= 0;
    }
}
