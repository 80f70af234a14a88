package why403.diagnosis.request;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import why403.log.Field;
import why403.log.LogRecord;
import why403.sample.Dimension;

/** What a forbidden record's line shows of who made the 403. */
public final class LogSignature {

    /** Above this an origin took part; the edge's own answers take 0.000 to 0.002 seconds. */
    private static final double EDGE_SECONDS = 0.010;

    /** Result types that say no more than that it went wrong. */
    private static final Set<String> UNSPECIFIC =
            Set.of("Error", "Miss", "Hit", "RefreshHit", "OriginShieldHit", "LimitExceeded", "CapacityExceeded");

    /** The bytes that the headers of CloudFront's own answers take. */
    private static final int LEAST_HEADERS = 225;

    private static final int MOST_HEADERS = 350;

    private static final Set<Integer> HTML_LENGTHS = Set.of(915, 919, 986, 1053);
    private static final Set<Integer> XML_LENGTHS = Set.of(106, 110, 116, 131, 146);
    private static final String HTML = "text/html";
    private static final String XML = "text/xml";

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private final LogRecord record;
    private final BodyOwner body;

    private final Optional<String> detail;
    private final Optional<Double> firstByteSeconds;
    private final Optional<Double> originSeconds;
    private final Optional<String> contentType;
    private final Optional<Long> contentLength;

    /** Reads at once what nearly every check asks for. */
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

    /** The first path segment, or {@code /}: what may be named without naming a whole path. */
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

    /** The detailed result type; in logs older than that field, the result type. */
    public Optional<String> detail() {
        return detail;
    }

    public boolean hasDetail(String type) {
        return detail().filter(type::equals).isPresent();
    }

    /** Whether a specific result type names the one who made the 403. */
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

    /** Whether an origin took part, be it only for an error page. */
    public boolean anOriginTookPart() {
        return originSeconds.isPresent()
                || firstByteSeconds.filter(seconds -> seconds > EDGE_SECONDS).isPresent();
    }

    /** Whether the time to the first byte is logged, so that an origin's part would show. */
    public boolean hasFirstByteTime() {
        return firstByteSeconds.isPresent();
    }

    /** Type and length of what was sent, as a person would name them. */
    public String answer() {
        String length = record.number(Field.CONTENT_LENGTH)
                .map(bytes -> " of " + bytes + " bytes")
                .orElse("");
        return record.value(Field.CONTENT_TYPE).orElse("no content type")
                + length
                + (body.mayBeOwn() ? "" : " (a custom error page)");
    }

    /** The type of what the one who refused sent; empty where it is not logged, or a custom error page took its place. */
    public Optional<String> contentType() {
        return contentType;
    }

    /** The length of what the one who refused sent; empty as the type is. */
    public Optional<Long> contentLength() {
        return contentLength;
    }

    /** Whether it is one of the pages or errors that CloudFront itself makes, by type and length. */
    public boolean isOfTheEdge() {
        return HTML_LENGTHS.stream().anyMatch(this::isHtml)
                || XML_LENGTHS.stream().anyMatch(this::isXml);
    }

    /** Whether it is that page of CloudFront's own, by type and length. */
    public boolean isHtml(long length) {
        return isPage(HTML, length);
    }

    /** Whether it is that error of CloudFront's signature check, by type and length. */
    public boolean isXml(long length) {
        return isPage(XML, length);
    }

    private boolean isPage(String type, long length) {
        return contentType().filter(logged -> logged.startsWith(type)).isPresent()
                && contentLength().filter(logged -> logged == length).isPresent();
    }

    /** Whether it can be that page: neither the type nor the length, where logged, says otherwise. */
    public boolean mayBeHtml(long length) {
        return mayBe(HTML, length);
    }

    /** Whether it can be that error of the signature check: neither type nor length, where logged, says otherwise. */
    public boolean mayBeXml(long length) {
        return mayBe(XML, length);
    }

    private boolean mayBe(String type, long length) {
        return !body.isOwn() || hasRoomFor(type, length);
    }

    private boolean hasRoomFor(String type, long length) {
        return contentType().filter(logged -> !logged.startsWith(type)).isEmpty()
                && contentLength()
                        .filter(logged -> logged != length && !isBodiless(logged))
                        .isEmpty();
    }

    private boolean isBodiless(long logged) {
        return logged == 0 && method().filter("HEAD"::equals).isPresent();
    }

    /** Whether, in a log without the body's length, as many bytes were sent as that page and its headers are. */
    public boolean sentAbout(long page) {
        return body.mayBeOwn()
                && contentLength().isEmpty()
                && record.number(Field.BYTES_SENT)
                        .filter(sent -> sent >= page + LEAST_HEADERS && sent <= page + MOST_HEADERS)
                        .isPresent();
    }

    /** A duration that is logged in seconds; empty where it is absent or none. */
    public static Optional<Double> seconds(LogRecord record, Field field) {
        return record.value(field).flatMap(LogSignature::seconds);
    }

    private static Optional<Double> seconds(String text) {
        return SECONDS.matcher(text).matches() ? Optional.of(Double.parseDouble(text)) : Optional.empty();
    }
}
