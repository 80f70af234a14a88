package why403.diagnosis.signature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import why403.log.Field;
import why403.log.LogRecord;
import why403.log.PercentDecoding;

/**
 * The parts of a signature that a request carries: in its query, otherwise in its cookies if they are logged.
 *
 * @param parameters by the names that they have in a query; of a repeated one, the first
 * @param own the viewer's own query parameters as sent, in order
 * @param repeated the names of the parts that are there more than once
 * @param inCookies whether the parts are in cookies
 * @param knowsAll whether the log shows every part of a signature that there can be
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">AWS: private
 *     content</a>
 */
public record SignedRequest(
        Map<String, String> parameters, List<String> own, Set<String> repeated, boolean inCookies, boolean knowsAll) {

    private static final Set<String> NAMES = Set.of("Expires", "Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm");
    private static final String COOKIE_PREFIX = "CloudFront-";
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    /** If the query has any of the names, CloudFront ignores the cookies. */
    public static SignedRequest of(LogRecord record) {
        Parts query = new Parts("");
        record.value(Field.URI_QUERY).ifPresent(text -> query.read(text, '&'));
        if (!query.found.isEmpty()) {
            return new SignedRequest(query.found, query.others, query.repeated, false, true);
        }
        Parts cookies = new Parts(COOKIE_PREFIX);
        Optional<String> logged = record.value(Field.COOKIE);
        logged.ifPresent(text -> cookies.read(text, ';'));
        return new SignedRequest(
                cookies.found, query.others, cookies.repeated, !cookies.found.isEmpty(), logged.isPresent());
    }

    /** What one column of the log contains. */
    private static final class Parts {

        private final String prefix;
        private final Map<String, String> found = new HashMap<>();
        private final List<String> others = new ArrayList<>();
        private final Set<String> repeated = new HashSet<>();

        private Parts(String prefix) {
            this.prefix = prefix;
        }

        private void read(String text, char separator) {
            int from = 0;
            while (from <= text.length()) {
                int to = text.indexOf(separator, from);
                add(text.substring(from, to < 0 ? text.length() : to));
                from = to < 0 ? text.length() + 1 : to + 1;
            }
        }

        private void add(String parameter) {
            String stripped = parameter.strip();
            int equals = stripped.indexOf('=');
            String name = equals < 0 ? stripped : stripped.substring(0, equals);
            String part = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
            if (!NAMES.contains(part)) {
                others.add(parameter);
            } else if (found.putIfAbsent(part, equals < 0 ? "" : PercentDecoding.once(stripped.substring(equals + 1)))
                    != null) {
                repeated.add(part);
            }
        }
    }

    private Optional<String> part(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * The key for people. What is no id is not shown: a query that was joined badly has its signature there.
     *
     * @param keyPairId as sent
     */
    public static String shownKey(String keyPairId) {
        return KEY_ID.matcher(keyPairId).matches() ? "key " + keyPairId : "a malformed key id";
    }

    /** The id of the key that the request names; may be empty text. */
    public Optional<String> keyPairId() {
        return part("Key-Pair-Id");
    }

    /** The text of a custom policy; empty if the request has none. */
    public Optional<String> policy() {
        return part("Policy");
    }

    /** The expiry of a canned policy, as sent. */
    public Optional<String> expires() {
        return part("Expires");
    }

    /** The signature, as sent. */
    public Optional<String> signature() {
        return part("Signature");
    }

    /** Whether the request has any part of a signature. */
    boolean isSigned() {
        return !parameters.isEmpty();
    }

    /** The hash that the request names, or the one that CloudFront takes if it names none. */
    public SignatureHash hash() {
        return part("Hash-Algorithm")
                .filter(name -> name.equalsIgnoreCase(SignatureHash.SHA256.name()))
                .map(name -> SignatureHash.SHA256)
                .orElse(SignatureHash.SHA1);
    }
}
