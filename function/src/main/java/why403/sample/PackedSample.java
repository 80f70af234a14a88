package why403.sample;

import why403.log.LogLine;
import why403.log.PackedRecords;

/**
 * Evenly spaced records of one kind of a log object: one of each block of the object's records of that kind. Every record is
 * a block at first. Each time there are too many, every two neighbors become one block, of which one record stays.
 */
final class PackedSample {

    private final int most;
    private final PackedRecords records = new PackedRecords();
    private long seen;
    private long next;
    private int weightExponent;

    /** @param most with this many records, half of them are dropped; even */
    PackedSample(int most) {
        this.most = most;
    }

    /** Counts the next record and keeps it if it is the one of its block; returns whether it did. */
    boolean add(String distribution, LogLine line) {
        if (seen++ != next) {
            return false;
        }
        records.add(distribution, line);
        if (records.size() == most) {
            halve();
        }
        next = sampledOfBlock(records.size());
        return true;
    }

    /** Drops half of the records and their memory. Call it only after {@link #add} returned true, or after the last record. */
    void thin() {
        halve();
        records.trim();
        next = sampledOfBlock(records.size());
    }

    private void halve() {
        weightExponent++;
        records.halve(pair -> (hash(pair) & 1) == 0);
    }

    /** At changing positions in the blocks, because lines can alternate between two kinds of requests. */
    private long sampledOfBlock(long block) {
        return (block << weightExponent) + (hash(block) & (weight() - 1));
    }

    private long hash(long number) {
        long mixed = (number + weightExponent) * 0x9E3779B97F4A7C15L;
        return (mixed ^ (mixed >>> 29)) >>> 7;
    }

    /** The kept records, in the object's order. */
    PackedRecords records() {
        return records;
    }

    /** How many records of the object each kept one represents, a power of two. */
    long weight() {
        return 1L << weightExponent;
    }
}
