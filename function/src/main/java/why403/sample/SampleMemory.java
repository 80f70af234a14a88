package why403.sample;

/**
 * The memory that the samples of one pass may use. A diagnosis decodes what it examines, so it needs several times as much.
 *
 * @param bytes at most, approximately
 */
public record SampleMemory(long bytes) {

    /** With this much, 10,000 records of usual length fit even if several incidents share it. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int SHARE_OF_HEAP = 8;

    /** An eighth of the heap, at most 64 MiB, so that every heap of 512 MiB or more gives the same samples. */
    public static SampleMemory ofHeap(long heapBytes) {
        return new SampleMemory(Math.min(MOST_BYTES, heapBytes / SHARE_OF_HEAP));
    }

    /** The part of each incident of the pass. */
    SampleMemory part(int incidents) {
        return new SampleMemory(bytes / Math.max(1, incidents));
    }

    /** For the forbidden records. */
    long forbidden() {
        return bytes / 2;
    }

    /** For each of the three samples of dimensions. */
    long dimensions() {
        return bytes / 8;
    }

    /** For the served requests by path and method. */
    long served() {
        return bytes / 8;
    }
}
