package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import why403.history.DistributionState;
import why403.history.DistributionTraffic;
import why403.history.HourSum;
import why403.history.HourTallies;
import why403.history.HourTraffic;
import why403.history.KnownHours;
import why403.history.RecentHours;
import why403.history.Tallies;
import why403.history.Traffic;
import why403.spike.Incident;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;
import why403.spike.PastIncidents;
import why403.spike.PastProgress;
import why403.spike.ScopeIncidents;
import why403.spike.Transition;
import why403.tally.Scope;

/**
 * Evaluates the logs from before the deployment, when no more of them arrive. It goes through the hours in order, from the
 * oldest to the newest minute that has been watched, as if each minute had just arrived, and reports nothing. What it finds
 * is added to the incidents when all hours are done. So an outage of last week is no part of what is usual, and one that
 * goes on is reported by the next tick.
 */
final class PastWatch {

    /** Objects of the past arrive in any order. After this time without one, they are complete. */
    static final Duration COMPLETE_AFTER = Duration.ofMinutes(10);

    /** Progress is stored after so many hours, so that it is kept when the time runs out. */
    private static final int HOURS_IN_PART = 6;

    private static final int PERCENT_TO_GO_ON_WITH = 30;

    private static final long MINUTES_IN_HOUR = 60;

    private final Tallies tallies;
    private final Incidents incidents;
    private final IncidentMachine machine;
    private final Timekeeper time;

    PastWatch(Tallies tallies, Incidents incidents, IncidentMachine machine, Timekeeper time) {
        this.tallies = tallies;
        this.incidents = incidents;
        this.machine = machine;
        this.time = time;
    }

    /** Whether the distribution has a past that is complete and was not evaluated. */
    boolean isDue(DistributionState state) {
        return state.past()
                .filter(last -> !last.plus(COMPLETE_AFTER).isAfter(time.now()))
                .isPresent();
    }

    /** Goes on as long as there is time. The next tick does the rest. */
    WatchResult evaluate(String distribution) {
        while (time.hasLeft(PERCENT_TO_GO_ON_WITH)) {
            Optional<DistributionState> claimed = tallies.claimAndRead(distribution, time.now());
            if (claimed.isEmpty()) {
                return WatchResult.NOTHING;
            }
            try {
                if (!isDue(claimed.get())) {
                    return WatchResult.NOTHING;
                }
                Optional<WatchResult> end = evaluatePart(claimed.get());
                if (end.isPresent()) {
                    return end.get();
                }
            } finally {
                tallies.release(distribution);
            }
        }
        return WatchResult.NOTHING;
    }

    /** Returns the result if there is nothing more to do now. */
    private Optional<WatchResult> evaluatePart(DistributionState state) {
        Instant tallied = state.past().orElseThrow();
        long first = HourTallies.hourOf(time.now()) - StepTraffic.HOURS_OF_HISTORY;
        PastProgress progress = incidents
                .past(state.distribution())
                .filter(known -> known.tallied().equals(tallied))
                .orElseGet(() -> PastProgress.none(state.distribution(), tallied, first));
        long newest = state.newestMinute().orElse(minuteBefore(HourTallies.hourOf(time.now()) + 1));
        if (progress.nextHour() <= hourOf(newest)) {
            incidents.putPast(after(progress, newest));
            return Optional.empty();
        }
        if (!add(progress)) {
            return Optional.of(WatchResult.NOTHING);
        }
        tallies.pastWatched(state.distribution(), tallied);
        return Optional.of(
                WatchResult.ofPast(state.distribution(), progress.incidents().size()));
    }

    private PastProgress after(PastProgress progress, long newest) {
        String distribution = progress.distribution();
        long end = Math.min(progress.nextHour() + HOURS_IN_PART, hourOf(newest) + 1);
        Set<Scope> followed = progress.incidents().stream()
                .filter(Incident::isOpen)
                .map(Incident::scope)
                .collect(Collectors.toSet());
        HourTallies hours = new HourTallies(tallies, distribution, new RecentHours(0));
        SortedSet<Long> minutes =
                minutes(hours, followed, tallies.sums(distribution, progress.nextHour(), end - 1), newest);
        if (minutes.isEmpty()) {
            return progress.skippedTo(end);
        }
        Traffic traffic = new StepTraffic(tallies, hours, followed)
                .of(
                        new DistributionState(
                                distribution, progress.newestMinute(), Optional.empty(), Map.of(), minutes),
                        progress.incidents());
        Transition step = machine.step(distribution, traffic, minutes, progress.newestMinute(), progress.incidents());
        return progress.evaluatedTo(end, minutes.last(), step.incidents());
    }

    /** The minutes with requests of these hours. */
    private static SortedSet<Long> minutes(HourTallies hours, Set<Scope> followed, List<HourSum> sums, long newest) {
        Map<Long, HourTraffic> byHour = new TreeMap<>();
        sums.forEach(sum -> byHour.put(sum.hour(), hours.traffic(sum.hour(), followed)));
        Traffic traffic = new DistributionTraffic(KnownHours.of(byHour, List.of()));
        return byHour.keySet().stream()
                .flatMapToLong(hour -> LongStream.range(hour * MINUTES_IN_HOUR, (hour + 1) * MINUTES_IN_HOUR))
                .filter(minute ->
                        minute <= newest && traffic.minute(Scope.WHOLE, minute).requests() > 0)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns whether they were stored. If not, another process has written since, and the next tick tries again. */
    private boolean add(PastProgress complete) {
        List<ScopeIncidents> stored = incidents.of(complete.distribution());
        List<ScopeIncidents> changed = new PastIncidents(complete.distribution(), complete.incidents()).addedTo(stored);
        ScopeIncidents whole = stored.stream()
                .filter(scope -> scope.scope().equals(Scope.WHOLE))
                .findFirst()
                .orElseGet(() -> ScopeIncidents.none(complete.distribution(), Scope.WHOLE));
        return changed.isEmpty() || incidents.write(changed, whole, time.now());
    }

    private static long minuteBefore(long hour) {
        return hour * MINUTES_IN_HOUR - 1;
    }

    private static long hourOf(long minute) {
        return Math.floorDiv(minute, MINUTES_IN_HOUR);
    }
}
