package why403.log;

import java.io.IOException;
import java.util.Arrays;

/**
 * The lines of a log, shown where they lie in its blocks; only one that begins in one block and ends in another is
 * copied. A line over {@value #LONGEST_BYTES} bytes is shown cut, so that memory stays what it is.
 */
final class Lines {

    static final int LONGEST_BYTES = 1 << 20;

    private final BlocksAhead blocks;
    private Block block = new Block(0);
    private int next;
    private byte[] gathered = new byte[8 * 1024];
    private int gatheredBytes;
    private byte[] bytes = {};
    private int start;
    private int end;
    private boolean cut;
    private long number;

    Lines(BlocksAhead blocks) {
        this.blocks = blocks;
    }

    /** Goes to the next line, whose end the layout may look for; false at the end. */
    boolean next(Layout layout) throws IOException {
        if (cut) {
            skipRest();
        }
        int newline = layout.newline(block.bytes(), next, block.length());
        if (newline >= 0) {
            show(block.bytes(), next, newline);
            next = newline + 1;
            return true;
        }
        return gather();
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    /** Exclusive, and before the line's CR and LF. */
    int end() {
        return end;
    }

    boolean isEmpty() {
        return start == end;
    }

    /** Whether the line is longer than what is shown of it. */
    boolean isCut() {
        return cut;
    }

    /** The line's number in the unpacked log, from 1. */
    long number() {
        return number;
    }

    boolean beginsWith(byte[] expected) {
        return Bytes.beginsWith(bytes, start, end, expected);
    }

    private int newline() {
        return Bytes.indexOf(block.bytes(), (byte) '\n', next, block.length());
    }

    private void show(byte[] where, int from, int to) {
        bytes = where;
        start = from;
        end = to > from && where[to - 1] == '\r' ? to - 1 : to;
        number++;
    }

    private boolean gather() throws IOException {
        gatheredBytes = 0;
        int newline = -1;
        do {
            if (!append(block.length())) {
                return true;
            }
            if (!load()) {
                return showGathered();
            }
            newline = newline();
        } while (newline < 0);
        if (append(newline)) {
            next = newline + 1;
            show(gathered, 0, gatheredBytes);
        }
        return true;
    }

    private boolean load() throws IOException {
        block = blocks.next();
        next = 0;
        return block.length() > 0;
    }

    private boolean showGathered() {
        if (gatheredBytes == 0) {
            return false;
        }
        show(gathered, 0, gatheredBytes);
        return true;
    }

    /** Gathers the block's bytes up to there; false, and the line shown cut, where they are too many. */
    private boolean append(int to) {
        int count = Math.min(to - next, LONGEST_BYTES - gatheredBytes);
        if (gatheredBytes + count > gathered.length) {
            gathered = Arrays.copyOf(gathered, Math.max(gatheredBytes + count, gathered.length * 2));
        }
        System.arraycopy(block.bytes(), next, gathered, gatheredBytes, count);
        gatheredBytes += count;
        next += count;
        if (next == to) {
            return true;
        }
        cut = true;
        show(gathered, 0, gatheredBytes);
        return false;
    }

    private void skipRest() throws IOException {
        cut = false;
        int newline = newline();
        while (newline < 0 && load()) {
            newline = newline();
        }
        next = newline < 0 ? block.length() : newline + 1;
    }
}
