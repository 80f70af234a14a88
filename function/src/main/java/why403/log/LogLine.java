package why403.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The record that is being visited: a view of the reader's own buffer. The same instance is used for every record, so
 * reading a record allocates nothing.
 */
public final class LogLine {

    private Columns columns = Columns.named(List.of(), 0);
    private byte[] buffer = {};
    private int start;
    private int end;
    private int status;
    private long epochSecond;

    /** The status sent to the viewer; 0 if the viewer closed the connection first ({@code 000}). */
    public int status() {
        return status;
    }

    /** When the edge finished the response, in seconds since the epoch. */
    public long epochSecond() {
        return epochSecond;
    }

    /** The buffer that holds the bytes of the record among others. Do not write to it. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the field's value begins in the buffer, as logged; -1 if it is missing, empty or {@code -}. */
    public int start(Field field) {
        return columns.start(field, buffer);
    }

    /** The same, but a value of {@code -} counts. */
    int startOfAny(Field field) {
        return columns.startOfAny(field);
    }

    /** Where the field's value ends, exclusive. Meaningless if the field is absent. */
    public int end(Field field) {
        return columns.end(field);
    }

    /** Whether the field is present and its value, as logged, equals these bytes. */
    public boolean is(Field field, byte[] ascii) {
        int start = start(field);
        return start >= 0 && Arrays.equals(buffer, start, end(field), ascii, 0, ascii.length);
    }

    /** A copy of these fields, to keep. */
    public LogRecord toRecord(FieldSelection fields) {
        return fields.copy(this);
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** With all columns found. */
    Columns columns() {
        return columns.whole();
    }

    /** The value of a field that is present, one {@code char} for each byte. */
    String text(Field field) {
        return new String(buffer, start(field), end(field) - start(field), StandardCharsets.ISO_8859_1);
    }

    /** Makes this a view of the line in [from, to) of these bytes. */
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
