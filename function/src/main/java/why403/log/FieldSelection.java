package why403.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Some fields of a record. A copy of a record holds the values of these fields and no other bytes of its line. */
public final class FieldSelection {

    /** Every known field. */
    public static final FieldSelection ALL = of(EnumSet.allOf(Field.class));

    private final List<Field> fields;
    private final Columns layout;

    private FieldSelection(List<Field> fields) {
        this.fields = fields;
        this.layout = Columns.named(fields.stream().map(Field::columnName).toList(), 0);
    }

    /** The selection of these fields. */
    public static FieldSelection of(Set<Field> fields) {
        return new FieldSelection(fields.stream().sorted().toList());
    }

    /** Whether copies of records have this field. */
    public boolean contains(Field field) {
        return fields.contains(field);
    }

    LogRecord copy(LogLine line) {
        Columns columns = layout.ofAnother();
        columns.count = fields.size();
        int length = 0;
        for (int i = 0; i < columns.count; i++) {
            columns.bounds[i] = length;
            length += length(line, fields.get(i));
        }
        columns.bounds[columns.count] = length;
        byte[] bytes = new byte[length];
        for (int i = 0; i < columns.count; i++) {
            int from = columns.bounds[i];
            int valueLength = columns.bounds[i + 1] - from;
            if (valueLength > 0) {
                System.arraycopy(line.buffer(), line.startOfAny(fields.get(i)), bytes, from, valueLength);
            }
        }
        return new LogRecord(Instant.ofEpochSecond(line.epochSecond()), line.status(), bytes, columns);
    }

    private static int length(LogLine line, Field field) {
        int start = line.startOfAny(field);
        return start < 0 ? 0 : line.end(field) - start;
    }

    LogRecord copy(Instant time, int status, Map<Field, String> values) {
        Columns columns = layout.ofAnother();
        columns.count = fields.size();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < columns.count; i++) {
            columns.bounds[i] = all.length();
            all.append(values.getOrDefault(fields.get(i), ""));
        }
        columns.bounds[columns.count] = all.length();
        return new LogRecord(time, status, all.toString().getBytes(StandardCharsets.ISO_8859_1), columns);
    }
}
