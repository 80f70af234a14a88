package why403.diagnosis.signed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import why403.json.JsonTree;

/**
 * What a custom policy says. Text of any kind gives a policy: what cannot be read is absent, and the defect says why.
 *
 * @param bytes that are signed; empty if the text is not base64
 * @param resource a URL in which {@code *} and {@code ?} are wildcards; empty if the policy allows every URL, or cannot be
 *     read
 * @param start from when on it allows requests
 * @param expiry until when it allows requests
 * @param address an address or a CIDR range of viewers
 * @param defect why CloudFront cannot use it
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html">AWS:
 *     creating a signed URL using a custom policy</a>
 */
record SignedPolicy(
        byte[] bytes,
        Optional<String> resource,
        Optional<Instant> start,
        Optional<Instant> expiry,
        Optional<String> address,
        Optional<SignatureDefect> defect) {

    /** CloudFront accepts no longer URL, and no longer header. */
    private static final int LONGEST = 20_480;

    private static final String TIME = "AWS:EpochTime";

    static SignedPolicy of(String text) {
        if (Blanked.is(text)) {
            return unreadable(new byte[0], Optional.empty());
        }
        if (text.length() > LONGEST) {
            return unreadable(new byte[0], Optional.of(SignatureDefect.POLICY_TOO_LONG));
        }
        Optional<byte[]> bytes = CloudFrontBase64.decode(text);
        if (bytes.isEmpty()) {
            return unreadable(new byte[0], Optional.of(SignatureDefect.POLICY_NOT_BASE64));
        }
        try {
            JsonNode policy = JsonTree.read(new String(bytes.get(), StandardCharsets.UTF_8));
            return read(bytes.get(), policy, CloudFrontBase64.isStandard(text));
        } catch (JsonProcessingException e) {
            return unreadable(bytes.get(), Optional.of(SignatureDefect.POLICY_NOT_JSON));
        }
    }

    private static SignedPolicy unreadable(byte[] bytes, Optional<SignatureDefect> defect) {
        return new SignedPolicy(bytes, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), defect);
    }

    private static SignedPolicy read(byte[] bytes, JsonNode policy, boolean isStandard) {
        JsonNode all = policy.path("Statement");
        JsonNode statement = all.isArray() ? all.path(0) : all;
        JsonNode condition = statement.path("Condition");
        String expiry = condition.path("DateLessThan").path(TIME).asText();
        String start = condition.path("DateGreaterThan").path(TIME).asText();
        return new SignedPolicy(
                bytes,
                Optional.ofNullable(statement.path("Resource").textValue()),
                EpochTime.of(start),
                EpochTime.of(expiry),
                Optional.ofNullable(
                        condition.path("IpAddress").path("AWS:SourceIp").textValue()),
                defect(expiry, start, isStandard));
    }

    private static Optional<SignatureDefect> defect(String expiry, String start, boolean isStandard) {
        if (EpochTime.isInMilliseconds(expiry) || EpochTime.isInMilliseconds(start)) {
            return Optional.of(SignatureDefect.MILLISECONDS);
        }
        if (EpochTime.of(expiry).isEmpty()) {
            return Optional.of(SignatureDefect.NO_EXPIRY);
        }
        return isStandard ? Optional.of(SignatureDefect.POLICY_STANDARD_BASE64) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedPolicy that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Nothing of what is signed. */
    @Override
    public String toString() {
        return "SignedPolicy of " + bytes.length + " bytes";
    }
}
