package why403.log;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Columns with any delimiter between them, of one byte or several. */
final class SeparatedLayout implements Layout {

    private final Columns columns;
    private final int most;
    private final byte[] delimiter;

    SeparatedLayout(List<String> names, String delimiter) {
        this.columns = Columns.named(names, delimiter.length());
        this.most = names.size();
        this.delimiter = delimiter.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public Problem index(byte[] bytes, int start, int end, LogLine line) {
        int[] bounds = columns.bounds;
        int column = 0;
        bounds[0] = start;
        int at = start;
        while (at < end && column < most) {
            if (bytes[at] == delimiter[0] && Bytes.beginsWith(bytes, at, end, delimiter)) {
                at += delimiter.length;
                bounds[++column] = at;
            } else {
                at++;
            }
        }
        if (column == most) {
            return Problem.TOO_MANY_COLUMNS;
        }
        bounds[column + 1] = end + delimiter.length;
        columns.count = column + 1;
        line.show(bytes, start, end, columns);
        return Problem.NONE;
    }
}
