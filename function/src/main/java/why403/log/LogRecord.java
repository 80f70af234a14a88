package why403.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One record of a log, kept: what the hot loop's {@link LogLine} shows only while it is visited.
 *
 * <p>Values are kept as logged and decoded when asked for. A field that is not logged, or is {@code -}, is absent.
 */
public final class LogRecord {

    private final Instant time;
    private final int status;
    private final byte[] bytes;
    private final Columns columns;

    /**
     * A record with these values.
     *
     * @param time when the edge finished answering, to the second
     * @param status the status sent to the viewer; 0 where the viewer hung up first
     * @param values the raw values of the fields that are present, one {@code char} a logged byte (ISO 8859-1)
     */
    public LogRecord(Instant time, int status, Map<Field, String> values) {
        this.time = time;
        this.status = status;
        this.columns = Columns.ofAllFields();
        StringBuilder all = new StringBuilder();
        values.forEach((field, value) -> {
            columns.bounds[columns.place(field)] = all.length();
            columns.bounds[columns.place(field) + 1] = all.append(value).length();
        });
        this.bytes = all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Takes these as they are. */
    LogRecord(Instant time, int status, byte[] bytes, Columns columns) {
        this.time = time;
        this.status = status;
        this.bytes = bytes;
        this.columns = columns;
    }

    /** How many bytes of the log it holds. */
    int size() {
        return bytes.length;
    }

    public Instant time() {
        return time;
    }

    public int status() {
        return status;
    }

    /** The value as logged, percent-encoding and all; empty where it is absent or {@code -}. */
    public Optional<String> raw(Field field) {
        int from = columns.start(field, bytes);
        return from < 0
                ? Optional.empty()
                : Optional.of(new String(bytes, from, columns.end(field) - from, StandardCharsets.ISO_8859_1));
    }

    /** The value with the log's own percent-encoding undone, once; bytes that are not UTF-8 become U+FFFD. */
    public Optional<String> value(Field field) {
        return raw(field).map(PercentDecoding::once);
    }

    /** The value as a whole number; empty where it is absent or none. */
    public Optional<Long> number(Field field) {
        return raw(field).flatMap(LogRecord::parse);
    }

    private static Optional<Long> parse(String digits) {
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(digits));
    }
}
