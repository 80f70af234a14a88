package why403.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Lines kept as they were visited, to be visited again: packed into a few large arrays, which cost the garbage collector
 * next to nothing, where as many {@link LogRecord}s would be moved about one by one.
 */
public final class KeptLines {

    /** A little under a megabyte: the collector never moves arrays of that size, and wastes little on them. */
    private static final int LARGEST_CHUNK_BYTES = (1 << 20) - 64;

    private static final int FIRST_CHUNK_BYTES = 8 * 1024;

    private static final int INITIAL_LINES = 64;

    /** In the arrays that have an entry a line. */
    private static final int BYTES_A_LINE = 6 * Integer.BYTES + Long.BYTES;

    /** What many lines share. */
    private record Kind(String distribution, Columns columns) {}

    private final List<Kind> kinds = new ArrayList<>();
    private final List<byte[]> chunks = new ArrayList<>();
    private int chunk;
    private int usedOfChunk;
    private long chunkBytes;
    private int size;
    private int[] chunkOf = new int[INITIAL_LINES];
    private int[] startOf = new int[INITIAL_LINES];
    private int[] lengthOf = new int[INITIAL_LINES];
    private int[] kindOf = new int[INITIAL_LINES];
    private int[] statusOf = new int[INITIAL_LINES];
    private long[] secondOf = new long[INITIAL_LINES];
    private int[] boundsOf = new int[INITIAL_LINES + 1];
    private int[] bounds = new int[INITIAL_LINES];

    /** Keeps a line of that distribution. */
    public void add(String distribution, LogLine line) {
        if (size == chunkOf.length) {
            grow();
        }
        Columns columns = line.columns();
        int start = line.start();
        int count = columns.count + 1;
        int from = boundsOf[size];
        if (from + count > bounds.length) {
            bounds = Arrays.copyOf(bounds, Math.max(from + count, bounds.length * 2));
        }
        for (int i = 0; i < count; i++) {
            bounds[from + i] = columns.bounds[i] - start;
        }
        kindOf[size] = kind(distribution, columns);
        statusOf[size] = line.status();
        secondOf[size] = line.epochSecond();
        boundsOf[size + 1] = from + count;
        place(line.buffer(), start, line.end() - start);
    }

    private void grow() {
        int most = size * 2;
        chunkOf = Arrays.copyOf(chunkOf, most);
        startOf = Arrays.copyOf(startOf, most);
        lengthOf = Arrays.copyOf(lengthOf, most);
        kindOf = Arrays.copyOf(kindOf, most);
        statusOf = Arrays.copyOf(statusOf, most);
        secondOf = Arrays.copyOf(secondOf, most);
        boundsOf = Arrays.copyOf(boundsOf, most + 1);
    }

    private int kind(String distribution, Columns columns) {
        for (int i = kinds.size() - 1; i >= 0; i--) {
            if (kinds.get(i).columns().isOfLayoutOf(columns)
                    && kinds.get(i).distribution().equals(distribution)) {
                return i;
            }
        }
        kinds.add(new Kind(distribution, columns.ofAnother()));
        return kinds.size() - 1;
    }

    /** Puts the next line's bytes where there is room for all of them. */
    private void place(byte[] from, int start, int length) {
        while (chunk < chunks.size() && chunks.get(chunk).length - usedOfChunk < length) {
            chunk++;
            usedOfChunk = 0;
        }
        if (chunk == chunks.size()) {
            int usual = (int) Math.min(LARGEST_CHUNK_BYTES, Math.max(FIRST_CHUNK_BYTES, chunkBytes));
            chunks.add(new byte[Math.max(usual, length)]);
            chunkBytes += chunks.get(chunk).length;
        }
        System.arraycopy(from, start, chunks.get(chunk), usedOfChunk, length);
        chunkOf[size] = chunk;
        startOf[size] = usedOfChunk;
        lengthOf[size] = length;
        usedOfChunk += length;
        size++;
    }

    /** How many lines are kept. */
    public int size() {
        return size;
    }

    /** How many layouts and distributions they are of: each is looked at for a line that is added. */
    public int kinds() {
        return kinds.size();
    }

    /** How much of the memory they take, about. */
    public long bytes() {
        return chunkBytes + (long) Integer.BYTES * bounds.length + (long) BYTES_A_LINE * chunkOf.length;
    }

    /** Shows every line, in the order they were added in. */
    public void visit(LineVisitor visitor) {
        LogLine line = new LogLine();
        for (int i = 0; i < size; i++) {
            Kind kind = kinds.get(kindOf[i]);
            Columns columns = kind.columns();
            columns.count = boundsOf[i + 1] - boundsOf[i] - 1;
            for (int j = 0; j <= columns.count; j++) {
                columns.bounds[j] = bounds[boundsOf[i] + j] + startOf[i];
            }
            line.show(chunks.get(chunkOf[i]), startOf[i], startOf[i] + lengthOf[i], columns);
            line.dated(secondOf[i], statusOf[i]);
            visitor.visit(kind.distribution(), line);
        }
    }

    /**
     * Forgets one of every two lines, in the same memory.
     *
     * @param keepsFirst whether of the pair with that number the first is kept
     */
    public void halve(IntPredicate keepsFirst) {
        int before = size;
        size = 0;
        chunk = 0;
        usedOfChunk = 0;
        for (int pair = 0; 2 * pair < before; pair++) {
            int i = 2 * pair + 1 == before || keepsFirst.test(pair) ? 2 * pair : 2 * pair + 1;
            int count = boundsOf[i + 1] - boundsOf[i];
            // Whatever is written here lies before what is still to be read.
            System.arraycopy(bounds, boundsOf[i], bounds, boundsOf[size], count);
            kindOf[size] = kindOf[i];
            statusOf[size] = statusOf[i];
            secondOf[size] = secondOf[i];
            boundsOf[size + 1] = boundsOf[size] + count;
            place(chunks.get(chunkOf[i]), startOf[i], lengthOf[i]);
        }
    }
}
