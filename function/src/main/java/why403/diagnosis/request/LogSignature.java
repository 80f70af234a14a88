package why403.diagnosis.request;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import why403.log.Field;
import why403.log.LogRecord;
import why403.sample.Dimension;

/** What the log line of a forbidden record shows about the party that made the 403. */
public final class LogSignature {

    /** If the first byte took longer, an origin was involved: the edge's own answers take 0.000 to 0.002 seconds. */
    private static final double EDGE_SECONDS = 0.010;

    /** Result types that do not say what went wrong. */
    private static final Set<String> UNSPECIFIC =
            Set.of("Error", "Miss", "Hit", "RefreshHit", "OriginShieldHit", "LimitExceeded", "CapacityExceeded");

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** The least and the most bytes of the headers in CloudFront's own answers. */
    private static final int MIN_HEADERS_BYTES = 225;

    private static final int MAX_HEADERS_BYTES = 350;

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private final LogRecord record;
    private final BodyOwner body;

    private final Optional<String> method;
    private final Optional<String> country;
    private final Optional<String> detail;
    private final Optional<Double> firstByteSeconds;
    private final Optional<Double> originSeconds;
    private final Optional<String> contentType;
    private final Optional<Long> contentLength;

    /** Reads the fields that nearly every check needs, once. */
    LogSignature(LogRecord record, BodyOwner body) {
        this.record = record;
        this.body = body;
        this.method = record.value(Field.METHOD);
        this.country = record.value(Field.COUNTRY);
        this.detail = record.value(Field.DETAILED_RESULT_TYPE)
                .or(() -> record.value(Field.RESULT_TYPE).filter(type -> !UNSPECIFIC.contains(type)));
        this.firstByteSeconds = seconds(record, Field.TIME_TO_FIRST_BYTE);
        this.originSeconds = seconds(record, Field.ORIGIN_FIRST_BYTE);
        this.contentType = body.mayBeOwn() ? record.value(Field.CONTENT_TYPE) : Optional.empty();
        this.contentLength = body.mayBeOwn() ? record.number(Field.CONTENT_LENGTH) : Optional.empty();
    }

    public Optional<String> method() {
        return method;
    }

    /** The first path segment, or {@code /}. It does not reveal the whole path. */
    public String folder() {
        return Dimension.PATH.valueIn(record).orElse("/");
    }

    public Optional<String> country() {
        return country;
    }

    public boolean isPlainHttp() {
        return record.value(Field.PROTOCOL)
                .filter(protocol -> protocol.equals("http") || protocol.equals("ws"))
                .isPresent();
    }

    /** The detailed result type; the result type in logs without that field. */
    public Optional<String> detail() {
        return detail;
    }

    public boolean hasDetail(String type) {
        return detail().filter(type::equals).isPresent();
    }

    /** Whether the result type names the party that made the 403. */
    public boolean isSpecific() {
        return detail().filter(type -> !UNSPECIFIC.contains(type)).isPresent();
    }

    /**
     * Whether it is certain that an origin refused. This is false for a cached answer of an origin, which looks like one of
     * the edge, and if the origin may have been used only to fetch an error page.
     */
    public boolean originAnswered() {
        return body.isOwn() && anOriginTookPart();
    }

    /**
     * Whether an origin was involved, even if only to fetch an error page. A log that has a field for the origin's time says
     * it; in another log, a long time to the first byte does. The edge can take long too: it reads a request's body first.
     */
    public boolean anOriginTookPart() {
        return record.isLogged(Field.ORIGIN_FIRST_BYTE)
                ? originSeconds.isPresent()
                : firstByteSeconds.filter(seconds -> seconds > EDGE_SECONDS).isPresent();
    }

    /**
     * Whether AWS WAF can have blocked the request although the answer took long: its page was sent, the request had a body
     * that the edge reads first, and the log does not say whether an origin took part.
     */
    public boolean mayBeSlowBlock() {
        return has(Fingerprint.WEB_ACL_BLOCK)
                && method().filter(WITH_BODY::contains).isPresent()
                && !record.isLogged(Field.ORIGIN_FIRST_BYTE);
    }

    /** Whether the time to the first byte is logged. It shows whether an origin was involved. */
    public boolean hasFirstByteTime() {
        return firstByteSeconds.isPresent();
    }

    /** The content type and length of the answer, as text. */
    public String answer() {
        String length = record.number(Field.CONTENT_LENGTH)
                .map(bytes -> " of " + bytes + " bytes")
                .orElse("");
        return record.value(Field.CONTENT_TYPE).orElse("no content type")
                + length
                + (body.mayBeOwn() ? "" : " (a custom error page)");
    }

    /** The content type that the refusing party sent; empty if it is not logged or a custom error page replaced it. */
    public Optional<String> contentType() {
        return contentType;
    }

    /** The length in bytes of the body that the refusing party sent; empty if it is not logged or a page replaced the body. */
    public Optional<Long> contentLength() {
        return contentLength;
    }

    /** Whether type and length are those of a page or error that CloudFront itself makes. */
    public boolean isOfTheEdge() {
        return Arrays.stream(Fingerprint.values())
                .filter(Fingerprint::isOfTheEdge)
                .anyMatch(this::has);
    }

    /** Whether the logged type and length are those of that answer. */
    public boolean has(Fingerprint answer) {
        return contentType()
                .filter(type -> contentLength()
                        .filter(length -> answer.matches(type, length))
                        .isPresent())
                .isPresent();
    }

    /** Whether it can be that answer: the type and the length match, or are not logged. */
    public boolean mayHave(Fingerprint answer) {
        return !body.isOwn() || isCompatibleWith(answer);
    }

    private boolean isCompatibleWith(Fingerprint answer) {
        return contentType().filter(type -> !answer.hasType(type)).isEmpty()
                && contentLength()
                        .filter(length -> length != answer.lengthBytes() && !isWithoutBody(length))
                        .isEmpty();
    }

    private boolean isWithoutBody(long length) {
        return length == 0 && method().filter("HEAD"::equals).isPresent();
    }

    /**
     * Whether the number of sent bytes matches that answer with its headers. This is for logs without the length of the
     * body.
     */
    public boolean sentAbout(Fingerprint answer) {
        return body.mayBeOwn()
                && contentLength().isEmpty()
                && record.number(Field.BYTES_SENT)
                        .filter(sent -> sent >= answer.lengthBytes() + MIN_HEADERS_BYTES
                                && sent <= answer.lengthBytes() + MAX_HEADERS_BYTES)
                        .isPresent();
    }

    /** The known answer of an origin that has this type and length; empty if there is none. */
    public Optional<Fingerprint> ofOrigin() {
        return contentType().flatMap(type -> contentLength().flatMap(length -> Fingerprint.ofOrigin(type, length)));
    }

    /** A duration that is logged in seconds; empty if it is absent or not a number. */
    public static Optional<Double> seconds(LogRecord record, Field field) {
        return record.value(field).flatMap(LogSignature::seconds);
    }

    private static Optional<Double> seconds(String text) {
        return SECONDS.matcher(text).matches() ? Optional.of(Double.parseDouble(text)) : Optional.empty();
    }
}
