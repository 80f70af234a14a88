package why403.diagnosis;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import why403.log.Field;
import why403.log.LogRecord;

/** What a forbidden record's line shows of who made the 403. */
final class Line {

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

    private Line(LogRecord record) {
        this.record = record;
    }

    static Line of(ForbiddenRequest request) {
        return new Line(request.record());
    }

    static Line of(LogRecord record) {
        return new Line(record);
    }

    Optional<String> method() {
        return record.value(Field.METHOD);
    }

    /** The first path segment, or {@code /}: what may be named without naming a whole path. */
    String folder() {
        return Dimension.PATH.valueIn(record).orElse("/");
    }

    Optional<String> country() {
        return record.value(Field.COUNTRY);
    }

    boolean isPlainHttp() {
        return record.value(Field.PROTOCOL)
                .filter(protocol -> protocol.equals("http") || protocol.equals("ws"))
                .isPresent();
    }

    /** The detailed result type; in logs older than that field, the result type. */
    Optional<String> detail() {
        return record.value(Field.DETAILED_RESULT_TYPE)
                .or(() -> record.value(Field.RESULT_TYPE).filter(type -> !UNSPECIFIC.contains(type)));
    }

    boolean hasDetail(String type) {
        return detail().filter(type::equals).isPresent();
    }

    /** Whether a specific result type names the one who made the 403. */
    boolean isSpecific() {
        return detail().filter(type -> !UNSPECIFIC.contains(type)).isPresent();
    }

    /** Whether an origin surely took part: one whose answer is served again from cache looks made at the edge. */
    boolean originAnswered() {
        return originIsLogged()
                || firstByteSeconds().filter(seconds -> seconds > EDGE_SECONDS).isPresent();
    }

    /** Whether the log has the origin's own latency: proof that it answered. */
    boolean originIsLogged() {
        return record.value(Field.ORIGIN_FIRST_BYTE).flatMap(Line::seconds).isPresent();
    }

    /** Whether the time to the first byte is logged, so that an origin's part would show. */
    boolean hasFirstByteTime() {
        return firstByteSeconds().isPresent();
    }

    private Optional<Double> firstByteSeconds() {
        return record.value(Field.TIME_TO_FIRST_BYTE).flatMap(Line::seconds);
    }

    /** How long the request took. */
    double timeTakenSeconds() {
        return record.value(Field.TIME_TAKEN).flatMap(Line::seconds).orElse(0.0);
    }

    Optional<String> contentType() {
        return record.value(Field.CONTENT_TYPE);
    }

    Optional<Long> contentLength() {
        return record.number(Field.CONTENT_LENGTH);
    }

    /** Whether it is one of the pages or errors that CloudFront itself makes, by type and length. */
    boolean isOfTheEdge() {
        return HTML_LENGTHS.stream().anyMatch(this::isHtml)
                || XML_LENGTHS.stream().anyMatch(this::isXml);
    }

    /** Whether it is that page of CloudFront's own, by type and length. */
    boolean isHtml(long length) {
        return isPage(HTML, length);
    }

    /** Whether it is that error of CloudFront's signature check, by type and length. */
    boolean isXml(long length) {
        return isPage(XML, length);
    }

    private boolean isPage(String type, long length) {
        return contentType().filter(logged -> logged.startsWith(type)).isPresent()
                && contentLength().filter(logged -> logged == length).isPresent();
    }

    /** Whether it can be that page: neither the type nor the length, where logged, says otherwise. */
    boolean mayBeHtml(long length) {
        return mayBe(HTML, length);
    }

    /** Whether it can be that error of the signature check: neither type nor length, where logged, says otherwise. */
    boolean mayBeXml(long length) {
        return mayBe(XML, length);
    }

    private boolean mayBe(String type, long length) {
        return contentType().filter(logged -> !logged.startsWith(type)).isEmpty()
                && contentLength()
                        .filter(logged -> logged != length && !isBodiless(logged))
                        .isEmpty();
    }

    private boolean isBodiless(long logged) {
        return logged == 0 && method().filter("HEAD"::equals).isPresent();
    }

    /** Whether, in a log without the body's length, as many bytes were sent as that page and its headers are. */
    boolean sentAbout(long page) {
        return contentLength().isEmpty()
                && record.number(Field.BYTES_SENT)
                        .filter(sent -> sent >= page + LEAST_HEADERS && sent <= page + MOST_HEADERS)
                        .isPresent();
    }

    private static Optional<Double> seconds(String text) {
        return SECONDS.matcher(text).matches() ? Optional.of(Double.parseDouble(text)) : Optional.empty();
    }
}
