package why403.diagnosis.signed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import why403.diagnosis.request.LogSignature;
import why403.json.JsonTree;
import why403.log.Field;
import why403.log.LogRecord;
import why403.log.PercentDecoding;

/**
 * The parts of a signature that a request carries: in its query, otherwise in its cookies if they are logged.
 *
 * @param parameters by the names that they have in a query
 * @param knowsAll whether the log shows every part of a signature that there can be
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">AWS: private
 *     content</a>
 */
record SignedRequest(Map<String, String> parameters, boolean knowsAll) {

    private static final Set<String> NAMES = Set.of("Expires", "Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm");
    private static final String COOKIE_PREFIX = "CloudFront-";

    /** If the query has any of the names, CloudFront ignores the cookies. */
    static SignedRequest of(LogRecord record) {
        Map<String, String> query = parameters(record.value(Field.URI_QUERY).orElse(""), "&", "");
        Optional<String> cookies = record.value(Field.COOKIE);
        return query.isEmpty()
                ? new SignedRequest(parameters(cookies.orElse(""), ";", COOKIE_PREFIX), cookies.isPresent())
                : new SignedRequest(query, true);
    }

    private static Map<String, String> parameters(String text, String separator, String prefix) {
        Map<String, String> found = new HashMap<>();
        for (String parameter : text.split(separator, -1)) {
            String[] pair = parameter.strip().split("=", 2);
            String name = pair[0].startsWith(prefix) ? pair[0].substring(prefix.length()) : "";
            if (NAMES.contains(name)) {
                found.putIfAbsent(name, pair.length < 2 ? "" : PercentDecoding.once(pair[1]));
            }
        }
        return Map.copyOf(found);
    }

    /** The id of the key that the request names; may be empty text. */
    Optional<String> keyPairId() {
        return Optional.ofNullable(parameters.get("Key-Pair-Id"));
    }

    boolean hasPolicy() {
        return parameters.containsKey("Policy");
    }

    /** When it expires; empty if no time can be read. */
    Optional<Instant> expiry() {
        Optional<Long> second = hasPolicy()
                ? policyExpiry()
                : Optional.ofNullable(parameters.get("Expires")).flatMap(SignedRequest::second);
        return second.map(Instant::ofEpochSecond);
    }

    /** How late the request came; empty if it was in time or no time can be read. */
    static Optional<Duration> lateness(LogRecord record) {
        long takenMillis =
                (long) Math.ceil(LogSignature.seconds(record, Field.TIME_TAKEN).orElse(0.0) * 1000);
        Instant asked = record.time().minusMillis(takenMillis); // a record's time is when it was answered
        return of(record)
                .expiry()
                .filter(expiry -> expiry.isBefore(asked))
                .map(expiry -> Duration.between(expiry, record.time()));
    }

    private Optional<Long> policyExpiry() {
        return decoded(parameters.get("Policy"))
                .map(policy -> policy.path("Statement"))
                .map(statement -> statement.isArray() ? statement.path(0) : statement)
                .map(statement ->
                        statement.path("Condition").path("DateLessThan").path("AWS:EpochTime"))
                .flatMap(time -> second(time.asText()));
    }

    private static Optional<JsonNode> decoded(String policy) {
        String base64 = policy.replace('-', '+').replace('_', '=').replace('~', '/');
        try {
            String json = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return Optional.of(JsonTree.read(json));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty(); // not a policy, or blanked before the log was shared
        }
    }

    private static Optional<Long> second(String digits) {
        return digits.matches("\\d{1,12}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }
}
