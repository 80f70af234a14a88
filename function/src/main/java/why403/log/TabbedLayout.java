package why403.log;

import java.util.List;
import why403.log.bytes.ByteSearch;

/**
 * Columns with a TAB between them, as in nearly every log. They are found in the same pass over the bytes as the end of
 * the line, because that pass is most of the cost of reading apart from unpacking.
 */
final class TabbedLayout implements Layout {

    private final Columns columns;
    private final int most;
    private byte[] passed = {};

    TabbedLayout(List<String> names) {
        this.columns = Columns.named(names, 1);
        this.most = names.size();
    }

    @Override
    public int newline(byte[] bytes, int from, int to) {
        int[] bounds = columns.bounds;
        int last = most;
        int column = 0;
        int word = from;
        passed = bytes;
        bounds[0] = from;
        for (; word + Long.BYTES <= to; word += Long.BYTES) {
            for (long low = ByteSearch.low(bytes, word); low != 0; low &= low - 1) {
                int at = word + ByteSearch.first(low);
                if (bytes[at] == '\n') {
                    columns.count = column + 1;
                    return at;
                }
                if (bytes[at] == '\t' && column < last) {
                    bounds[++column] = at + 1;
                }
            }
        }
        return newlineInRest(bytes, word, to, column);
    }

    /** The same for the last bytes, fewer than a long has. */
    private int newlineInRest(byte[] bytes, int from, int to, int columnsBefore) {
        int column = columnsBefore;
        int at = from;
        while (at < to && bytes[at] != '\n') {
            if (bytes[at] == '\t' && column < most) {
                column++;
                columns.bounds[column] = at + 1;
            }
            at++;
        }
        columns.count = column + 1;
        return at < to ? at : -1;
    }

    @Override
    public Problem index(byte[] bytes, int start, int end, LogLine line) {
        if (bytes != passed || start != columns.bounds[0]) {
            newline(bytes, start, end);
        }
        if (columns.count > most) {
            if (!isTabs(bytes, columns.bounds[most], end)) {
                return Problem.TOO_MANY_COLUMNS;
            }
            columns.count = most;
        } else {
            columns.bounds[columns.count] = end + 1;
        }
        line.show(bytes, start, end, columns);
        return Problem.NONE;
    }

    /** TABs at the end of a record mean nothing. */
    private static boolean isTabs(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != '\t') {
                return false;
            }
        }
        return true;
    }
}
