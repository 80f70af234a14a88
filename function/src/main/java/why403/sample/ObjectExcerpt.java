package why403.sample;

import why403.log.LogLine;
import why403.log.PackedRecords;
import why403.tally.Forbidden.Verdict;

/** Of one log object every forbidden record and an even sample of the others, as far as there is room. */
public final class ObjectExcerpt {

    /** Enough for a tenth of the traffic to be met often in any ten minutes of three hours. */
    private static final int MOST_ORDINARY = 8_192;

    /** A log of more kinds is odd enough to be read again. */
    private static final int MOST_KINDS = 256;

    private final long mostBytes;
    private PackedRecords forbidden = new PackedRecords();
    private PackedRecords ordinary = new PackedRecords();
    private long ordinaryMet;
    private long nextTaken;
    private int eachAsPower;
    private boolean outgrown;

    /** @param mostBytes what it may take of the memory, about; once it has outgrown that it is of no use */
    ObjectExcerpt(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Takes a record, or not, while the object is read. */
    public void add(String distribution, LogLine line, Verdict verdict) {
        if (verdict == Verdict.NO) {
            addOrdinary(distribution, line);
        } else {
            addForbidden(distribution, line);
        }
    }

    private void addForbidden(String distribution, LogLine line) {
        if (!outgrown) {
            forbidden.add(distribution, line);
            bound();
        }
    }

    private void addOrdinary(String distribution, LogLine line) {
        if (!outgrown && ordinaryMet++ == nextTaken) {
            ordinary.add(distribution, line);
            if (ordinary.size() == MOST_ORDINARY) {
                eachAsPower++;
                ordinary.halve(pair -> (scattered(pair) & 1) == 0);
            }
            nextTaken = takenOfBlock(((ordinaryMet - 1) >> eachAsPower) + 1);
            bound();
        }
    }

    /** One of every block, not always at the same place: lines may alternate. */
    private long takenOfBlock(long block) {
        return (block << eachAsPower) + (scattered(block) & (ordinaryEach() - 1));
    }

    private long scattered(long number) {
        long mixed = (number + eachAsPower) * 0x9E3779B97F4A7C15L;
        return (mixed ^ (mixed >>> 29)) >>> 7;
    }

    private void bound() {
        if (bytes() > mostBytes || forbidden.kinds() > MOST_KINDS || ordinary.kinds() > MOST_KINDS) {
            outgrown = true;
            forbidden = new PackedRecords();
            ordinary = new PackedRecords();
        }
    }

    /** Whether it is all that it should be. */
    boolean isWhole() {
        return !outgrown;
    }

    long bytes() {
        return forbidden.bytes() + ordinary.bytes();
    }

    /** Every forbidden record, in the object's order. */
    PackedRecords forbidden() {
        return forbidden;
    }

    /** Some of the others, in the object's order. */
    PackedRecords ordinary() {
        return ordinary;
    }

    /** How many ordinary lines each of those kept stands for, a power of two. */
    long ordinaryEach() {
        return 1L << eachAsPower;
    }
}
