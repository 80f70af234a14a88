package why403.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import why403.history.DistributionState;
import why403.history.HourTallies;
import why403.history.RecentHours;
import why403.history.Tallies;
import why403.spike.Incident;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;
import why403.spike.Transition;
import why403.tally.Scope;

/**
 * One pass over the new minutes of one distribution, in this order: sums, rule, diagnosis of what would be reported, one
 * conditional write, publish, clear. If the process ends anywhere in between, nothing is lost: a later pass repeats the
 * minutes that were not cleared and publishes the notices that were written.
 */
final class WatchPass {

    private final Tallies tallies;
    private final Incidents incidents;
    private final IncidentMachine machine;
    private final DiagnosisStep diagnosisStep;
    private final NoticePublisher publisher;
    private final HourTallies hours;
    private final RecentHours recent;
    private final Timekeeper time;
    private final WatchOptions options;

    WatchPass(
            Tallies tallies,
            Incidents incidents,
            IncidentMachine machine,
            DiagnosisStep diagnosisStep,
            NoticePublisher publisher,
            HourTallies hours,
            RecentHours recent,
            Timekeeper time,
            WatchOptions options) {
        this.tallies = tallies;
        this.incidents = incidents;
        this.machine = machine;
        this.diagnosisStep = diagnosisStep;
        this.publisher = publisher;
        this.hours = hours;
        this.recent = recent;
        this.time = time;
        this.options = options;
    }

    /**
     * Evaluates the new minutes, and makes the sums of the marked hours.
     *
     * @param state as it was before anything else was read; if no minute is new, its tallies are about the past
     */
    WatchResult over(DistributionState state) {
        String distribution = state.distribution();
        recent.learn(state);
        List<ScopeIncidents> stored = incidents.of(distribution);
        List<Incident> before = stored.stream()
                .flatMap(scope -> scope.incidents().stream())
                .sorted(Comparator.comparing(Incident::opened).thenComparing(Incident::scope))
                .toList();
        Set<Scope> followed =
                before.stream().filter(Incident::isOpen).map(Incident::scope).collect(Collectors.toSet());
        state.marks().forEach((hour, mark) -> tallies.putSum(hours.sum(hour, followed), mark));
        if (state.minutes().isEmpty()) {
            recent.cleared(distribution, tallies.watched(state));
            return WatchResult.NOTHING;
        }
        Transition step = machine.step(
                distribution,
                new StepTraffic(tallies, hours, followed).of(state, before),
                state.minutes(),
                state.newestMinute(),
                before);
        StepDiagnoses diagnoses = diagnosisStep.diagnose(step);
        Transition concluded = machine.conclude(step, diagnoses.mainCauses());
        ReportStep report = new ReportStep(distribution, stored, concluded, diagnoses, state.newestRecord(), options);
        boolean written = report.write(incidents, publisher, time);
        if (written) {
            recent.cleared(distribution, tallies.watched(state));
        } else {
            tallies.release(distribution);
        }
        return WatchResult.ofPass(written ? report.notices() : List.of(), diagnosisStep.problems())
                .plus(WatchResult.ofPass(List.of(), report.problems()));
    }
}
