package why403.diagnosis.signature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import why403.json.JsonTree;

/**
 * What a custom policy says. Text of any kind gives a policy: what cannot be read is absent, and the defect says why.
 *
 * @param signed what is signed, one {@code char} for each byte; empty text if it is not base64
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
public record SignedPolicy(
        String signed,
        Optional<String> resource,
        Optional<Instant> start,
        Optional<Instant> expiry,
        Optional<String> address,
        Optional<SignatureDefect> defect) {

    /** CloudFront accepts no longer URL, and no longer header. */
    private static final int LONGEST = 20_480;

    private static final String TIME = "AWS:EpochTime";

    /** Reads the text of a policy in CloudFront's base64. */
    public static SignedPolicy of(String text) {
        if (Blanked.is(text)) {
            return unreadable("", Optional.empty());
        }
        if (text.length() > LONGEST) {
            return unreadable("", Optional.of(SignatureDefect.POLICY_TOO_LONG));
        }
        Optional<byte[]> bytes = CloudFrontBase64.decode(text);
        if (bytes.isEmpty()) {
            return unreadable("", Optional.of(SignatureDefect.POLICY_NOT_BASE64));
        }
        String signed = new String(bytes.get(), StandardCharsets.ISO_8859_1);
        try {
            JsonNode policy = JsonTree.read(new String(bytes.get(), StandardCharsets.UTF_8));
            return read(signed, policy, CloudFrontBase64.isStandard(text));
        } catch (StreamConstraintsException e) {
            return unreadable(signed, Optional.of(SignatureDefect.POLICY_BEYOND_LIMITS));
        } catch (JsonProcessingException e) {
            return unreadable(signed, Optional.of(SignatureDefect.POLICY_NOT_JSON));
        }
    }

    private static SignedPolicy unreadable(String signed, Optional<SignatureDefect> defect) {
        return new SignedPolicy(signed, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), defect);
    }

    private static SignedPolicy read(String signed, JsonNode policy, boolean isStandard) {
        JsonNode all = policy.path("Statement");
        JsonNode statement = all.isArray() ? all.path(0) : all;
        JsonNode condition = statement.path("Condition");
        String expiry = condition.path("DateLessThan").path(TIME).asText();
        String start = condition.path("DateGreaterThan").path(TIME).asText();
        return new SignedPolicy(
                signed,
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

    /** Nothing of what is signed. */
    @Override
    public String toString() {
        return "SignedPolicy of " + signed.length() + " bytes";
    }
}
