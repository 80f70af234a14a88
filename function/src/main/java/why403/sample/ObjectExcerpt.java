package why403.sample;

import why403.log.LogLine;
import why403.log.PackedRecords;
import why403.tally.Forbidden.Verdict;

/**
 * An evenly spaced sample of the forbidden records of one log object, and one of its ordinary (not forbidden) records. Each
 * is all of them if they are few. An object with too many kinds of records has no excerpt.
 */
public final class ObjectExcerpt {

    /** After it has exceeded this, the sample always has at least half of it: as many as a diagnosis examines. */
    static final int MOST_FORBIDDEN = 20_480;

    /** Even if an object covers three hours, a tenth of its traffic has at least 20 sampled records in ten minutes. */
    private static final int MOST_ORDINARY = 8_192;

    /** With fewer records than this, a sample is hardly worth its memory. */
    private static final int FEWEST = 1_024;

    /** A log with more distributions or headers than this is so unusual that it is read again instead. */
    private static final int MAX_KINDS = 256;

    private final long maxBytes;
    private PackedSample forbidden = new PackedSample(MOST_FORBIDDEN);
    private PackedSample ordinary = new PackedSample(MOST_ORDINARY);
    private boolean exceeded;

    /** @param maxBytes its memory, approximately; an excerpt that cannot be thinned enough is discarded */
    ObjectExcerpt(long maxBytes) {
        this.maxBytes = maxBytes;
        this.exceeded = maxBytes <= 0;
    }

    /** Adds a record of the object, if the sample includes it. */
    public void add(String distribution, LogLine line, Verdict verdict) {
        if (!exceeded && (verdict == Verdict.NO ? ordinary : forbidden).add(distribution, line)) {
            checkMemory();
        }
    }

    private void checkMemory() {
        while (bytes() > maxBytes && !exceeded) {
            PackedSample larger = forbidden().bytes() > ordinary().bytes() ? forbidden : ordinary;
            if (larger.records().size() < FEWEST) {
                discard();
            } else {
                larger.thin();
            }
        }
        if (forbidden().kinds() > MAX_KINDS || ordinary().kinds() > MAX_KINDS) {
            discard();
        }
    }

    private void discard() {
        exceeded = true;
        forbidden = new PackedSample(MOST_FORBIDDEN);
        ordinary = new PackedSample(MOST_ORDINARY);
    }

    /** Drops half of the forbidden records, after the last record of the object was added. */
    void thinForbidden() {
        forbidden.thin();
    }

    /** Drops half of the ordinary records, unless they are few, after the last record of the object was added. */
    void thinOrdinary() {
        if (ordinary().size() >= FEWEST) {
            ordinary.thin();
        }
    }

    /** Whether it stayed within its memory. */
    boolean isWhole() {
        return !exceeded;
    }

    long bytes() {
        return forbidden().bytes() + ordinary().bytes();
    }

    /** The sampled forbidden records, in the object's order. */
    PackedRecords forbidden() {
        return forbidden.records();
    }

    /** The weight of the sampled forbidden lines: how many lines each one represents, a power of two. */
    long forbiddenWeight() {
        return forbidden.weight();
    }

    /** The sampled ordinary records, in the object's order. */
    PackedRecords ordinary() {
        return ordinary.records();
    }

    /** The weight of the sampled ordinary lines: how many lines each one represents, a power of two. */
    long ordinaryWeight() {
        return ordinary.weight();
    }
}
