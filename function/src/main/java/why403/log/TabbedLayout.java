package why403.log;

import java.util.List;
import why403.log.bytes.ByteSearch;

/**
 * Columns with a TAB between them, as in nearly every log. They are found in the same pass over the bytes as the end of
 * the line, because that pass is most of the cost of reading apart from unpacking. Behind the fields that are read of every
 * record, that pass only counts columns. They are found when one of them is asked for.
 */
final class TabbedLayout implements Layout {

    /** Any other field costs a second pass over its record, if it is read and stands behind all of these. */
    private static final List<Field> OF_EVERY_RECORD = List.of(
            Field.DATE,
            Field.TIME,
            Field.TIMESTAMP,
            Field.TIMESTAMP_MILLIS,
            Field.DISTRIBUTION_ID,
            Field.HOST,
            Field.HOST_HEADER,
            Field.URI_STEM,
            Field.STATUS,
            Field.CACHE_BEHAVIOR);

    /** Each byte of a long counts to 255 at most. */
    private static final int MOST_COUNTED_BYTES = 254 * Long.BYTES;

    private final Columns columns;
    private final int most;
    private final int ofEveryRecord;
    private byte[] passed = {};
    private int lineEnd;

    TabbedLayout(List<String> names) {
        this.columns = Columns.named(names, 1, this::findAll);
        this.most = names.size();
        this.ofEveryRecord = Math.max(1, columns.placesTo(OF_EVERY_RECORD));
    }

    @Override
    public int newline(byte[] bytes, int from, int to) {
        int newline = ofEveryRecord < most ? newlineAfterSome(bytes, from, to) : -1;
        return newline < 0 ? newlineAfterAll(bytes, from, to) : newline;
    }

    /** Finds the first columns; -1 if the line is unusual: it has few columns or perhaps too many, is long, or is cut. */
    private int newlineAfterSome(byte[] bytes, int from, int to) {
        int[] bounds = columns.bounds;
        int last = ofEveryRecord;
        int column = 0;
        bounds[0] = from;
        for (int word = from; word + Long.BYTES <= to; word += Long.BYTES) {
            for (long low = ByteSearch.low(bytes, word); low != 0; low &= low - 1) {
                int at = word + ByteSearch.first(low);
                if (bytes[at] == '\t') {
                    bounds[++column] = at + 1;
                    if (column == last) {
                        return newlineAfterCounted(bytes, word, low & (low - 1), to);
                    }
                } else if (bytes[at] == '\n') {
                    return -1;
                }
            }
        }
        return -1;
    }

    /**
     * Counts TABs, and anything else that is marked as low, up to the newline.
     *
     * @param marks in the first eight bytes, those behind the columns that were found
     */
    private int newlineAfterCounted(byte[] bytes, int from, long marks, int to) {
        int lastWord = Math.min(to - Long.BYTES, from + MOST_COUNTED_BYTES);
        long counted = 0;
        long low = marks;
        int word = from;
        while (word <= lastWord) {
            if (low != 0) {
                long newlines = ByteSearch.newlines(bytes, word) & low;
                if (newlines != 0) {
                    counted += (low & ((newlines & -newlines) - 1)) >>> 7;
                    return someAreFound(bytes, ByteSearch.sumOfBytes(counted)) ? word + ByteSearch.first(newlines) : -1;
                }
                counted += low >>> 7;
            }
            word += Long.BYTES;
            low = word <= lastWord ? ByteSearch.low(bytes, word) : 0;
        }
        return -1;
    }

    private boolean someAreFound(byte[] bytes, int tabsBehind) {
        if (ofEveryRecord + tabsBehind >= most) {
            return false;
        }
        passed = bytes;
        columns.foundTo(ofEveryRecord);
        return true;
    }

    private int newlineAfterAll(byte[] bytes, int from, int to) {
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
                    columns.foundAll(column + 1);
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
        columns.foundAll(column + 1);
        return at < to ? at : -1;
    }

    @Override
    public Problem index(byte[] bytes, int start, int end, LogLine line) {
        if (bytes != passed || start != columns.bounds[0]) {
            newlineAfterAll(bytes, start, end);
        }
        lineEnd = end;
        if (columns.areAllFound() && !hasValidEnd(bytes, end)) {
            return Problem.TOO_MANY_COLUMNS;
        }
        line.show(bytes, start, end, columns);
        return Problem.NONE;
    }

    /** Gives the last column its end; false if there are more columns than the header names. */
    private boolean hasValidEnd(byte[] bytes, int end) {
        if (columns.count <= most) {
            columns.bounds[columns.count] = end + 1;
            return true;
        }
        columns.count = most;
        return isTabs(bytes, columns.bounds[most], end);
    }

    /** The columns of the record that was indexed last. They are not too many. */
    private void findAll() {
        newlineAfterAll(passed, columns.bounds[0], lineEnd);
        columns.bounds[columns.count] = lineEnd + 1;
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
