package why403.benchmark.detection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import why403.history.DistributionTraffic;
import why403.history.HourSum;
import why403.history.HourSummary;
import why403.history.HourTraffic;
import why403.spike.DueNotice;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.IncidentMachine;
import why403.spike.Recheck;
import why403.spike.Sensitivity;
import why403.spike.Transition;
import why403.tally.Scope;
import why403.tally.Tally;

/** Watches the tallies of a simulated site with the product's history and state machine, a quarter of an hour at a time. */
final class PathWatch {

    static final int BINS_PER_STEP = 3;

    private static final int HOURS_OF_HISTORY = 8 * 24 + 1;
    private static final int HOURS_BY_MINUTE = 8;

    /** A notice, by the minute in which its incident opened, from the start of the site. */
    record PathAlert(int minute, Scope scope) {}

    private final IncidentMachine machine = new IncidentMachine(Sensitivity.NORMAL);
    private final TreeMap<Long, List<Tally>> tallies = new TreeMap<>();
    private final TreeMap<Long, HourSum> sums = new TreeMap<>();
    private final Map<Long, HourTraffic> byMinute = new HashMap<>();
    private final List<PathAlert> alerts = new ArrayList<>();
    private Set<Scope> followed = Set.of();
    private List<Incident> incidents = List.of();
    private OptionalLong newest = OptionalLong.empty();

    /** Counts the objects of some bins and tests their minutes. */
    void step(List<Tally> objects) {
        objects.forEach(tally ->
                tallies.computeIfAbsent(tally.hour(), any -> new ArrayList<>()).add(tally));
        Set<Long> touchedHours = objects.stream().map(Tally::hour).collect(Collectors.toSet());
        Set<Scope> open =
                incidents.stream().filter(Incident::isOpen).map(Incident::scope).collect(Collectors.toSet());
        tallies.keySet().stream()
                .filter(hour -> touchedHours.contains(hour) || !open.equals(followed))
                .forEach(hour -> summarize(hour, open));
        followed = open;
        SortedSet<Long> touched = new TreeSet<>();
        objects.forEach(tally -> touched.addAll(tally.minutes()));
        touched.removeIf(minute -> newest.isPresent() && minute <= newest.getAsLong());
        Transition found = machine.step(
                PathSite.DISTRIBUTION,
                new DistributionTraffic(byMinute, List.copyOf(sums.values())),
                touched,
                newest,
                incidents);
        Transition step = machine.conclude(found, causes(found));
        step.due().stream()
                .filter(due -> due.event() == Event.OPENED && !due.incident().oneClient())
                .forEach(due -> alerts.add(new PathAlert(
                        minute(due.incident().opened()), due.incident().scope())));
        incidents = step.incidents();
        newest = OptionalLong.of(touched.last());
        forget(touched.last() / 60);
    }

    private void summarize(long hour, Set<Scope> open) {
        HourSummary summary = HourSummary.of(
                PathSite.DISTRIBUTION, hour, open, visitor -> tallies.get(hour).forEach(visitor));
        sums.put(hour, summary.sum());
        byMinute.put(hour, summary.traffic());
    }

    private void forget(long hour) {
        sums.headMap(hour - HOURS_OF_HISTORY).clear();
        tallies.headMap(hour - HOURS_BY_MINUTE).clear();
        byMinute.keySet().removeIf(old -> old < hour - HOURS_BY_MINUTE);
    }

    private static Map<String, String> causes(Transition found) {
        Map<String, String> causes = new HashMap<>();
        found.due().stream().map(DueNotice::incident).forEach(incident -> causes.put(incident.id(), "cause"));
        found.rechecks().stream().map(Recheck::incident).forEach(incident -> causes.put(incident.id(), "cause"));
        return causes;
    }

    private static int minute(Instant instant) {
        return (int) (Math.floorDiv(instant.getEpochSecond(), 60L) - DeliveredTraffic.START_MINUTE);
    }

    List<PathAlert> alerts() {
        return alerts;
    }

    /** Watches a whole site. */
    static List<PathAlert> alerts(PathSite site, int minutes) {
        PathWatch watch = new PathWatch();
        int bins = minutes / LogObjectCounts.MINUTES;
        for (int bin = 0; bin + BINS_PER_STEP <= bins; bin += BINS_PER_STEP) {
            watch.step(IntStream.range(bin, bin + BINS_PER_STEP)
                    .boxed()
                    .flatMap(one -> site.bin(one).stream())
                    .toList());
        }
        return watch.alerts();
    }
}
