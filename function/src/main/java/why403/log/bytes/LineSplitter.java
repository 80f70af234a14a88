package why403.log.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits an object into lines. A line is shown in place, inside the block that holds it; only a line that begins in one
 * block and ends in another is copied. A longer line than {@value #LONGEST_BYTES} bytes is cut, so memory stays bounded.
 */
public final class LineSplitter implements AutoCloseable {

    /** The longest line that is shown whole. */
    public static final int LONGEST_BYTES = 1 << 20;

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

    private LineSplitter(BlocksAhead blocks) {
        this.blocks = blocks;
    }

    /**
     * The lines of an object, which is unpacked if it begins as gzip does. Closing the lines stops the unpacking and does
     * not close the stream.
     */
    public static LineSplitter of(InputStream stream) throws IOException {
        StoredBytes stored = new StoredBytes(stream);
        return new LineSplitter(new BlocksAhead(
                stored.beginsWith(GzipHeader.MAGIC_1, GzipHeader.MAGIC_2)
                        ? new Gunzip(stored)
                        : new PlainBytes(stored)));
    }

    /**
     * Moves to the next line; returns false at the end.
     *
     * @throws BrokenGzipException if the object is gzip and is damaged or cut short
     */
    public boolean next(LineEnds ends) throws IOException {
        if (cut) {
            skipRest();
        }
        int newline = ends.newline(block.bytes(), next, block.length());
        if (newline >= 0) {
            show(block.bytes(), next, newline);
            next = newline + 1;
            return true;
        }
        return gather();
    }

    /** The buffer that holds the line. It is valid until {@link #next}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the line begins in {@link #bytes}. */
    public int start() {
        return start;
    }

    /** Where the line ends, exclusive, without its CR and LF. */
    public int end() {
        return end;
    }

    /** Whether the line has no bytes. */
    public boolean isEmpty() {
        return start == end;
    }

    /** Whether the line is longer than what is shown of it. */
    public boolean isCut() {
        return cut;
    }

    /** The number of the line in the unpacked object, from 1. */
    public long number() {
        return number;
    }

    /** Whether the line begins with these bytes. */
    public boolean beginsWith(byte[] expected) {
        return ByteSearch.beginsWith(bytes, start, end, expected);
    }

    private int newline() {
        return ByteSearch.indexOf(block.bytes(), (byte) '\n', next, block.length());
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

    /** Copies the block's bytes up to there. If they are too many, cuts the line, shows it, and returns false. */
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

    /** Stops the unpacking. */
    @Override
    public void close() {
        blocks.close();
    }
}
