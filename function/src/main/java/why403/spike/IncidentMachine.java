package why403.spike;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import why403.history.Traffic;
import why403.spike.rule.Tuning;

/**
 * The state machine of incidents. Counts and the incidents so far come in; the incidents as they are now and the due
 * notices go out. It holds no state and reads no clock.
 *
 * <p><b>One client.</b> When the rule also passes without the busiest client, one client's incident ends at that minute
 * and an ordinary incident with its own first minute opens. If that first minute is not after the minute at which the
 * other incident opened, the ordinary incident replaces it.
 *
 * <p><b>Scopes.</b> An incident of the whole distribution silences the narrower ones. If an incident opened at most ten
 * minutes before another one that ends or silences it, or within the minutes of that other one, both are the same
 * problem. If one step finds both, only the later opening is due. The earlier one becomes due if it outlives the other.
 *
 * <p><b>Time.</b> An incident that is still open 48 hours after it opened, or 3 hours if hardly anything was known before,
 * expires with one notice, and its minutes count as ordinary from then on. It also expires after six hours with requests in
 * which the rule did not pass, if the rate has fallen by half of its rise: then what is left counts as ordinary. An ongoing incident is diagnosed again every 30
 * minutes, and at once after a large rise. {@link LastReport} decides which of the findings are reported.
 */
public final class IncidentMachine {

    private final Tuning tuning;

    /** A state machine that opens incidents with this sensitivity. */
    public IncidentMachine(Sensitivity sensitivity) {
        this.tuning = sensitivity.tuning();
    }

    /**
     * Evaluates the touched minutes of one distribution once, in ascending event time. A step whose minutes are all
     * older than the newest minute counted before it is late data: it can open incidents and correct the numbers of
     * others, but it resolves only incidents that it opened itself, and nothing is diagnosed again. A step that repeats
     * minutes changes nothing.
     *
     * <p>Late minutes for which the rule passes become part of the incident beside them, even if it has resolved since:
     * no baseline counts them, and they open no other incident. This changes no phase and causes no notice.
     *
     * @param traffic the distribution's counts, including those of this step
     * @param touchedMinutes the minutes of this step's records, numbered from the epoch; may be empty
     * @param newestMinuteBefore the newest minute counted before this step; empty in the first step
     * @param before the incidents as the previous step left them
     */
    public Transition step(
            String distributionId,
            Traffic traffic,
            SortedSet<Long> touchedMinutes,
            OptionalLong newestMinuteBefore,
            List<Incident> before) {
        if (touchedMinutes.isEmpty()) {
            return new Transition(new IncidentRegistry(before).all(), List.of(), List.of());
        }
        return new StepEvaluation(distributionId, traffic, touchedMinutes, newestMinuteBefore, before, tuning)
                .transition();
    }

    /**
     * The second half of a step, after the diagnosis. It records what each opening reports. It also decides whether an
     * incident that was diagnosed again has changed: its main cause is not the one last reported, where {@code
     * unexplained} counts like any other cause, or its rate is three times the rate last reported. An incident without
     * a main cause here is diagnosed again in the next step.
     *
     * @param step the result of the first half
     * @param mainCauses by incident id: the id of the main cause that was just found, for each incident that opens or
     *     was diagnosed again and whose diagnosis succeeded
     * @return the same step, with the changes among the due notices and without rechecks
     */
    public Transition conclude(Transition step, Map<String, String> mainCauses) {
        return new StepConclusion(step, mainCauses).transition();
    }
}
