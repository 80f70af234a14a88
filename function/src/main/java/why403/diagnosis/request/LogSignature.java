package why403.diagnosis.request;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import why403.log.Field;
import why403.log.LogRecord;
import why403.sample.Dimension;

/** What a forbidden record shows about who made the 403. */
public final class LogSignature {

    /** Above this, an origin took part: the edge's own answers take 0.000 to 0.002 seconds. */
    private static final double EDGE_SECONDS = 0.010;

    /** Result types that do not say what went wrong. */
    private static final Set<String> UNSPECIFIC =
            Set.of("Error", "Miss", "Hit", "RefreshHit", "OriginShieldHit", "LimitExceeded", "CapacityExceeded");

    /** The bytes that the headers of CloudFront's own answers take. */
    private static final int LEAST_HEADERS = 225;

    private static final int MOST_HEADERS = 350;

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private final LogRecord record;
    private final BodyOwner body;

    private final Optional<String> detail;
    private final Optional<Double> firstByteSeconds;
    private final Optional<Double> originSeconds;
    private final Optional<String> contentType;
    private final Optional<Long> contentLength;

    /** Reads once what nearly every check needs. */
    LogSignature(LogRecord record, BodyOwner body) {
        this.record = record;
        this.body = body;
        this.detail = record.value(Field.DETAILED_RESULT_TYPE)
                .or(() -> record.value(Field.RESULT_TYPE).filter(type -> !UNSPECIFIC.contains(type)));
        this.firstByteSeconds = seconds(record, Field.TIME_TO_FIRST_BYTE);
        this.originSeconds = seconds(record, Field.ORIGIN_FIRST_BYTE);
        this.contentType = body.mayBeOwn() ? record.value(Field.CONTENT_TYPE) : Optional.empty();
        this.contentLength = body.mayBeOwn() ? record.number(Field.CONTENT_LENGTH) : Optional.empty();
    }

    public Optional<String> method() {
        return record.value(Field.METHOD);
    }

    /** The first path segment, or {@code /}: a name that does not show a whole path. */
    public String folder() {
        return Dimension.PATH.valueIn(record).orElse("/");
    }

    public Optional<String> country() {
        return record.value(Field.COUNTRY);
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

    /** Whether the result type names who made the 403. */
    public boolean isSpecific() {
        return detail().filter(type -> !UNSPECIFIC.contains(type)).isPresent();
    }

    /**
     * Whether an origin surely refused: one whose answer is served again from cache looks made at the edge, and one
     * that was asked for an error page need not have refused.
     */
    public boolean originAnswered() {
        return body.isOwn() && anOriginTookPart();
    }

    /** Whether an origin took part, even if only for an error page. */
    public boolean anOriginTookPart() {
        return originSeconds.isPresent()
                || firstByteSeconds.filter(seconds -> seconds > EDGE_SECONDS).isPresent();
    }

    /** Whether the time to the first byte is logged, which shows an origin's part. */
    public boolean hasFirstByteTime() {
        return firstByteSeconds.isPresent();
    }

    /** Content type and length of the answer, for a person. */
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

    /** The length of the body that the refusing party sent, in bytes; empty as the type is. */
    public Optional<Long> contentLength() {
        return contentLength;
    }

    /** Whether it is one of the pages or errors that CloudFront itself makes, by type and length. */
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

    /** Whether it can be that answer: neither the type nor the length, if logged, says otherwise. */
    public boolean mayHave(Fingerprint answer) {
        return !body.isOwn() || leavesRoomFor(answer);
    }

    private boolean leavesRoomFor(Fingerprint answer) {
        return contentType().filter(type -> !answer.hasType(type)).isEmpty()
                && contentLength()
                        .filter(length -> length != answer.lengthBytes() && !isWithoutBody(length))
                        .isEmpty();
    }

    private boolean isWithoutBody(long length) {
        return length == 0 && method().filter("HEAD"::equals).isPresent();
    }

    /**
     * Whether about as many bytes were sent as that answer and its headers take, in a log that lacks the length of the
     * body.
     */
    public boolean sentAbout(Fingerprint answer) {
        return body.mayBeOwn()
                && contentLength().isEmpty()
                && record.number(Field.BYTES_SENT)
                        .filter(sent -> sent >= answer.lengthBytes() + LEAST_HEADERS
                                && sent <= answer.lengthBytes() + MOST_HEADERS)
                        .isPresent();
    }

    /** Which known answer of an origin it looks like; empty if none. */
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
