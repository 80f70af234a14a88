package why403.spike;

import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import why403.spike.rule.Minutes;
import why403.spike.rule.Series;
import why403.spike.rule.SpikeRule;

/**
 * The minutes that late data affects. A minute is late if a newer one was counted before this step. Data in order has no
 * late minutes.
 */
final class LateMinutes {

    /** Nothing opens on minutes that are this much older than the newest: it is too late to act on them. */
    static final int TOO_OLD_MINUTES = 6 * Minutes.PER_HOUR;

    private final OptionalLong newestBefore;

    /** @param newestBefore the newest minute counted before this step; empty in the first step, where nothing is late */
    LateMinutes(OptionalLong newestBefore) {
        this.newestBefore = newestBefore;
    }

    /** Whether a minute is so old that nothing opens on it. */
    boolean isTooOld(long minute) {
        return newestBefore.isPresent() && minute < newestBefore.getAsLong() - TOO_OLD_MINUTES;
    }

    /**
     * The touched minutes, and the later minutes whose windows contain a late one. Those were tested before, but without
     * the late data: a spike may show only now.
     *
     * @param whole the series of the whole distribution; a minute without requests is not tested
     */
    SortedSet<Long> toTest(SortedSet<Long> touched, Series whole) {
        if (newestBefore.isEmpty()) {
            return touched;
        }
        long newest = newestBefore.getAsLong();
        TreeSet<Long> tested = new TreeSet<>(touched);
        touched.subSet(newest - TOO_OLD_MINUTES, newest).stream()
                .flatMapToLong(
                        late -> LongStream.rangeClosed(late, Math.min(newest, late + SpikeRule.LONGEST_WINDOW - 1)))
                .filter(minute -> whole.minute(minute).requests() > 0)
                .forEach(tested::add);
        return tested;
    }
}
