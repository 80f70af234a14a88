package why403.spike;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The second half of a step: notes what is told, and finds what has changed. Used once. */
final class Conclusion {

    private final Transition step;
    private final Map<String, String> mainCauses;
    private final Map<String, Incident> noted = new HashMap<>();

    /** @param mainCauses by incident id */
    Conclusion(Transition step, Map<String, String> mainCauses) {
        this.step = step;
        this.mainCauses = mainCauses;
    }

    Transition transition() {
        step.due().stream()
                .filter(due -> due.event() == Event.OPENED)
                .map(Due::incident)
                .forEach(this::noteOpening);
        // What has changed was seen at the newest minute: nothing else of the step is later.
        List<Due> changed = step.rechecks().stream()
                .filter(recheck -> mainCauses.containsKey(recheck.incident().id()))
                .flatMap(recheck -> note(recheck).stream())
                .toList();
        return new Transition(
                step.incidents().stream().map(this::latest).toList(),
                Stream.concat(step.due().stream().map(this::latest), changed.stream())
                        .toList(),
                List.of());
    }

    private void noteOpening(Incident incident) {
        incident.lastTold()
                .filter(told -> mainCauses.containsKey(incident.id()))
                .map(told -> told.of(mainCauses.get(incident.id()), told.rate()))
                .ifPresent(told -> noted.put(incident.id(), incident.lastTold(told)));
    }

    private Optional<Due> note(Recheck recheck) {
        Incident incident = recheck.incident();
        String cause = mainCauses.get(incident.id());
        double rate = Math.max(recheck.rate(), recheck.numbers().rate());
        Optional<Incident> changed = incident.lastTold()
                .filter(told -> told.isOtherwise(cause, recheck.rate()))
                .map(told -> incident.lastTold(told.of(cause, rate)));
        noted.put(incident.id(), changed.orElse(incident));
        return changed.map(now -> new Due(Event.CHANGED, now, recheck.numbers()));
    }

    private Due latest(Due due) {
        return new Due(due.event(), latest(due.incident()), due.numbers());
    }

    private Incident latest(Incident incident) {
        return noted.getOrDefault(incident.id(), incident);
    }
}
