package why403.spike;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import why403.history.Traffic;

/**
 * The life of incidents: counts and the incidents so far in, the incidents as they are now and what is to be told out.
 * Holds no state and reads no clock.
 *
 * <p>One client's incident ends at the minute at which the rule holds for its scope without that client, and an
 * ordinary incident with its own first minute opens. Where that first minute is not after the one at which the other
 * opened, the ordinary incident takes its place in the list.
 *
 * <p>An incident of the whole distribution speaks for the narrower ones.
 *
 * <p>What is still open 48 hours after it opened is how things are now: it expires, without a word, and its minutes
 * count as ordinary from then on. An incident that went on with something else to tell is diagnosed again, at most
 * every 30 minutes.
 *
 * <p>What opened at most ten minutes before an incident that ends it or speaks for it, or within that incident's own
 * minutes, was the first sight of the same trouble: if both are of one step, only the later opening is told, and the
 * earlier one's only if it outlives the other.
 */
public final class IncidentMachine {

    private final Tuning tuning;

    public IncidentMachine(Tuning tuning) {
        this.tuning = tuning;
    }

    /**
     * Walks the touched minutes of one distribution once, in ascending event time. A step whose minutes are all older
     * than the newest counted before it is late data: it may open incidents and correct the numbers of others, but
     * resolves only what it opened itself, and has nothing diagnosed again. The same minutes again change nothing and
     * tell nothing, nor have they diagnosed again what {@link #conclude} noted.
     *
     * @param traffic the distribution's counts, this step's included
     * @param touchedMinutes the minutes of this step's records, numbered from the epoch; may be empty
     * @param newestMinuteBefore the newest minute counted before this step; empty at the very first
     * @param before the incidents as the step before left them
     */
    public Transition step(
            String distributionId,
            Traffic traffic,
            SortedSet<Long> touchedMinutes,
            OptionalLong newestMinuteBefore,
            List<Incident> before) {
        if (touchedMinutes.isEmpty()) {
            return new Transition(new Ledger(before).all(), List.of(), List.of());
        }
        return new Walk(distributionId, traffic, touchedMinutes, newestMinuteBefore, before, tuning).transition();
    }

    /**
     * The second half of a step, once what is to be told was diagnosed: notes of each incident that opened what is told,
     * and decides whether those diagnosed again have changed: their main cause is another than was last told,
     * {@code unexplained} being one like any other, or their rate three times that last told. An incident without a main
     * cause here is looked at again in the next step.
     *
     * @param step as the first half left it
     * @param mainCauses by incident id, the id of the main cause just found, of each incident whose opening is due and of
     *     each to be diagnosed again, as far as their diagnosis succeeded
     * @return the same step with what has changed among what is due, and nothing to be diagnosed again
     */
    public Transition conclude(Transition step, Map<String, String> mainCauses) {
        return new Conclusion(step, mainCauses).transition();
    }
}
