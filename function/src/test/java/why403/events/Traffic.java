package why403.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A scenario's requests, second by second. */
final class Traffic {

    private static final double PER_MINUTE = 24;
    private static final int PEOPLE = 320;
    private static final int REDIRECTED_OF_100 = 2;

    private final Scenario scenario;
    private final Random random;
    private final Edge edge;
    private final Viewers people;
    private final List<Line> lines = new ArrayList<>();

    private Traffic(Scenario scenario) {
        this.scenario = scenario;
        this.random = new Random(scenario.name().hashCode());
        this.edge = new Edge(scenario.site(), random);
        this.people = Viewers.people(random, PEOPLE);
    }

    /** All that is logged, in the order of time. */
    static List<Line> of(Scenario scenario) {
        Traffic traffic = new Traffic(scenario);
        traffic.run();
        return traffic.lines;
    }

    private void run() {
        Viewers machines = Viewers.machines(
                random, scenario.flood().map(Scenario.Flood::machines).orElse(0));
        Timetable times = scenario.times();
        double perSecond = 0;
        for (Instant time = times.from(); time.isBefore(times.to()); time = time.plusSeconds(1)) {
            if (time.getEpochSecond() % 60 == 0) {
                perSecond = perSecond(time);
            }
            boolean isIncident = times.isDuringIncident(time);
            if (random.nextDouble() < perSecond) {
                people(time, isIncident ? scenario.duringIncident() : scenario.usual());
            }
            if (isIncident && scenario.flood().isPresent()) {
                flood(time, machines, scenario.flood().get());
            }
        }
    }

    /** Swings slowly, by a tenth, and from minute to minute by a fifth. */
    private double perSecond(Instant minute) {
        double swing = 1 + StrictMath.sin(minute.getEpochSecond() / 2400.0) / 10;
        double wobble = 0.8 + 0.4 * random.nextDouble();
        return PER_MINUTE / 60 * swing * wobble;
    }

    private void people(Instant time, List<Resource> resources) {
        Viewer viewer = people.any(random);
        Resource resource = any(resources);
        boolean redirected = resource.method().equals("GET") && random.nextInt(100) < REDIRECTED_OF_100;
        lines.add(redirected ? edge.redirect(time, viewer, resource) : edge.answer(time, viewer, resource));
    }

    private void flood(Instant time, Viewers machines, Scenario.Flood flood) {
        if (random.nextInt(60) < flood.perMinute()) {
            lines.add(edge.answer(time, machines.any(random), any(flood.resources())));
        }
    }

    private Resource any(List<Resource> resources) {
        int left = random.nextInt(resources.stream().mapToInt(Resource::weight).sum());
        for (Resource resource : resources) {
            left -= resource.weight();
            if (left < 0) {
                return resource;
            }
        }
        throw new IllegalStateException("Weights must be positive");
    }
}
