package why403.benchmark.detection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.spike.DueNotice;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.IncidentMachine;
import why403.spike.Recheck;
import why403.spike.Sensitivity;
import why403.spike.Transition;

/**
 * The rule of the product, by the product's own state machine. Objects that arrive together are one step. The machine
 * walks the minutes of a step in the time of the log, so a log in order gives the same alerts in steps of five minutes
 * and of a day; long steps are faster, because the machine keeps what it has computed during a step. Each diagnosis finds
 * the same cause.
 */
final class ProductRule implements Rule {

    static final int DAY = 24 * 60;

    private static final String SITE = "site";
    private static final String CAUSE = "cause";

    private final Sensitivity sensitivity;
    private final int stepInOrder;

    /** @param stepInOrder how many minutes of a log in order are one step */
    ProductRule(Sensitivity sensitivity, int stepInOrder) {
        this.sensitivity = sensitivity;
        this.stepInOrder = stepInOrder;
    }

    @Override
    public String name() {
        return "why403";
    }

    @Override
    public List<Alert> alerts(SiteLog log) {
        IncidentMachine machine = new IncidentMachine(sensitivity);
        DeliveredTraffic traffic = new DeliveredTraffic(log.minutes());
        List<Incident> incidents = List.of();
        OptionalLong newest = OptionalLong.empty();
        List<Alert> alerts = new ArrayList<>();
        for (List<LogObjectCounts> objects : steps(log).values()) {
            objects.forEach(traffic::add);
            SortedSet<Long> touched = touched(objects);
            Transition found = machine.step(SITE, traffic, touched, newest, incidents);
            Transition step = machine.conclude(found, causes(found));
            step.due().stream()
                    .filter(due -> due.event() == Event.OPENED)
                    .map(DueNotice::incident)
                    .filter(incident -> !incident.oneClient())
                    .map(ProductRule::alert)
                    .forEach(alerts::add);
            incidents = step.incidents();
            if (!touched.isEmpty()) {
                newest = OptionalLong.of(Math.max(touched.last(), newest.orElse(touched.last())));
            }
        }
        return alerts;
    }

    private SortedMap<Integer, List<LogObjectCounts>> steps(SiteLog log) {
        int minutes = log.delivery() == Delivery.IN_ORDER ? stepInOrder : LogObjectCounts.MINUTES;
        return log.objects().stream()
                .collect(Collectors.groupingBy(
                        object -> (object.arrival() - 1) / minutes, TreeMap::new, Collectors.toList()));
    }

    private static SortedSet<Long> touched(List<LogObjectCounts> objects) {
        SortedSet<Long> touched = new TreeSet<>();
        for (LogObjectCounts object : objects) {
            for (int i = 0; i < LogObjectCounts.MINUTES; i++) {
                if (object.counts().get(i).requests() > 0) {
                    touched.add(DeliveredTraffic.START_MINUTE + object.first() + i);
                }
            }
        }
        return touched;
    }

    private static Map<String, String> causes(Transition found) {
        Map<String, String> causes = new TreeMap<>();
        found.due().stream()
                .map(DueNotice::incident)
                .filter(incident -> !incident.oneClient())
                .forEach(incident -> causes.put(incident.id(), CAUSE));
        found.rechecks().stream().map(Recheck::incident).forEach(incident -> causes.put(incident.id(), CAUSE));
        return causes;
    }

    private static Alert alert(Incident incident) {
        return new Alert(minute(incident.opened()), OptionalInt.of(minute(incident.from())));
    }

    private static int minute(Instant instant) {
        return (int) (Math.floorDiv(instant.getEpochSecond(), 60L) - DeliveredTraffic.START_MINUTE);
    }
}
