package why403.diagnosis.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import why403.diagnosis.request.LogSignature;
import why403.log.Field;
import why403.log.LogRecord;
import why403.policy.AddressRange;

/**
 * What a signed request shows by itself: the parts of its signature, what its policy says, and whether the request keeps to
 * it.
 *
 * @param policy its custom policy
 * @param url as sent
 * @param expiry when the signature expires; empty if no time can be read
 * @param lateness by how much the request came after it
 * @param earliness by how much the request came before the policy's start
 * @param isOfAddress whether the policy allows the viewer's address; empty if it does not say, or cannot be compared
 * @param isOfResource whether the policy allows the URL; empty if it does not say, or was not compared
 * @param defect why CloudFront cannot read the signature
 */
public record SignedReading(
        SignedRequest request,
        Optional<SignedPolicy> policy,
        SignedUrl url,
        Optional<Instant> expiry,
        Optional<Duration> lateness,
        Optional<Duration> earliness,
        Optional<Boolean> isOfAddress,
        Optional<Boolean> isOfResource,
        Optional<SignatureDefect> defect) {

    /**
     * Reads a record.
     *
     * @param policy the custom policy of the request, which many requests share
     */
    public static SignedReading of(
            LogRecord record, SignedRequest request, Optional<SignedPolicy> policy, VerificationBudget budget) {
        long takenMillis =
                (long) Math.ceil(LogSignature.seconds(record, Field.TIME_TAKEN).orElse(0.0) * 1000);
        Instant asked = record.time().minusMillis(takenMillis); // a record's time is when it was answered
        Instant answered = record.time().plusSeconds(1); // to the second, so it may have been almost the next one
        Optional<Instant> expiry = policy.map(SignedPolicy::expiry)
                .orElseGet(() -> request.expires().flatMap(EpochTime::of));
        SignedUrl url = url(record, request.own());
        return new SignedReading(
                request,
                policy,
                url,
                expiry,
                expiry.filter(time -> time.isBefore(asked)).map(time -> Duration.between(time, record.time())),
                policy.flatMap(SignedPolicy::start)
                        .filter(start -> !start.isBefore(answered))
                        .map(start -> Duration.between(record.time(), start)),
                policy.flatMap(SignedPolicy::address).flatMap(range -> contains(range, record)),
                policy.flatMap(SignedPolicy::resource)
                        .flatMap(pattern -> known(record, url, pattern).matches(pattern, budget)),
                defect(request, policy));
    }

    private static SignedUrl url(LogRecord record, List<String> query) {
        String protocol = record.value(Field.PROTOCOL).orElse("https");
        return new SignedUrl(
                protocol.equals("http") || protocol.equals("ws") ? "http" : "https",
                record.value(Field.HOST_HEADER)
                        .or(() -> record.value(Field.HOST))
                        .orElse(""),
                record.value(Field.URI_STEM).orElse("/"),
                query);
    }

    /** What the log does not show is taken to be as the pattern has it. */
    private static SignedUrl known(LogRecord record, SignedUrl url, String pattern) {
        SignedUrl withHost = record.value(Field.HOST_HEADER).isPresent()
                ? url
                : url.withHost(SignedUrl.hostOf(pattern).orElse(url.host()));
        return record.value(Field.PROTOCOL).isEmpty() && pattern.startsWith("http:")
                ? withHost.withScheme("http")
                : withHost;
    }

    private static Optional<Boolean> contains(String range, LogRecord record) {
        Optional<AddressRange> viewer = record.value(Field.CLIENT_ADDRESS).flatMap(AddressRange::parse);
        return AddressRange.parse(range).flatMap(allowed -> viewer.map(allowed::contains));
    }

    private static Optional<SignatureDefect> defect(SignedRequest request, Optional<SignedPolicy> policy) {
        if (!request.isSigned()) {
            return Optional.empty();
        }
        return policy.map(SignedPolicy::defect)
                .orElseGet(() -> cannedDefect(request.expires()))
                .or(() -> signatureDefect(request.signature()));
    }

    private static Optional<SignatureDefect> cannedDefect(Optional<String> expires) {
        if (expires.filter(Blanked::is).isPresent()) {
            return Optional.empty();
        }
        if (expires.filter(EpochTime::isInMilliseconds).isPresent()) {
            return Optional.of(SignatureDefect.MILLISECONDS);
        }
        return expires.flatMap(EpochTime::of).isPresent() ? Optional.empty() : Optional.of(SignatureDefect.NO_EXPIRY);
    }

    private static Optional<SignatureDefect> signatureDefect(Optional<String> signature) {
        if (signature.filter(text -> !text.isEmpty()).isEmpty()) {
            return Optional.of(SignatureDefect.NO_SIGNATURE);
        }
        if (signature.filter(Blanked::is).isPresent()) {
            return Optional.empty();
        }
        if (signature.flatMap(CloudFrontBase64::decode).isEmpty()) {
            return Optional.of(SignatureDefect.SIGNATURE_NOT_BASE64);
        }
        return signature.filter(CloudFrontBase64::isStandard).map(text -> SignatureDefect.SIGNATURE_STANDARD_BASE64);
    }

    /** Whether only the signature itself can be wrong. */
    public boolean isInOrder() {
        return expiry.isPresent()
                && lateness.isEmpty()
                && earliness.isEmpty()
                && isOfAddress.orElse(true)
                && isOfResource.orElse(true)
                && defect.isEmpty();
    }

    /** Whether the log shows the signature: it does not if there is none, or if somebody replaced it. */
    public boolean hasSignature() {
        return request.signature().filter(text -> !Blanked.is(text)).isPresent();
    }
}
