package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import why403.tally.Counts;
import why403.tally.Scope;

/** How a day is cut into steps does not matter; nor does counting a step twice. */
class StepsTest {

    private static final int MINUTES = 700;
    private static final List<String> SCOPES =
            List.of("*", "path:/a/", "path:/b/", "host:www.example.com", "behavior:/a/*");

    @Property(tries = 30)
    void oneStepAndManyFindTheSameIncidents(@ForAll long seed) {
        Random random = new Random(seed);
        PlannedTraffic traffic = randomDay(random);

        Story inOne = Story.ofOneStep(traffic);
        Story inMany = inRandomSteps(traffic, random);

        assertThat(inMany.incidents()).extracting(Incident::id).isEqualTo(ids(inOne));
        assertThat(inMany.incidents())
                .extracting(Incident::to)
                .isEqualTo(inOne.incidents().stream().map(Incident::to).toList());
        assertThat(inMany.incidents())
                .extracting(Incident::ended)
                .isEqualTo(inOne.incidents().stream().map(Incident::ended).toList());
    }

    @Property(tries = 30)
    void aStepCountedTwiceChangesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        PlannedTraffic traffic = randomDay(random);
        Story story = inRandomSteps(traffic, random);
        List<Incident> before = story.incidents();
        int told = story.told().size();
        long from = random.nextInt(MINUTES);

        story.step(traffic, from, from + 1 + random.nextInt(MINUTES));

        assertThat(story.incidents()).isEqualTo(before);
        assertThat(story.told()).hasSize(told);
    }

    @Property(tries = 30)
    void anIncidentIsToldAtMostOnceOfEachKindAndOnlyResolvesAfterItOpened(@ForAll long seed) {
        Random random = new Random(seed);

        Story story = inRandomSteps(randomDay(random), random);

        for (Incident incident : story.incidents()) {
            List<Event> events = story.told().stream()
                    .filter(due -> due.incident().id().equals(incident.id())
                            && due.incident().oneClient() == incident.oneClient())
                    .map(Due::event)
                    .toList();
            assertThat(events).isIn(List.of(), List.of(Event.OPENED), List.of(Event.OPENED, Event.RESOLVED));
            assertThat(events.contains(Event.OPENED)).isEqualTo(incident.told());
        }
    }

    private static List<String> ids(Story story) {
        return story.incidents().stream().map(Incident::id).toList();
    }

    private static Story inRandomSteps(PlannedTraffic traffic, Random random) {
        Story story = new Story();
        SortedSet<Long> step = new TreeSet<>();
        for (long minute : traffic.counted()) {
            step.add(minute);
            if (random.nextInt(12) == 0) {
                story.step(traffic, step);
                step = new TreeSet<>();
            }
        }
        return story.step(traffic, step);
    }

    /** Each client's part of the 403s of a bin is anything up to all of them. */
    private static void addClients(PlannedTraffic traffic, Random random) {
        for (String scope : SCOPES) {
            for (int minute = 0; minute < MINUTES; minute += 5) {
                Counts bin = traffic.bin(new Scope(scope), Minutes.bin(PlannedTraffic.ZERO + minute));
                if (bin.forbidden() >= 5) {
                    long forbidden = 1L + random.nextInt(Math.toIntExact(bin.forbidden()));
                    traffic.withClient(scope, minute, random.nextInt(3), forbidden, forbidden);
                }
            }
        }
    }

    /** Some spikes of some lengths and sizes on some scopes, and now and then a gap without requests. */
    private static PlannedTraffic randomDay(Random random) {
        PlannedTraffic traffic = new PlannedTraffic();
        for (String scope : SCOPES) {
            int requests = scope.equals("*") ? 400 : 50 + random.nextInt(150);
            for (int minute = 0; minute < MINUTES; minute++) {
                if (minute % 97 < 90) {
                    int now = requests + random.nextInt(20);
                    traffic.with(scope, minute, minute + 1, now, random.nextInt(4) == 0 ? 1 : 0);
                }
            }
            for (int spikes = random.nextInt(4); spikes > 0; spikes--) {
                int from = 30 + random.nextInt(MINUTES - 100);
                traffic.with(scope, from, from + 1 + random.nextInt(50), requests, 1 + random.nextInt(requests));
            }
        }
        addClients(traffic, random);
        return traffic;
    }
}
