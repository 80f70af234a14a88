package why403.watch;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.alert.Ignored;
import why403.history.DistributionState;
import why403.history.DistributionTraffic;
import why403.history.HourSum;
import why403.history.HourTraffic;
import why403.history.Tallies;
import why403.history.Traffic;
import why403.spike.Incident;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;
import why403.spike.Transition;
import why403.tally.Scope;

/**
 * One pass over what is new of one distribution, in this order: sums, rule, diagnosis of what would be told, one
 * conditional write, publish, clear. Dying anywhere in between loses nothing: what was not cleared is done again by a
 * later pass, and what was written is published by one.
 */
final class Pass {

    private static final long MINUTES_IN_HOUR = 60;

    /** The baseline looks at the same hours of seven days, and so does that of each of the last 24 hours. */
    private static final long HOURS_OF_HISTORY = 8 * 24 + 1;

    /** Within so many hours with requests an incident has had its quiet minutes, or it is not quiet. */
    private static final int HOURS_TO_GROW_QUIET = 6;

    private final Tallies tallies;
    private final Incidents incidents;
    private final IncidentMachine machine;
    private final Explaining explaining;
    private final Publishing publishing;
    private final HourTallies hours;
    private final Timekeeper time;
    private final Ignored ignored;

    Pass(
            Tallies tallies,
            Incidents incidents,
            IncidentMachine machine,
            Explaining explaining,
            Publishing publishing,
            HourTallies hours,
            Timekeeper time,
            Ignored ignored) {
        this.tallies = tallies;
        this.incidents = incidents;
        this.machine = machine;
        this.explaining = explaining;
        this.publishing = publishing;
        this.hours = hours;
        this.time = time;
        this.ignored = ignored;
    }

    /**
     * Walks the minutes that are new.
     *
     * @param state as it was before anything else was read
     * @param newest the newest record of the step
     */
    Watched over(DistributionState state, Instant newest) {
        String distribution = state.distribution();
        List<ScopeIncidents> stored = incidents.of(distribution);
        List<Incident> before = stored.stream()
                .flatMap(scope -> scope.incidents().stream())
                .sorted(Comparator.comparing(Incident::opened).thenComparing(Incident::scope))
                .toList();
        List<Incident> open = before.stream().filter(Incident::isOpen).toList();
        Set<Scope> followed = open.stream().map(Incident::scope).collect(Collectors.toSet());
        state.marks().forEach((hour, mark) -> tallies.putSum(hours.sum(hour, followed), mark));
        Transition step = machine.step(
                distribution, traffic(state, open, followed), state.minutes(), state.newestMinute(), before);
        Explained explained = explaining.explain(step);
        Transition concluded = machine.conclude(step, explained.mainCauses());
        Telling telling = new Telling(distribution, stored, concluded, explained, newest, ignored);
        boolean written = telling.write(incidents, publishing, time);
        if (written) {
            tallies.watched(state);
        }
        return Watched.ofPass(written ? telling.told() : List.of(), explaining.problems())
                .plus(Watched.ofPass(List.of(), telling.problems()));
    }

    private Traffic traffic(DistributionState state, List<Incident> open, Set<Scope> followed) {
        long first = open.stream()
                .map(incident -> HourTallies.hourOf(incident.from()))
                .reduce(hourOf(state.minutes().first()), Math::min);
        long last = Math.max(
                hourOf(state.minutes().last()),
                hourOf(state.newestMinute().orElse(state.minutes().last())));
        List<HourSum> sums = tallies.sums(state.distribution(), first - 1 - HOURS_OF_HISTORY, last);
        Map<Long, HourTraffic> detailed = new TreeMap<>();
        detailedHours(state, open, sums).forEach(hour -> detailed.put(hour, hours.traffic(hour, followed)));
        return new DistributionTraffic(detailed, sums);
    }

    /** Those that are looked at to the minute: what is new, and where open incidents begin, end and grow quiet. */
    private static SortedSet<Long> detailedHours(DistributionState state, List<Incident> open, List<HourSum> sums) {
        TreeSet<Long> detailed = new TreeSet<>();
        state.minutes().forEach(minute -> {
            detailed.add(hourOf(minute) - 1);
            detailed.add(hourOf(minute));
        });
        for (Incident incident : open) {
            long end = HourTallies.hourOf(incident.to());
            detailed.add(HourTallies.hourOf(incident.from()));
            detailed.add(end - 1);
            detailed.add(end);
            sums.stream()
                    .filter(sum -> sum.hour() > end && sum.mayHold(incident.scope()))
                    .map(HourSum::hour)
                    .sorted(Comparator.reverseOrder())
                    .limit(HOURS_TO_GROW_QUIET)
                    .forEach(detailed::add);
        }
        return detailed;
    }

    private static long hourOf(long minute) {
        return Math.floorDiv(minute, MINUTES_IN_HOUR);
    }
}
