package why403.spike;

import java.util.List;

/**
 * The result of one step.
 *
 * @param incidents all incidents that must be stored, as they are now, in the order in which they opened
 * @param due the notices that must be sent, in the order of event time; an incident has at most one of each event
 * @param rechecks the incidents that must be diagnosed again before the step is concluded, in the order in which they
 *     opened; empty once it is concluded
 */
public record Transition(List<Incident> incidents, List<DueNotice> due, List<Recheck> rechecks) {

    public Transition {
        incidents = List.copyOf(incidents);
        due = List.copyOf(due);
        rechecks = List.copyOf(rechecks);
    }
}
