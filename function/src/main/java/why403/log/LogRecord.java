package why403.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * One record of a log, as a value. A {@link LogLine} shows the same only during a visit.
 *
 * <p>Values are stored as logged and decoded on request. A field that is not logged, or is {@code -}, is absent. Where the
 * difference matters, {@link #isLogged} tells it.
 */
public final class LogRecord {

    /** The objects and arrays of a record without their contents. */
    private static final int OBJECT_BYTES = 160;

    private final Instant time;
    private final int status;
    private final byte[] bytes;
    private final Columns columns;

    /**
     * A record with these values.
     *
     * @param time when the edge finished the response, to the second
     * @param status the status sent to the viewer; 0 if the viewer closed the connection first
     * @param values the raw values of the fields that are present, one {@code char} for each logged byte (ISO 8859-1)
     */
    public static LogRecord of(Instant time, int status, Map<Field, String> values) {
        return FieldSelection.ALL.copy(time, status, values);
    }

    /** Uses the arrays without a copy. */
    LogRecord(Instant time, int status, byte[] bytes, Columns columns) {
        this.time = time;
        this.status = status;
        this.bytes = bytes;
        this.columns = columns;
    }

    /** The approximate memory that it occupies, in bytes. */
    public long memoryBytes() {
        return bytes.length + (long) Integer.BYTES * columns.bounds.length + OBJECT_BYTES;
    }

    /** When the edge finished the response, to the second. */
    public Instant time() {
        return time;
    }

    /** The status sent to the viewer; 0 if the viewer closed the connection first. */
    public int status() {
        return status;
    }

    /** The value as logged, percent-encoded; empty if it is absent or {@code -}. */
    public Optional<String> raw(Field field) {
        int from = columns.start(field, bytes);
        return from < 0
                ? Optional.empty()
                : Optional.of(new String(bytes, from, columns.end(field) - from, StandardCharsets.ISO_8859_1));
    }

    /** Compares the values of a field as logged, byte by byte; an absent one is empty. */
    public int compareRaw(Field field, LogRecord that) {
        int mine = columns.start(field, bytes);
        int its = that.columns.start(field, that.bytes);
        return Arrays.compareUnsigned(
                bytes,
                Math.max(mine, 0),
                mine < 0 ? 0 : columns.end(field),
                that.bytes,
                Math.max(its, 0),
                its < 0 ? 0 : that.columns.end(field));
    }

    /** Whether the log has this field, even if its value is {@code -}, which says that there was none. */
    public boolean isLogged(Field field) {
        int from = columns.startOfAny(field);
        return from >= 0 && columns.end(field) > from;
    }

    /** The value, percent-decoded once. Bytes that are not UTF-8 become U+FFFD. */
    public Optional<String> value(Field field) {
        return raw(field).map(PercentDecoding::once);
    }

    /** The value as a whole number; empty if it is absent or not a number. */
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
