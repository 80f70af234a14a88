package why403.log;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which field stands in which column of the records under one header line, and what stands between two columns. */
final class DelimitedLayout {

    private final int[] slots;
    private final byte[] delimiter;
    private final long pattern;
    private int column;
    private int from;

    DelimitedLayout(List<String> names, String delimiter) {
        Set<Integer> taken = new HashSet<>();
        this.slots = names.stream()
                .mapToInt(DelimitedLayout::slot)
                .map(slot -> taken.add(slot) ? slot : LogLine.NOWHERE)
                .toArray();
        this.delimiter = delimiter.getBytes(StandardCharsets.ISO_8859_1);
        this.pattern = Bytes.pattern(this.delimiter[0]);
    }

    private static int slot(String name) {
        return Field.named(name).map(LogLine::slot).orElse(LogLine.NOWHERE);
    }

    /** Takes note of where every field lies in [start, end). A record may end before its last columns. */
    Problem index(byte[] bytes, int start, int end, LogLine line) {
        line.begin(bytes);
        column = 0;
        from = start;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            for (long matches = Bytes.matches(bytes, at, pattern); matches != 0; matches &= matches - 1) {
                delimit(at + Bytes.first(matches), end, line);
            }
        }
        for (; at < end; at++) {
            if (bytes[at] == delimiter[0]) {
                delimit(at, end, line);
            }
        }
        endColumn(end, line);
        forgetFrom(column, line);
        return column > slots.length ? Problem.TOO_MANY_COLUMNS : Problem.NONE;
    }

    private void delimit(int at, int end, LogLine line) {
        if (at >= from && (delimiter.length == 1 || Bytes.beginsWith(line.buffer(), at, end, delimiter))) {
            endColumn(at, line);
            from = at + delimiter.length;
        }
    }

    private void endColumn(int to, LogLine line) {
        line.set(column < slots.length ? slots[column] : LogLine.NOWHERE, from, to);
        column++;
    }

    private void forgetFrom(int missing, LogLine line) {
        for (int column = missing; column < slots.length; column++) {
            line.forget(slots[column]);
        }
    }
}
