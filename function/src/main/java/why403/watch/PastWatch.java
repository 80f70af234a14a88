package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
 * Evaluates the logs from before the deployment, when no more of them arrive. It goes through the hours in order, as if each
 * minute had just been tallied, and reports nothing. What it finds is added to the incidents when all hours are done. So an
 * outage of last week is no part of what is usual, and the next tick reports one that goes on.
 */
final class PastWatch {

    /** Objects of the past arrive in any order. After this time without one, they are complete. */
    static final Duration COMPLETE_AFTER = Duration.ofMinutes(10);

    /** Progress is stored after so many hours. */
    private static final int HOURS_IN_PART = 6;

    private static final int PERCENT_TO_BEGIN_WITH = 30;

    /** The next tick comes after a minute, and must not find the distribution claimed. */
    private static final int PERCENT_TO_GO_ON_WITH = 75;

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

    /** Evaluates one part, and more while there is time. The next tick does the rest. */
    WatchResult evaluate(String distribution) {
        int percent = PERCENT_TO_BEGIN_WITH;
        while (time.hasLeft(percent)) {
            Optional<WatchResult> end = claimAndEvaluate(distribution);
            if (end.isPresent()) {
                return end.get();
            }
            percent = PERCENT_TO_GO_ON_WITH;
        }
        return WatchResult.NOTHING;
    }

    /** The result if there is nothing more to do now. */
    private Optional<WatchResult> claimAndEvaluate(String distribution) {
        Optional<DistributionState> claimed = tallies.claimAndRead(distribution, time.now());
        if (claimed.isEmpty()) {
            return Optional.of(WatchResult.NOTHING);
        }
        try {
            return isDue(claimed.get()) ? evaluatePart(claimed.get()) : Optional.of(WatchResult.NOTHING);
        } finally {
            tallies.release(distribution);
        }
    }

    private Optional<WatchResult> evaluatePart(DistributionState state) {
        Instant tallied = state.past().orElseThrow();
        long now = HourTallies.hourOf(time.now());
        PastProgress progress = incidents
                .past(state.distribution())
                .filter(known -> known.tallied().equals(tallied))
                .orElseGet(() -> PastProgress.none(state.distribution(), tallied, now - StepTraffic.HOURS_OF_HISTORY));
        PastProgress next = after(progress, state, now);
        if (next.nextHour() <= now) {
            incidents.putPast(next);
            return Optional.empty();
        }
        // The hour that has not passed can still get requests, so the part with it is not stored.
        OptionalInt added = add(next);
        if (added.isEmpty()) {
            return Optional.of(WatchResult.NOTHING);
        }
        tallies.pastWatched(state.distribution(), tallied);
        return Optional.of(WatchResult.ofPast(state.distribution(), added.getAsInt()));
    }

    private PastProgress after(PastProgress progress, DistributionState state, long now) {
        String distribution = progress.distribution();
        Set<Scope> followed = progress.incidents().stream()
                .filter(Incident::isOpen)
                .map(Incident::scope)
                .collect(Collectors.toSet());
        HourTallies hours = new HourTallies(tallies, distribution, new RecentHours(0));
        long last = Math.min(progress.nextHour() + HOURS_IN_PART - 1, now);
        makeSums(state, hours, followed, progress.nextHour(), last);
        TreeMap<Long, HourTraffic> byHour = new TreeMap<>();
        long end = last + 1;
        for (HourSum sum : tallies.sums(distribution, progress.nextHour(), last)) {
            if (!byHour.isEmpty() && !time.hasLeft(PERCENT_TO_GO_ON_WITH)) {
                end = byHour.lastKey() + 1;
                break;
            }
            byHour.put(sum.hour(), hours.traffic(sum.hour(), followed));
        }
        SortedSet<Long> minutes = minutes(byHour);
        minutes.removeAll(state.minutes());
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

    /** An hour that no tick could watch yet has no sum. */
    private void makeSums(DistributionState state, HourTallies hours, Set<Scope> followed, long first, long last) {
        state.marks().forEach((hour, mark) -> {
            if (first <= hour && hour <= last) {
                tallies.putSum(hours.sum(hour, followed), mark);
            }
        });
    }

    /** The minutes with requests of these hours. */
    private static SortedSet<Long> minutes(Map<Long, HourTraffic> byHour) {
        Traffic traffic = new DistributionTraffic(KnownHours.of(byHour, List.of()));
        return byHour.keySet().stream()
                .flatMapToLong(hour -> LongStream.range(hour * MINUTES_IN_HOUR, (hour + 1) * MINUTES_IN_HOUR))
                .filter(minute -> traffic.minute(Scope.WHOLE, minute).requests() > 0)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many incidents nobody knew; empty if another process has written since, and the next tick tries again. */
    private OptionalInt add(PastProgress complete) {
        List<ScopeIncidents> stored = incidents.of(complete.distribution());
        PastIncidents past = new PastIncidents(complete.distribution(), complete.incidents());
        List<ScopeIncidents> changed = past.addedTo(stored);
        ScopeIncidents whole = stored.stream()
                .filter(scope -> scope.scope().equals(Scope.WHOLE))
                .findFirst()
                .orElseGet(() -> ScopeIncidents.none(complete.distribution(), Scope.WHOLE));
        if (!changed.isEmpty() && !incidents.write(changed, whole, time.now())) {
            return OptionalInt.empty();
        }
        // The write reserves the notices that wait for publication, and this operation publishes none.
        changed.stream().filter(scope -> !scope.pending().isEmpty()).forEach(incidents::release);
        return OptionalInt.of(past.unknownAmong(stored));
    }
}
