package why403.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The record that is being visited: a view of the reader's own buffer, filled anew for every record, so that an
 * ordinary record makes no garbage.
 */
public final class LogLine {

    private static final Field[] FIELDS = Field.values();

    private Columns columns = Columns.named(List.of(), 0);
    private byte[] buffer = {};
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

    /** A copy to keep, with every field that is present. */
    @SuppressWarnings("EnumOrdinal") // as LogRecord has them
    public LogRecord toRecord() {
        int[] bounds = new int[2 * FIELDS.length];
        int length = 0;
        for (Field field : FIELDS) {
            int start = start(field);
            bounds[2 * field.ordinal()] = start < 0 ? -1 : length;
            length += start < 0 ? 0 : end(field) - start;
            bounds[2 * field.ordinal() + 1] = length;
        }
        byte[] bytes = new byte[length];
        for (Field field : FIELDS) {
            int to = bounds[2 * field.ordinal()];
            if (to >= 0) {
                System.arraycopy(buffer, start(field), bytes, to, bounds[2 * field.ordinal() + 1] - to);
            }
        }
        return new LogRecord(Instant.ofEpochSecond(epochSecond), status, bytes, bounds);
    }

    /** The value of a field that is present, one {@code char} a byte. */
    String text(Field field) {
        return new String(buffer, start(field), end(field) - start(field), StandardCharsets.ISO_8859_1);
    }

    void show(byte[] bytes, Columns where) {
        buffer = bytes;
        columns = where;
    }

    void dated(long second, int code) {
        epochSecond = second;
        status = code;
    }
}
