package why403.watch;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import why403.history.DistributionState;
import why403.history.DistributionTraffic;
import why403.history.HourTallies;
import why403.history.KnownHours;
import why403.history.PassHours;
import why403.history.Tallies;
import why403.history.Traffic;
import why403.spike.Incident;
import why403.tally.Scope;

/** The counts that a step over new minutes sees. By minute, it reads only the hours that the step needs. */
final class StepTraffic {

    /** A baseline needs the same hours of seven days, and so does the baseline of each of the last 24 hours. */
    static final long HOURS_OF_HISTORY = 8 * 24 + 1;

    private static final long MINUTES_IN_HOUR = 60;
    private static final long SECONDS_IN_MINUTE = 60;

    /** Within this many hours with requests an incident has had its quiet minutes, or it is not quiet. */
    private static final int HOURS_TO_BECOME_QUIET = 6;

    private final Tallies tallies;
    private final HourTallies hours;
    private final Set<Scope> followed;

    /** @param followed the scopes of open incidents */
    StepTraffic(Tallies tallies, HourTallies hours, Set<Scope> followed) {
        this.tallies = tallies;
        this.hours = hours;
        this.followed = Set.copyOf(followed);
    }

    /**
     * The counts up to the hours of the newest minute and of the new ones.
     *
     * @param state with at least one new minute
     * @param before the incidents before the step
     */
    Traffic of(DistributionState state, List<Incident> before) {
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
