package why403.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import why403.history.DistributionState;
import why403.history.DistributionTraffic;
import why403.history.HourTallies;
import why403.history.KnownHours;
import why403.history.PassHours;
import why403.history.RecentHours;
import why403.history.Tallies;
import why403.history.Traffic;
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

    private static final long MINUTES_IN_HOUR = 60;
    private static final long SECONDS_IN_MINUTE = 60;

    /** A baseline needs the same hours of seven days, and so does the baseline of each of the last 24 hours. */
    private static final long HOURS_OF_HISTORY = 8 * 24 + 1;

    /** Within this many hours with requests an incident has had its quiet minutes, or it is not quiet. */
    private static final int HOURS_TO_BECOME_QUIET = 6;

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
                distribution, traffic(state, before, followed), state.minutes(), state.newestMinute(), before);
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

    private Traffic traffic(DistributionState state, List<Incident> before, Set<Scope> followed) {
        long first = before.stream()
                .filter(Incident::isOpen)
                .map(incident -> HourTallies.hourOf(incident.windowStart()))
                .reduce(hourOf(state.minutes().first()), Math::min);
        long last = Math.max(
                hourOf(state.minutes().last()),
                hourOf(state.newestMinute().orElse(state.minutes().last())));
        PassHours known = new PassHours(
                tallies,
                state.distribution(),
                hours,
                followed,
                first - 1 - HOURS_OF_HISTORY,
                hourOf(state.minutes().first()),
                last);
        known.readByMinute(detailedHours(state, before, known, last));
        return new DistributionTraffic(known);
    }

    /**
     * The hours that the step reads to the minute: those of the new minutes and of the windows that contain one of them,
     * those in which open incidents begin, end and become quiet, and those in which an incident opened or went on whose
     * beginning or end the new minutes may correct.
     */
    private static Set<Long> detailedHours(
            DistributionState state, List<Incident> before, KnownHours known, long last) {
        TreeSet<Long> detailed = new TreeSet<>();
        long newest = state.newestMinute().orElse(state.minutes().last());
        state.minutes().forEach(minute -> {
            detailed.add(hourOf(minute) - 1);
            detailed.add(hourOf(minute));
            detailed.add(hourOf(Math.max(minute, Math.min(newest, minute + Traffic.LONGEST_WINDOW - 1))));
        });
        for (Incident incident : before) {
            detailed.addAll(hoursOfOpening(incident, state.minutes()));
            state.newestMinute().ifPresent(watched -> detailed.addAll(incident.hoursToRead(state.minutes(), watched)));
        }
        for (Incident incident : before.stream().filter(Incident::isOpen).toList()) {
            long end = HourTallies.hourOf(incident.to());
            detailed.add(HourTallies.hourOf(incident.from()));
            detailed.add(end - 1);
            detailed.add(end);
            LongStream.iterate(last, hour -> hour > end, hour -> hour - 1)
                    .filter(hour -> known.sum(hour)
                            .filter(sum -> sum.mayHold(incident.scope()))
                            .isPresent())
                    .limit(HOURS_TO_BECOME_QUIET)
                    .forEach(detailed::add);
        }
        return detailed;
    }

    private static Set<Long> hoursOfOpening(Incident incident, SortedSet<Long> touched) {
        long opened = Math.floorDiv(incident.opened().getEpochSecond(), SECONDS_IN_MINUTE);
        long first = opened - Traffic.LONGEST_WINDOW + 1;
        return touched.subSet(first, opened + 1).isEmpty() ? Set.of() : Set.of(hourOf(opened), hourOf(opened) - 1);
    }

    private static long hourOf(long minute) {
        return Math.floorDiv(minute, MINUTES_IN_HOUR);
    }
}
