package why403.sample;

import why403.log.LogLine;
import why403.log.PackedRecords;
import why403.tally.Forbidden.Verdict;

/**
 * Every forbidden record of one log object and an evenly spaced sample of its ordinary (not forbidden) records. An object
 * with more records than the memory can hold has no excerpt.
 */
public final class ObjectExcerpt {

    /** Even if an object covers three hours, a tenth of its traffic has at least 20 sampled records in ten minutes. */
    private static final int MAX_ORDINARY = 8_192;

    /** A log with more distributions or headers than this is so unusual that it is read again instead. */
    private static final int MAX_KINDS = 256;

    private final long maxBytes;
    private PackedRecords forbidden = new PackedRecords();
    private PackedRecords ordinary = new PackedRecords();
    private long ordinarySeen;
    private long nextSampled;
    private int weightExponent;
    private boolean exceeded;

    /** @param maxBytes its memory, approximately; an excerpt that exceeds it is discarded */
    ObjectExcerpt(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds a record of the object: always if it is forbidden, otherwise if the sample includes it. */
    public void add(String distribution, LogLine line, Verdict verdict) {
        if (verdict == Verdict.NO) {
            addOrdinary(distribution, line);
        } else {
            addForbidden(distribution, line);
        }
    }

    private void addForbidden(String distribution, LogLine line) {
        if (!exceeded) {
            forbidden.add(distribution, line);
            checkMemory();
        }
    }

    private void addOrdinary(String distribution, LogLine line) {
        if (!exceeded && ordinarySeen++ == nextSampled) {
            ordinary.add(distribution, line);
            if (ordinary.size() == MAX_ORDINARY) {
                weightExponent++;
                ordinary.halve(pair -> (hash(pair) & 1) == 0);
            }
            nextSampled = sampledOfBlock(((ordinarySeen - 1) >> weightExponent) + 1);
            checkMemory();
        }
    }

    /** One record of each block, at changing positions, because lines can alternate between two kinds of requests. */
    private long sampledOfBlock(long block) {
        return (block << weightExponent) + (hash(block) & (ordinaryWeight() - 1));
    }

    private long hash(long number) {
        long mixed = (number + weightExponent) * 0x9E3779B97F4A7C15L;
        return (mixed ^ (mixed >>> 29)) >>> 7;
    }

    private void checkMemory() {
        if (bytes() > maxBytes || forbidden.kinds() > MAX_KINDS || ordinary.kinds() > MAX_KINDS) {
            exceeded = true;
            forbidden = new PackedRecords();
            ordinary = new PackedRecords();
        }
    }

    /** Whether it stayed within its memory. */
    boolean isWhole() {
        return !exceeded;
    }

    long bytes() {
        return forbidden.bytes() + ordinary.bytes();
    }

    /** Every forbidden record, in the object's order. */
    PackedRecords forbidden() {
        return forbidden;
    }

    /** The sampled ordinary records, in the object's order. */
    PackedRecords ordinary() {
        return ordinary;
    }

    /** The weight of the sampled ordinary lines: how many lines each one represents, a power of two. */
    long ordinaryWeight() {
        return 1L << weightExponent;
    }
}
