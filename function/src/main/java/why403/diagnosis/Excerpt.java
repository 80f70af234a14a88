package why403.diagnosis;

import why403.log.KeptLines;
import why403.log.LogLine;

/** Of one log object every forbidden record and an even sample of the others, as far as there is room. */
final class Excerpt {

    /** Enough for a tenth of the traffic to be met often in any ten minutes of three hours. */
    private static final int MOST_ORDINARY = 8_192;

    private final long mostBytes;
    private KeptLines forbidden = new KeptLines();
    private KeptLines ordinary = new KeptLines();
    private long ordinaryMet;
    private long ordinaryEach = 1;
    private boolean outgrown;

    /** @param mostBytes what it may take of the memory, about; once it has outgrown that it is of no use */
    Excerpt(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    void addForbidden(String distribution, LogLine line) {
        if (!outgrown) {
            forbidden.add(distribution, line);
            bound();
        }
    }

    void addOrdinary(String distribution, LogLine line) {
        if (!outgrown && (ordinaryMet++ & (ordinaryEach - 1)) == 0) {
            ordinary.add(distribution, line);
            if (ordinary.size() > MOST_ORDINARY) {
                ordinary.halve();
                ordinaryEach *= 2;
            }
            bound();
        }
    }

    private void bound() {
        if (bytes() > mostBytes) {
            outgrown = true;
            forbidden = new KeptLines();
            ordinary = new KeptLines();
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
    KeptLines forbidden() {
        return forbidden;
    }

    /** Some of the others, in the object's order. */
    KeptLines ordinary() {
        return ordinary;
    }

    /** How many ordinary lines each of those kept stands for, a power of two. */
    long ordinaryEach() {
        return ordinaryEach;
    }
}
