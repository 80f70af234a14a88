package why403.spike;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The second half of a step: records what is reported and finds the changed incidents. Use an object once. */
final class StepConclusion {

    private final Transition step;
    private final Map<String, String> mainCauses;
    private final Map<String, Incident> updated = new HashMap<>();

    /** @param mainCauses by incident id */
    StepConclusion(Transition step, Map<String, String> mainCauses) {
        this.step = step;
        this.mainCauses = mainCauses;
    }

    Transition transition() {
        step.due().stream()
                .filter(due -> due.event() == Event.OPENED)
                .map(DueNotice::incident)
                .forEach(this::recordOpening);
        // Changes are seen at the newest minute, so no other notice of the step is later.
        List<DueNotice> changed = step.rechecks().stream()
                .filter(recheck -> mainCauses.containsKey(recheck.incident().id()))
                .flatMap(recheck -> recordRecheck(recheck).stream())
                .toList();
        return new Transition(
                step.incidents().stream().map(this::latest).toList(),
                Stream.concat(step.due().stream().map(this::latest), changed.stream())
                        .toList(),
                List.of());
    }

    private void recordOpening(Incident incident) {
        incident.lastReport()
                .filter(report -> mainCauses.containsKey(incident.id()))
                .map(report -> report.opened(mainCauses.get(incident.id())))
                .ifPresent(report -> updated.put(incident.id(), incident.withLastReport(report)));
    }

    private Optional<DueNotice> recordRecheck(Recheck recheck) {
        Incident incident = recheck.incident();
        String cause = mainCauses.get(incident.id());
        double rate = Math.max(recheck.rate(), recheck.numbers().rate());
        Optional<Incident> changed = incident.lastReport()
                .filter(report -> report.isChange(cause, report.diagnosed(), recheck.rate()))
                .map(report -> incident.withLastReport(report.changed(cause, rate, report.diagnosed())));
        updated.put(incident.id(), changed.orElse(incident));
        return changed.map(now -> new DueNotice(Event.CHANGED, now, recheck.numbers(), recheck.period()));
    }

    private DueNotice latest(DueNotice due) {
        return new DueNotice(due.event(), latest(due.incident()), due.numbers(), due.diagnosed());
    }

    private Incident latest(Incident incident) {
        return updated.getOrDefault(incident.id(), incident);
    }
}
