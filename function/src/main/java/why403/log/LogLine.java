package why403.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The record that is being visited: a view of the reader's own buffer, filled anew for every record, so that an
 * ordinary record makes no garbage.
 */
public final class LogLine {

    private static final int MOST_KEPT_WHOLE = 2048;

    private Columns columns = Columns.named(List.of(), 0);
    private byte[] buffer = {};
    private int start;
    private int end;
    private int status;
    private long epochSecond;

    /** The status sent to the viewer; 0 where the viewer hung up first ({@code 000}). */
    public int status() {
        return status;
    }

    /** When the edge finished answering. */
    public long epochSecond() {
        return epochSecond;
    }

    /** Holds the record's bytes, and others; not to be written to. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the field's value begins in the buffer, as logged; -1 where it is absent, empty or {@code -}. */
    public int start(Field field) {
        return columns.start(field, buffer);
    }

    /** Where the field's value ends, exclusive; without meaning where it is absent. */
    public int end(Field field) {
        return columns.end(field);
    }

    /** Whether the field is present and its value, as logged, is these bytes. */
    public boolean is(Field field, byte[] ascii) {
        int start = start(field);
        return start >= 0 && Arrays.equals(buffer, start, end(field), ascii, 0, ascii.length);
    }

    /** A copy to keep: of a long line only the fields, which are not what makes it long as a rule. */
    public LogRecord toRecord() {
        Instant time = Instant.ofEpochSecond(epochSecond);
        return end - start > MOST_KEPT_WHOLE
                ? new LogRecord(time, status, values())
                : new LogRecord(time, status, Arrays.copyOfRange(buffer, start, end), columns.movedBy(-start));
    }

    private Map<Field, String> values() {
        Map<Field, String> values = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            if (start(field) >= 0) {
                values.put(field, text(field));
            }
        }
        return values;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    Columns columns() {
        return columns;
    }

    /** The value of a field that is present, one {@code char} a byte. */
    String text(Field field) {
        return new String(buffer, start(field), end(field) - start(field), StandardCharsets.ISO_8859_1);
    }

    /** Shows the line in [from, to) of those bytes. */
    void show(byte[] bytes, int from, int to, Columns where) {
        buffer = bytes;
        start = from;
        end = to;
        columns = where;
    }

    void dated(long second, int code) {
        epochSecond = second;
        status = code;
    }
}
