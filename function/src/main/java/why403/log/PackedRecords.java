package why403.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Records that are kept after their log was read, to be visited again. They are packed into a few large arrays: the
 * garbage collector would have to move as many {@link LogRecord}s one by one.
 */
public final class PackedRecords {

    /** A little under a megabyte: the garbage collector does not move arrays of that size and wastes little space on them. */
    private static final int LARGEST_CHUNK_BYTES = (1 << 20) - 64;

    private static final int FIRST_CHUNK_BYTES = 8 * 1024;

    private static final int INITIAL_RECORDS = 64;

    /** In the arrays that have one entry for each record. */
    private static final int BYTES_PER_RECORD = 6 * Integer.BYTES + Long.BYTES;

    /** What many records have in common. */
    private record Kind(String distribution, Columns columns) {}

    private final List<Kind> kinds = new ArrayList<>();
    private final List<byte[]> chunks = new ArrayList<>();
    private int chunk;
    private int usedOfChunk;
    private long chunkBytes;
    private int size;
    private int[] chunkOf = new int[INITIAL_RECORDS];
    private int[] startOf = new int[INITIAL_RECORDS];
    private int[] lengthOf = new int[INITIAL_RECORDS];
    private int[] kindOf = new int[INITIAL_RECORDS];
    private int[] statusOf = new int[INITIAL_RECORDS];
    private long[] secondOf = new long[INITIAL_RECORDS];
    private int[] boundsOf = new int[INITIAL_RECORDS + 1];
    private int[] bounds = new int[INITIAL_RECORDS];

    /** Adds a copy of a record of that distribution. */
    public void add(String distribution, LogLine line) {
        if (size == chunkOf.length) {
            resize(size * 2);
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

    private void resize(int most) {
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

    /** Copies the bytes of the next record into the first chunk that has room for all of them. */
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

    /** The number of records. */
    public int size() {
        return size;
    }

    /** The number of different layouts and distributions. Adding a record compares it with each of them. */
    public int kinds() {
        return kinds.size();
    }

    /** The approximate memory that they occupy. */
    public long bytes() {
        return chunkBytes + (long) Integer.BYTES * bounds.length + (long) BYTES_PER_RECORD * chunkOf.length;
    }

    /** Gives back memory that no record uses, for example after {@link #halve}. */
    public void trim() {
        while (chunks.size() > chunk + 1) {
            chunkBytes -= chunks.remove(chunks.size() - 1).length;
        }
        resize(Math.max(INITIAL_RECORDS, size));
        bounds = Arrays.copyOf(bounds, Math.max(INITIAL_RECORDS, boundsOf[size]));
    }

    /** Visits every record in the order in which they were added. */
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
     * Drops one of every two records; the memory is reused.
     *
     * @param keepsFirst whether the first record of the pair with that number is kept
     */
    public void halve(IntPredicate keepsFirst) {
        int before = size;
        size = 0;
        chunk = 0;
        usedOfChunk = 0;
        for (int pair = 0; 2 * pair < before; pair++) {
            int i = 2 * pair + 1 == before || keepsFirst.test(pair) ? 2 * pair : 2 * pair + 1;
            int count = boundsOf[i + 1] - boundsOf[i];
            // What is written here lies before what is still to be read.
            System.arraycopy(bounds, boundsOf[i], bounds, boundsOf[size], count);
            kindOf[size] = kindOf[i];
            statusOf[size] = statusOf[i];
            secondOf[size] = secondOf[i];
            boundsOf[size + 1] = boundsOf[size] + count;
            place(chunks.get(chunkOf[i]), startOf[i], lengthOf[i]);
        }
    }
}
