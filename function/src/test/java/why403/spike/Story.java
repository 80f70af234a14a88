package why403.spike;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import why403.spike.rule.Minutes;
import why403.spike.rule.PlannedTraffic;

/**
 * Runs steps of the incident machine over planned traffic and keeps all due notices. Every diagnosis finds the cause that
 * was set last.
 */
final class Story {

    static final String DISTRIBUTION = "E2EXAMPLE";

    private final IncidentMachine machine = new IncidentMachine(Sensitivity.NORMAL);
    private final List<DueNotice> dueNotices = new ArrayList<>();
    private final List<Recheck> rechecks = new ArrayList<>();
    private Optional<String> cause = Optional.of("s3-grant-missing");
    private List<Incident> incidents = List.of();
    private OptionalLong newest = OptionalLong.empty();

    static Story ofOneStep(PlannedTraffic traffic) {
        return new Story().step(traffic, traffic.counted());
    }

    static Story ofAStepAMinute(PlannedTraffic traffic) {
        return new Story().stepAMinute(traffic, 0, Integer.MAX_VALUE);
    }

    /** One step for each counted minute of [from, to). No step knows a later minute. */
    Story stepAMinute(PlannedTraffic traffic, long from, long to) {
        traffic.counted()
                .subSet(PlannedTraffic.ZERO + from, PlannedTraffic.ZERO + to)
                .forEach(minute -> step(traffic.until(minute + 1 - PlannedTraffic.ZERO), minutes(minute)));
        return this;
    }

    Story step(PlannedTraffic traffic, long from, long to) {
        SortedSet<Long> touched =
                new TreeSet<>(traffic.counted().subSet(PlannedTraffic.ZERO + from, PlannedTraffic.ZERO + to));
        return step(traffic, touched);
    }

    Story step(PlannedTraffic traffic, SortedSet<Long> touched) {
        Transition firstHalf = machine.step(DISTRIBUTION, traffic, touched, newest, incidents);
        Transition transition = machine.conclude(firstHalf, causes(firstHalf));
        rechecks.addAll(firstHalf.rechecks());
        incidents = transition.incidents();
        dueNotices.addAll(transition.due());
        if (!touched.isEmpty()) {
            newest = OptionalLong.of(Math.max(touched.last(), newest.orElse(touched.last())));
        }
        return this;
    }

    private Map<String, String> causes(Transition step) {
        Stream<Incident> opened =
                step.due().stream().filter(due -> due.event() == Event.OPENED).map(DueNotice::incident);
        Map<String, String> causes = new HashMap<>();
        Stream.concat(opened, step.rechecks().stream().map(Recheck::incident))
                .forEach(incident -> cause.ifPresent(now -> causes.put(incident.id(), now)));
        return causes;
    }

    /** As if the process had died after it wrote the incidents and before it stored the newest minute. */
    Story withoutNewestMinute() {
        newest = OptionalLong.empty();
        return this;
    }

    /** Every later diagnosis finds this cause. */
    Story causedBy(String newCause) {
        cause = Optional.of(newCause);
        return this;
    }

    /** Every later diagnosis fails. */
    Story withoutDiagnosis() {
        cause = Optional.empty();
        return this;
    }

    /** All incidents that were to be diagnosed again, including failed attempts. */
    List<Recheck> rechecks() {
        return rechecks;
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

    List<DueNotice> dueNotices() {
        return dueNotices;
    }

    /** Such as {@code OPENED *} or {@code RESOLVED path:/a/ one client}. */
    List<String> notices() {
        return dueNotices.stream()
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
