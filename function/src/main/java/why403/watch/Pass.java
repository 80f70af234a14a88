package why403.watch;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.stream.LongStream;
import why403.alert.Channel;
import why403.history.DistributionTraffic;
import why403.history.HourSum;
import why403.history.Tallies;
import why403.history.Traffic;
import why403.spike.Incident;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;
import why403.spike.Transition;
import why403.tally.Tally;

/**
 * One pass over one distribution, in this order: sums, rule, diagnosis of what would be told, one conditional write a
 * scope, publish, clear. Dying anywhere in between loses nothing: what was written is published by a later pass.
 */
final class Pass {

    private static final long SECONDS_IN_MINUTE = 60;
    private static final long MINUTES_IN_HOUR = 60;

    /** The baseline looks at the same hours of seven days, and so does that of each of the last 24 hours. */
    private static final long HOURS_OF_HISTORY = 8 * 24 + 1;

    private final String distribution;
    private final Tallies tallies;
    private final Incidents incidents;
    private final IncidentMachine machine;
    private final Channel channel;
    private final Explaining explaining;

    Pass(
            String distribution,
            Tallies tallies,
            Incidents incidents,
            IncidentMachine machine,
            Channel channel,
            Explaining explaining) {
        this.distribution = distribution;
        this.tallies = tallies;
        this.incidents = incidents;
        this.machine = machine;
        this.channel = channel;
        this.explaining = explaining;
    }

    /**
     * Walks these minutes.
     *
     * @param minutes since the epoch, at least one
     * @param newest the newest record that was tallied with them
     * @return one sentence for each thing that went wrong and cost only itself
     */
    List<String> over(SortedSet<Long> minutes, Instant newest) {
        List<ScopeIncidents> stored = incidents.of(distribution);
        List<Incident> before = stored.stream()
                .flatMap(state -> state.incidents().stream())
                .sorted(Comparator.comparing(Incident::opened).thenComparing(Incident::scope))
                .toList();
        OptionalLong newestBefore = tallies.newestMinute(distribution);
        sumUp(minutes);
        Transition step = machine.step(distribution, traffic(minutes, before), minutes, newestBefore, before);
        Explained explained = explaining.explain(step.due());
        Telling telling = new Telling(distribution, incidents, channel);
        telling.write(stored, machine.conclude(step, explained.mainCauses()), explained, newest);
        tallies.putNewestMinute(distribution, minutes.last());
        telling.publish();
        return explaining.problems();
    }

    private void sumUp(SortedSet<Long> minutes) {
        minutes.stream()
                .map(Pass::hourOf)
                .distinct()
                .forEach(hour -> tallies.putSum(HourSum.of(distribution, hour, tallies.of(distribution, hour))));
    }

    /** To the minute from an hour before the first minute that is walked or that an open incident holds. */
    private Traffic traffic(SortedSet<Long> minutes, List<Incident> before) {
        long first = before.stream()
                .filter(Incident::isOpen)
                .mapToLong(incident -> incident.from().getEpochSecond() / SECONDS_IN_MINUTE)
                .reduce(minutes.first(), Math::min);
        long last = Math.max(minutes.last(), tallies.newestMinute(distribution).orElse(minutes.last()));
        List<Tally> detailed = LongStream.rangeClosed(hourOf(first) - 1, hourOf(last))
                .boxed()
                .flatMap(hour -> tallies.of(distribution, hour).stream())
                .toList();
        return new DistributionTraffic(
                detailed, tallies.sums(distribution, hourOf(first) - HOURS_OF_HISTORY, hourOf(last)));
    }

    private static long hourOf(long minute) {
        return Math.floorDiv(minute, MINUTES_IN_HOUR);
    }
}
