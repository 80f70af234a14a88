package why403.diagnosis.signed;

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

    private static final String OF_STANDARD_ONLY = "+/=";

    private CloudFrontBase64() {}

    /** The bytes; empty if the text is not base64. A text of the standard alphabet is read too, to see what it contains. */
    static Optional<byte[]> decode(String text) {
        String standard = text.replace('-', '+').replace('_', '=').replace('~', '/');
        try {
            return Optional.of(Base64.getDecoder().decode(standard));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the text has characters of the standard alphabet that CloudFront's does not have. */
    static boolean isStandard(String text) {
        return text.chars().anyMatch(c -> OF_STANDARD_ONLY.indexOf(c) >= 0);
    }
}
