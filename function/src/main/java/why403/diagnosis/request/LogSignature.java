package why403.diagnosis.request;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import why403.log.Field;
import why403.log.LogRecord;

/**
 * What the log line of a forbidden record shows about the party that made the 403. It keeps no numbers of which nearly every
 * request has its own, such as times and bytes, only what they show: so many records have equal signatures.
 */
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

    private static final int MOST_DIGITS = 9;

    private static final List<Fingerprint> ANSWERS = List.of(Fingerprint.values());

    private static final String ERROR = "Error";

    /** S3's plain AccessDenied is shorter. */
    private static final long MAX_PLAIN_ANSWER_BYTES = 2_000;

    /** The least and the most {@code sc-bytes} of CloudFront's own pages with headers, for logs without content lengths. */
    private static final long MIN_EDGE_PAGE_WITH_HEADERS = 1_100;

    private static final long MAX_EDGE_PAGE_WITH_HEADERS = 1_450;

    private final BodyOwner body;
    private final Optional<String> method;
    private final Optional<String> country;
    private final Optional<String> detail;
    private final Optional<String> loggedType;
    private final Optional<Long> loggedLength;
    private final boolean isPlainHttp;
    private final boolean isOriginTimeLogged;
    private final boolean hasOriginTime;
    private final boolean hasFirstByteTime;
    private final boolean isSlow;
    private final boolean hasOnlyErrors;
    private final boolean sentMuch;
    private final boolean sentAboutAPage;
    private final boolean carriesS3Authentication;
    private final boolean mentionsSignature;

    private final Set<Fingerprint> sentAbout;
    private final int hash;

    private LogSignature(LogRecord record, BodyOwner body) {
        Optional<Double> firstByte = seconds(record, Field.TIME_TO_FIRST_BYTE);
        Optional<Long> sent = record.number(Field.BYTES_SENT);
        String query = record.value(Field.URI_QUERY).orElse("");
        this.body = body;
        this.method = record.value(Field.METHOD);
        this.country = record.value(Field.COUNTRY);
        this.detail = record.value(Field.DETAILED_RESULT_TYPE)
                .or(() -> record.value(Field.RESULT_TYPE).filter(type -> !UNSPECIFIC.contains(type)));
        this.loggedType = record.value(Field.CONTENT_TYPE);
        this.loggedLength = record.number(Field.CONTENT_LENGTH);
        this.isPlainHttp = record.value(Field.PROTOCOL)
                .filter(protocol -> protocol.equals("http") || protocol.equals("ws"))
                .isPresent();
        this.isOriginTimeLogged = record.isLogged(Field.ORIGIN_FIRST_BYTE);
        this.hasOriginTime = seconds(record, Field.ORIGIN_FIRST_BYTE).isPresent();
        this.hasFirstByteTime = firstByte.isPresent();
        this.isSlow = firstByte.isPresent() && firstByte.get() > EDGE_SECONDS;
        this.hasOnlyErrors = isErrorOrAbsent(record, Field.RESULT_TYPE)
                && isErrorOrAbsent(record, Field.RESPONSE_RESULT_TYPE)
                && isErrorOrAbsent(record, Field.DETAILED_RESULT_TYPE);
        this.sentMuch = sent.isPresent() && sent.get() > MAX_PLAIN_ANSWER_BYTES;
        this.sentAboutAPage = sent.isPresent()
                && sent.get() >= MIN_EDGE_PAGE_WITH_HEADERS
                && sent.get() <= MAX_EDGE_PAGE_WITH_HEADERS;
        this.carriesS3Authentication = isParameter("X-Amz-Signature=", query) || isParameter("AWSAccessKeyId=", query);
        this.mentionsSignature = query.contains("Signature") || query.contains("AWSAccessKeyId");
        this.sentAbout = sent.isPresent() ? sentAbout(sent.get()) : Set.of();
        this.hash = Objects.hash(
                body, method, country, detail, loggedType, loggedLength, sentMuch, sentAbout, isSlow, hasOnlyErrors);
    }

    /** Reads the fields that nearly every check needs, once. */
    static LogSignature of(LogRecord record, BodyOwner body) {
        return new LogSignature(record, body);
    }

    private static boolean isErrorOrAbsent(LogRecord record, Field field) {
        Optional<String> logged = record.raw(field);
        return logged.isEmpty() || logged.get().equals(ERROR);
    }

    private static boolean isParameter(String start, String query) {
        int at = query.indexOf(start);
        while (at > 0 && query.charAt(at - 1) != '&') {
            at = query.indexOf(start, at + 1);
        }
        return at >= 0;
    }

    private static Set<Fingerprint> sentAbout(long sent) {
        Set<Fingerprint> found = Set.of();
        for (Fingerprint answer : ANSWERS) {
            if (sent >= answer.lengthBytes() + MIN_HEADERS_BYTES && sent <= answer.lengthBytes() + MAX_HEADERS_BYTES) {
                found = found.isEmpty() ? EnumSet.of(answer) : found;
                found.add(answer);
            }
        }
        return found;
    }

    /** The owner of the logged content type and length. */
    BodyOwner body() {
        return body;
    }

    public Optional<String> method() {
        return method;
    }

    public Optional<String> country() {
        return country;
    }

    public boolean isPlainHttp() {
        return isPlainHttp;
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
        return isOriginTimeLogged ? hasOriginTime : isSlow;
    }

    /**
     * Whether AWS WAF can have blocked the request although the answer took long: its page was sent, the request had a body
     * that the edge reads first, and the log does not say whether an origin took part.
     */
    public boolean mayBeSlowBlock() {
        return has(Fingerprint.WEB_ACL_BLOCK)
                && method().filter(WITH_BODY::contains).isPresent()
                && !isOriginTimeLogged;
    }

    /** Whether the time to the first byte is logged. It shows whether an origin was involved. */
    public boolean hasFirstByteTime() {
        return hasFirstByteTime;
    }

    /** The content type and length of the answer, as text. */
    public String answer() {
        return loggedType.orElse("no content type")
                + loggedLength.map(bytes -> " of " + bytes + " bytes").orElse("")
                + (body.mayBeOwn() ? "" : " (a custom error page)");
    }

    /** The content type that the refusing party sent; empty if it is not logged or a custom error page replaced it. */
    public Optional<String> contentType() {
        return body.mayBeOwn() ? loggedType : Optional.empty();
    }

    /** The length in bytes of the body that the refusing party sent; empty if it is not logged or a page replaced the body. */
    public Optional<Long> contentLength() {
        return body.mayBeOwn() ? loggedLength : Optional.empty();
    }

    /** Whether type and length are those of a page or error that CloudFront itself makes. */
    public boolean isOfTheEdge() {
        return ANSWERS.stream().filter(Fingerprint::isOfTheEdge).anyMatch(this::has);
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
        return body.mayBeOwn() && loggedLength.isEmpty() && sentAbout.contains(answer);
    }

    /** The known answer of an origin that has this type and length; empty if there is none. */
    public Optional<Fingerprint> ofOrigin() {
        return contentType().flatMap(type -> contentLength().flatMap(length -> Fingerprint.ofOrigin(type, length)));
    }

    /** Whether the log has a field for the time of an origin. Then it says whether one took part. */
    public boolean isOriginTimeLogged() {
        return isOriginTimeLogged;
    }

    /** Whether no result type says anything but {@code Error}. */
    boolean hasOnlyErrors() {
        return hasOnlyErrors;
    }

    /** Whether the query has an S3 signature of the viewer's own. */
    boolean carriesS3Authentication() {
        return carriesS3Authentication;
    }

    /** Whether the query may have a signature, of S3 or of CloudFront. */
    public boolean mentionsSignature() {
        return mentionsSignature;
    }

    /** Whether more was sent than S3's plain AccessDenied. */
    boolean sentMuch() {
        return sentMuch;
    }

    /** Whether about as much was sent as one of CloudFront's pages has with its headers. */
    boolean sentAboutAPage() {
        return sentAboutAPage;
    }

    /** The logged content type, whoever sent it. */
    Optional<String> loggedType() {
        return loggedType;
    }

    /** The logged content length, whoever sent it. */
    Optional<Long> loggedLength() {
        return loggedLength;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof LogSignature that && hash == that.hash && isEqual(that));
    }

    private boolean isEqual(LogSignature that) {
        return body == that.body
                && method.equals(that.method)
                && country.equals(that.country)
                && detail.equals(that.detail)
                && loggedType.equals(that.loggedType)
                && loggedLength.equals(that.loggedLength)
                && isPlainHttp == that.isPlainHttp
                && isOriginTimeLogged == that.isOriginTimeLogged
                && hasOriginTime == that.hasOriginTime
                && hasFirstByteTime == that.hasFirstByteTime
                && isSlow == that.isSlow
                && hasOnlyErrors == that.hasOnlyErrors
                && sentMuch == that.sentMuch
                && sentAboutAPage == that.sentAboutAPage
                && carriesS3Authentication == that.carriesS3Authentication
                && mentionsSignature == that.mentionsSignature
                && sentAbout.equals(that.sentAbout);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** A duration that is logged in seconds; empty if it is absent or not a number. */
    public static Optional<Double> seconds(LogRecord record, Field field) {
        return record.value(field).flatMap(LogSignature::seconds);
    }

    private static Optional<Double> seconds(String text) {
        int point = text.indexOf('.');
        boolean isNumber = point < 0
                ? isDigits(text, 0, text.length())
                : isDigits(text, 0, point) && isDigits(text, point + 1, text.length());
        return isNumber ? Optional.of(Double.parseDouble(text)) : Optional.empty();
    }

    private static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from && to - from <= MOST_DIGITS;
    }
}
