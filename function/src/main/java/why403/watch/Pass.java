package why403.watch;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import why403.history.DistributionState;
import why403.history.DistributionTraffic;
import why403.history.HourSum;
import why403.history.Tallies;
import why403.history.Traffic;
import why403.spike.Incident;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;
import why403.spike.Transition;

/**
 * One pass over what is new of one distribution, in this order: sums, rule, diagnosis of what would be told, one
 * conditional write, publish, clear. Dying anywhere in between loses nothing: what was not cleared is done again by a
 * later pass, and what was written is published by one.
 */
final class Pass {

    private static final long MINUTES_IN_HOUR = 60;

    /** The baseline looks at the same hours of seven days, and so does that of each of the last 24 hours. */
    private static final long HOURS_OF_HISTORY = 8 * 24 + 1;

    private final Tallies tallies;
    private final Incidents incidents;
    private final IncidentMachine machine;
    private final Explaining explaining;
    private final Publishing publishing;
    private final HourTallies hours;

    Pass(
            Tallies tallies,
            Incidents incidents,
            IncidentMachine machine,
            Explaining explaining,
            Publishing publishing,
            HourTallies hours) {
        this.tallies = tallies;
        this.hours = hours;
        this.incidents = incidents;
        this.machine = machine;
        this.explaining = explaining;
        this.publishing = publishing;
    }

    /**
     * Walks the minutes that are new.
     *
     * @param state as it was before anything else was read
     * @param newest the newest record of the step
     * @param now by the clock
     */
    Watched over(DistributionState state, Instant newest, Instant now) {
        String distribution = state.distribution();
        List<ScopeIncidents> stored = incidents.of(distribution);
        List<Incident> before = stored.stream()
                .flatMap(scope -> scope.incidents().stream())
                .sorted(Comparator.comparing(Incident::opened).thenComparing(Incident::scope))
                .toList();
        state.marks().forEach((hour, mark) -> tallies.putSum(HourSum.of(distribution, hour, hours.of(hour)), mark));
        Transition step =
                machine.step(distribution, traffic(state, before), state.minutes(), state.newestMinute(), before);
        Explained explained = explaining.explain(step);
        Telling telling =
                new Telling(distribution, stored, machine.conclude(step, explained.mainCauses()), explained, newest);
        boolean written = telling.write(incidents, publishing, now);
        if (written) {
            tallies.watched(state);
        }
        return Watched.ofPass(written ? telling.told() : List.of(), explaining.problems());
    }

    private Traffic traffic(DistributionState state, List<Incident> before) {
        SortedSet<Long> detailed = detailedHours(state, before);
        return new DistributionTraffic(
                detailed.stream().flatMap(hour -> hours.of(hour).stream()).toList(),
                tallies.sums(state.distribution(), detailed.first() - HOURS_OF_HISTORY, detailed.last()));
    }

    /** Those that are looked at to the minute: what is new, and where open incidents begin, end and grow quiet. */
    private static SortedSet<Long> detailedHours(DistributionState state, List<Incident> before) {
        long last = Math.max(
                hourOf(state.minutes().last()),
                hourOf(state.newestMinute().orElse(state.minutes().last())));
        TreeSet<Long> detailed = new TreeSet<>();
        state.minutes().forEach(minute -> {
            detailed.add(hourOf(minute) - 1);
            detailed.add(hourOf(minute));
        });
        before.stream().filter(Incident::isOpen).forEach(incident -> {
            detailed.add(HourTallies.hourOf(incident.from()));
            LongStream.rangeClosed(HourTallies.hourOf(incident.to()) - 1, last).forEach(detailed::add);
        });
        return detailed;
    }

    private static long hourOf(long minute) {
        return Math.floorDiv(minute, MINUTES_IN_HOUR);
    }
}
