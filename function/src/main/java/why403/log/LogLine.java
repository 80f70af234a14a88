package why403.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The record that is being visited: a view of the reader's own buffer, filled anew for every record, so that an
 * ordinary record makes no garbage.
 */
public final class LogLine {

    private static final Field[] FIELDS = Field.values();
    private static final int ABSENT = -1;

    /** The slot of columns that are not read. */
    static final int NOWHERE = FIELDS.length;

    private final int[] starts = new int[FIELDS.length + 1];
    private final int[] ends = new int[FIELDS.length + 1];
    private byte[] buffer = {};
    private int status;
    private long epochSecond;

    LogLine() {
        forgetFields();
    }

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
        return starts[slot(field)];
    }

    /** Where the field's value ends, exclusive; without meaning where it is absent. */
    public int end(Field field) {
        return ends[slot(field)];
    }

    /** Whether the field is present and its value, as logged, is these bytes. */
    public boolean is(Field field, byte[] ascii) {
        int start = start(field);
        return start >= 0 && Arrays.equals(buffer, start, end(field), ascii, 0, ascii.length);
    }

    /** A copy to keep, with every field that is present. */
    public LogRecord toRecord() {
        Map<Field, String> values = new EnumMap<>(Field.class);
        for (Field field : FIELDS) {
            if (start(field) >= 0) {
                values.put(field, text(field));
            }
        }
        return new LogRecord(Instant.ofEpochSecond(epochSecond), status, values);
    }

    /** The value of a field that is present, one {@code char} a byte. */
    String text(Field field) {
        return new String(buffer, start(field), end(field) - start(field), StandardCharsets.ISO_8859_1);
    }

    /** A field's place in the arrays: an EnumMap would box every position. */
    @SuppressWarnings("EnumOrdinal")
    static int slot(Field field) {
        return field.ordinal();
    }

    void begin(byte[] bytes) {
        buffer = bytes;
    }

    /** Of a JSON object any field may be left over; of columns, those that the next record has are set anew. */
    void forgetFields() {
        Arrays.fill(starts, ABSENT);
    }

    void forget(int slot) {
        starts[slot] = ABSENT;
    }

    /** Takes note of a value; an empty one and {@code -} are absent. */
    void set(int slot, int start, int end) {
        boolean absent = end - start < 2 && (end == start || buffer[start] == '-');
        starts[slot] = absent ? ABSENT : start;
        ends[slot] = end;
    }

    void dated(long second, int code) {
        epochSecond = second;
        status = code;
    }
}
