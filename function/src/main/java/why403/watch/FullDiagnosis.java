package why403.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import why403.account.Account;
import why403.alert.Notice;
import why403.cause.Diagnosis;
import why403.diagnosis.Diagnostician;
import why403.history.DistributionState;
import why403.history.HourTallies;
import why403.history.RecentHours;
import why403.history.StoreException;
import why403.history.Tallies;
import why403.history.Traffic;
import why403.sample.SampleReader.Reread;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.IncidentMachine;
import why403.spike.SpikeNumbers;
import why403.tally.Counts;
import why403.tally.Scope;

/**
 * Diagnoses all forbidden records of tallied objects, whether they are a spike or not. If the rate rose and most of them came
 * since then, it diagnoses those, as an incident would. Use an object for one question of
 * one person: nothing is stored.
 */
public final class FullDiagnosis {

    private static final long SECONDS_IN_MINUTE = 60;

    /** If so large a part of the refused requests came since the rate rose, the others explain nothing. */
    private static final double MOST = 0.8;

    private final LogAccess logs;
    private final Tallies tallies;
    private final IncidentMachine machine;
    private final Diagnostician diagnostician;

    /** What was found, one notice for each distribution, in the order of their ids; and one sentence for each failure. */
    public record Result(List<Notice> notices, List<String> problems) {

        public Result {
            notices = List.copyOf(notices);
            problems = List.copyOf(problems);
        }
    }

    /**
     * The operation over these ports.
     *
     * @param logs the objects, as they were tallied
     * @param tallies contains the tallies of these objects and no others
     * @param machine finds when the 403s became more
     */
    public FullDiagnosis(LogAccess logs, Tallies tallies, Account account, IncidentMachine machine) {
        this.logs = logs;
        this.tallies = tallies;
        this.machine = machine;
        this.diagnostician = new Diagnostician(account);
    }

    /** Diagnoses every distribution of these objects. */
    public Result of(TallyResult tallied) {
        List<Notice> notices = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, Instant> one : tallied.newest().entrySet()) {
            try {
                notices.add(of(one.getKey(), one.getValue(), problems));
            } catch (StoreException broken) {
                problems.add(one.getKey() + " could not be diagnosed: " + ErrorMessages.of(broken));
            }
        }
        return new Result(notices, problems);
    }

    private Notice of(String distribution, Instant newest, List<String> problems) {
        DistributionState state = tallies.state(distribution).orElseThrow();
        HourTallies hours = new HourTallies(tallies, distribution, new RecentHours(0));
        state.marks().forEach((hour, mark) -> tallies.putSum(hours.sum(hour, Set.of()), mark));
        Traffic traffic = new StepTraffic(tallies, hours, Set.of()).of(state, List.of());
        SortedSet<Long> refused = new TreeSet<>(state.minutes());
        refused.removeIf(minute -> traffic.minute(Scope.WHOLE, minute).forbidden() == 0);
        if (refused.isEmpty()) {
            Incident nothing = allRefusals(distribution, state.minutes(), Optional.empty());
            return notice(nothing, newest, state.minutes(), traffic, Diagnosis.ofNothing(distribution));
        }
        Optional<Incident> spike = spike(state, traffic, refused);
        SortedSet<Long> since =
                spike.map(rise -> refused.tailSet(minute(rise.from()))).orElse(refused);
        boolean isMost = !since.isEmpty() && forbidden(traffic, since) >= MOST * forbidden(traffic, refused);
        SortedSet<Long> examined = isMost ? since : refused;
        Incident all = allRefusals(distribution, examined, spike.filter(rise -> isMost));
        Diagnosis diagnosis = diagnose(all, hours, problems);
        SortedSet<Long> minutes =
                all.reported() ? state.minutes().subSet(minute(all.from()), minute(all.to())) : state.minutes();
        return notice(all, newest, minutes, traffic, diagnosis);
    }

    private static Incident allRefusals(String distribution, SortedSet<Long> minutes, Optional<Incident> spike) {
        return Incident.ofAllRefusals(distribution, start(minutes.first()), start(minutes.last() + 1), spike);
    }

    /** The one that holds most of the refused requests: of the whole distribution if there is one, and not of one client. */
    private Optional<Incident> spike(DistributionState state, Traffic traffic, SortedSet<Long> refused) {
        return machine
                .step(state.distribution(), traffic, state.minutes(), OptionalLong.empty(), List.of())
                .incidents()
                .stream()
                .max(Comparator.comparing((Incident incident) -> !incident.oneClient())
                        .thenComparing(incident -> incident.scope().equals(Scope.WHOLE))
                        .thenComparing(incident -> forbidden(incident, traffic, refused))
                        .thenComparing(Incident::id));
    }

    private static long forbidden(Incident incident, Traffic traffic, SortedSet<Long> refused) {
        return refused.subSet(minute(incident.from()), minute(incident.to())).stream()
                .mapToLong(minute -> traffic.minute(incident.scope(), minute).forbidden())
                .sum();
    }

    private static long forbidden(Traffic traffic, SortedSet<Long> minutes) {
        return minutes.stream()
                .mapToLong(minute -> traffic.minute(Scope.WHOLE, minute).forbidden())
                .sum();
    }

    private Diagnosis diagnose(Incident all, HourTallies hours, List<String> problems) {
        SubjectObjects objects = new SubjectObjects(Subject.whole(all));
        objects.hours().forEach(hour -> {
            hours.visit(hour, objects::add);
            objects.endHour();
        });
        Reread reread = logs.samples().read(List.of(objects.wanted()));
        problems.addAll(reread.problems());
        Diagnosis diagnosis = diagnostician.diagnose(
                all.distributionId(), all.from(), reread.samples().get(0), all.usualRate());
        problems.addAll(diagnosis.problems());
        return diagnosis.withUnexamined(objects.unread());
    }

    private static Notice notice(
            Incident all, Instant newest, SortedSet<Long> minutes, Traffic traffic, Diagnosis diagnosis) {
        Counts total = minutes.stream()
                .map(minute -> traffic.minute(Scope.WHOLE, minute))
                .reduce(Counts.NONE, Counts::plus);
        SpikeNumbers numbers = new SpikeNumbers(
                all.reported() ? all.from() : start(minutes.first()),
                all.reported() ? all.to() : start(minutes.last() + 1),
                total.requests(),
                total.forbidden(),
                total.ambiguous(),
                all.usualRate(),
                all.usualIsKnown());
        return new Notice(Event.DIAGNOSED, all, newest, numbers, diagnosis);
    }

    private static Instant start(long minute) {
        return Instant.ofEpochSecond(minute * SECONDS_IN_MINUTE);
    }

    private static long minute(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_IN_MINUTE);
    }
}
