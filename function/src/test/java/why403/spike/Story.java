package why403.spike;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Steps of the machine, one after the other, over planned traffic; remembers all that was told. */
final class Story {

    static final String DISTRIBUTION = "E2EXAMPLE";

    private final IncidentMachine machine = new IncidentMachine(Tuning.of(Sensitivity.NORMAL));
    private final List<Due> told = new ArrayList<>();
    private List<Incident> incidents = List.of();
    private OptionalLong newest = OptionalLong.empty();

    static Story ofOneStep(PlannedTraffic traffic) {
        return new Story().step(traffic, traffic.counted());
    }

    static Story ofAStepAMinute(PlannedTraffic traffic) {
        Story story = new Story();
        traffic.counted()
                .forEach(minute -> story.step(traffic.until(minute + 1 - PlannedTraffic.ZERO), minutes(minute)));
        return story;
    }

    Story step(PlannedTraffic traffic, long from, long to) {
        SortedSet<Long> touched =
                new TreeSet<>(traffic.counted().subSet(PlannedTraffic.ZERO + from, PlannedTraffic.ZERO + to));
        return step(traffic, touched);
    }

    Story step(PlannedTraffic traffic, SortedSet<Long> touched) {
        Transition transition = machine.step(DISTRIBUTION, traffic, touched, newest, incidents);
        incidents = transition.incidents();
        told.addAll(transition.due());
        if (!touched.isEmpty()) {
            newest = OptionalLong.of(Math.max(touched.last(), newest.orElse(touched.last())));
        }
        return this;
    }

    List<Incident> incidents() {
        return incidents;
    }

    Incident onlyIncident() {
        if (incidents.size() != 1) {
            throw new AssertionError("expected one incident and found " + incidents);
        }
        return incidents.get(0);
    }

    List<Due> told() {
        return told;
    }

    /** Such as {@code OPENED *} or {@code RESOLVED path:/a/ one client}. */
    List<String> notices() {
        return told.stream()
                .map(due -> due.event() + " " + due.incident().scope().name()
                        + (due.incident().oneClient() ? " one client" : ""))
                .toList();
    }

    static Instant at(long minute) {
        return Minutes.start(PlannedTraffic.ZERO + minute);
    }

    private static SortedSet<Long> minutes(long... minutes) {
        return LongStream.of(minutes).boxed().collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }
}
