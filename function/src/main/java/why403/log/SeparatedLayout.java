package why403.log;

import java.util.List;
import why403.log.bytes.ByteSearch;

/** Columns with any delimiter. */
final class SeparatedLayout implements Layout {

    private final Columns columns;
    private final int most;
    private final byte[] delimiter;
    private final Problem tooMany;

    SeparatedLayout(List<String> names, Delimiter delimiter) {
        this.delimiter = delimiter.bytes();
        this.columns = Columns.named(names, this.delimiter.length);
        this.most = names.size();
        this.tooMany = delimiter.canOccurInValues() ? Problem.DELIMITER_IN_VALUE : Problem.TOO_MANY_COLUMNS;
    }

    @Override
    public Problem index(byte[] bytes, int start, int end, LogLine line) {
        int[] bounds = columns.bounds;
        int column = 0;
        bounds[0] = start;
        int at = start;
        while (at < end && column < most) {
            if (bytes[at] == delimiter[0] && ByteSearch.beginsWith(bytes, at, end, delimiter)) {
                at += delimiter.length;
                bounds[++column] = at;
            } else {
                at++;
            }
        }
        boolean hasMore = column == most;
        if (!hasMore) {
            bounds[++column] = end + delimiter.length;
        }
        columns.count = column;
        line.show(bytes, start, end, columns);
        return hasMore && !isIgnored(bytes, at, end) ? tooMany : Problem.NONE;
    }

    /** Delimiters at the end of a record mean nothing, unless they can be a part of its last values. */
    private boolean isIgnored(byte[] bytes, int from, int end) {
        int at = from;
        while (ByteSearch.beginsWith(bytes, at, end, delimiter)) {
            at += delimiter.length;
        }
        return at == end && tooMany == Problem.TOO_MANY_COLUMNS;
    }
}
