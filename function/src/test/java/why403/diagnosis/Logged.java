package why403.diagnosis;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import why403.log.Field;
import why403.log.LogRecord;

/** Makes records as an edge location logs them. The initial record is a 403 that the edge made itself. */
public final class Logged {

    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final Instant time;
    private final int status;
    private final Map<Field, String> values;

    private Logged(Instant time, int status, Map<Field, String> values) {
        this.time = time;
        this.status = status;
        this.values = values;
    }

    public static Logged forbidden() {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(Field.EDGE_LOCATION, "FRA60-P4");
        values.put(Field.CLIENT_ADDRESS, "192.0.2.10");
        values.put(Field.METHOD, "GET");
        values.put(Field.HOST, "d111111abcdef8.cloudfront.net");
        values.put(Field.HOST_HEADER, "www.example.com");
        values.put(Field.URI_STEM, "/img/logo.png");
        values.put(Field.USER_AGENT, "Mozilla/5.0%20(X11)%20Gecko/20100101%20Firefox/130.0");
        values.put(Field.RESULT_TYPE, "Error");
        values.put(Field.RESPONSE_RESULT_TYPE, "Error");
        values.put(Field.DETAILED_RESULT_TYPE, "Error");
        values.put(Field.PROTOCOL, "https");
        values.put(Field.TIME_TAKEN, "0.001");
        values.put(Field.TIME_TO_FIRST_BYTE, "0.001");
        return new Logged(NOON, 403, values);
    }

    public static Logged served() {
        return forbidden()
                .status(200)
                .with(Field.RESULT_TYPE, "Hit")
                .with(Field.RESPONSE_RESULT_TYPE, "Hit")
                .with(Field.DETAILED_RESULT_TYPE, "Hit");
    }

    /** An older log without the fields from {@code time-to-first-byte} on. */
    public Logged older() {
        return without(Field.TIME_TO_FIRST_BYTE)
                .without(Field.DETAILED_RESULT_TYPE)
                .without(Field.CONTENT_TYPE)
                .without(Field.CONTENT_LENGTH);
    }

    public Logged with(Field field, String value) {
        Map<Field, String> changed = new EnumMap<>(values);
        changed.put(field, value);
        return new Logged(time, status, changed);
    }

    public Logged without(Field field) {
        Map<Field, String> changed = new EnumMap<>(values);
        changed.remove(field);
        return new Logged(time, status, changed);
    }

    public Logged page(String type, int length) {
        return with(Field.CONTENT_TYPE, type).with(Field.CONTENT_LENGTH, Integer.toString(length));
    }

    public Logged detail(String type) {
        return with(Field.DETAILED_RESULT_TYPE, type);
    }

    public Logged path(String path) {
        return with(Field.URI_STEM, path);
    }

    public Logged query(String query) {
        return with(Field.URI_QUERY, query);
    }

    public Logged answeredByOrigin() {
        return with(Field.TIME_TO_FIRST_BYTE, "0.084").with(Field.TIME_TAKEN, "0.085");
    }

    /** A refusal of S3. */
    public Logged answeredByBucket() {
        return answeredByOrigin().with(Field.CONTENT_TYPE, "application/xml").with(Field.BYTES_SENT, "560");
    }

    public Logged at(Instant when) {
        return new Logged(when, status, values);
    }

    public Logged status(int code) {
        return new Logged(time, code, values);
    }

    public LogRecord record() {
        return LogRecord.of(time, status, values);
    }
}
