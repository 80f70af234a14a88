package why403.spike;

import java.util.List;

/**
 * What one step came to.
 *
 * @param incidents all that are remembered, as they are now, in the order in which they opened
 * @param due what is to be told, in the order of event time; an incident has at most one of each event in it
 * @param rechecks the incidents to be diagnosed again before the step is concluded, in the order in which they opened;
 *     empty once it is
 */
public record Transition(List<Incident> incidents, List<Due> due, List<Recheck> rechecks) {

    public Transition {
        incidents = List.copyOf(incidents);
        due = List.copyOf(due);
        rechecks = List.copyOf(rechecks);
    }
}
