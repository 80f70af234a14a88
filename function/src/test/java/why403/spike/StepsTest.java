package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.spike.rule.Minutes;
import why403.spike.rule.PlannedTraffic;

/**
 * With random traffic of half a day (short spikes) or four days (long ones), the incidents do not depend on how the minutes
 * are divided into steps, and a repeated step changes nothing.
 *
 * <p>The notices do depend on the steps, because a step does not know later ones: whether a path is reported before the
 * whole distribution, and when an incident is diagnosed again. Late data also matters, because it cannot resolve a reported
 * incident.
 */
class StepsTest {

    private static final int HALF_A_DAY = 700;
    private static final int FOUR_DAYS = 4 * Minutes.PER_DAY;
    private static final List<String> CAUSES = List.of("s3-grant-missing", "waf-block", "unexplained");

    static LongStream thirtySeeds() {
        return LongStream.range(0, 30);
    }

    /** The last two have an incident that opens soon after another one resolved. */
    static LongStream thirtyAndTwoSeeds() {
        return LongStream.concat(thirtySeeds(), LongStream.of(792, 1069));
    }

    static LongStream fiveSeeds() {
        return LongStream.range(0, 5);
    }

    @ParameterizedTest
    @MethodSource("thirtySeeds")
    void oneStepAndManyStepsFindTheSameIncidents(long seed) {
        Random random = new Random(seed);
        PlannedTraffic traffic = RandomTraffic.of(random, HALF_A_DAY, 50);

        assertThat(lives(inRandomSteps(traffic, random, 12))).isEqualTo(lives(Story.ofOneStep(traffic)));
    }

    @ParameterizedTest
    @MethodSource("fiveSeeds")
    void oneStepAndManyStepsFindTheSameExpiredIncidents(long seed) {
        Random random = new Random(seed);
        PlannedTraffic traffic = RandomTraffic.of(random, FOUR_DAYS, FOUR_DAYS);

        assertThat(lives(inRandomSteps(traffic, random, 400))).isEqualTo(lives(Story.ofOneStep(traffic)));
    }

    @ParameterizedTest
    @MethodSource("thirtyAndTwoSeeds")
    void aRepeatedStepChangesNothing(long seed) {
        Random random = new Random(seed);
        PlannedTraffic traffic = RandomTraffic.of(random, HALF_A_DAY, 200);
        Story story = inRandomSteps(traffic, random, 12);

        assertRepeatedMinutesChangeNothing(story, traffic, random, HALF_A_DAY);
    }

    @ParameterizedTest
    @MethodSource("fiveSeeds")
    void aRepeatedStepDoesNotChangeExpiredIncidents(long seed) {
        Random random = new Random(seed);
        PlannedTraffic traffic = RandomTraffic.of(random, FOUR_DAYS, FOUR_DAYS);
        Story story = inRandomSteps(traffic, random, 400);

        assertRepeatedMinutesChangeNothing(story, traffic, random, FOUR_DAYS);
    }

    private static void assertRepeatedMinutesChangeNothing(
            Story story, PlannedTraffic traffic, Random random, int minutes) {
        story.causedBy("waf-block").step(traffic, minutes - 1, minutes);
        List<Incident> before = story.incidents();
        int notices = story.dueNotices().size();
        int rechecks = story.rechecks().size();
        long from = random.nextInt(minutes);

        story.causedBy("geo-restriction").step(traffic, from, from + 1 + random.nextInt(minutes));

        assertThat(story.incidents()).isEqualTo(before);
        assertThat(story.dueNotices()).hasSize(notices);
        assertThat(story.rechecks()).hasSize(rechecks);
    }

    @ParameterizedTest
    @MethodSource("thirtySeeds")
    void anIncidentOpensChangesAndResolvesInThisOrder(long seed) {
        Random random = new Random(seed);
        Story story = inRandomSteps(RandomTraffic.of(random, HALF_A_DAY, 300), random, 12);

        for (Incident incident : story.incidents()) {
            String events = story.dueNotices().stream()
                    .filter(due -> isOf(incident, due))
                    .map(due -> due.event().name())
                    .collect(Collectors.joining(" "));
            assertThat(events).matches("|OPENED( CHANGED)*( RESOLVED| EXPIRED)?");
            assertThat(events.isEmpty()).isNotEqualTo(incident.reported());
            assertThat(events.endsWith("RESOLVED") && incident.phase() != Phase.RESOLVED)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("thirtySeeds")
    void anIncidentIsReportedAsChangedAtMostEveryThirtyMinutes(long seed) {
        Random random = new Random(seed);
        Story story = inRandomSteps(RandomTraffic.of(random, HALF_A_DAY, 300), random, 12);

        Map<String, Long> last = new HashMap<>();
        for (DueNotice due : story.dueNotices()) {
            if (due.event() == Event.CHANGED) {
                long minute =
                        Minutes.of(due.incident().lastReport().orElseThrow().diagnosed());
                Long before = last.put(due.incident().id(), minute);
                assertThat(before == null || minute >= before + 30).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("thirtySeeds")
    void anEndedIncidentNeverChanges(long seed) {
        Random random = new Random(seed);
        PlannedTraffic traffic = RandomTraffic.of(random, HALF_A_DAY, 100);
        Story story = new Story();
        for (SortedSet<Long> step : randomSteps(traffic, random, 12)) {
            List<Incident> ended = ended(story);
            story.step(traffic, step);
            assertThat(story.incidents()).containsAll(ended);
        }
    }

    @ParameterizedTest
    @MethodSource("thirtySeeds")
    void lateDataDoesNotReopenResolveOrChangeKnownIncidents(long seed) {
        Random random = new Random(seed);
        PlannedTraffic traffic = RandomTraffic.of(random, HALF_A_DAY, 100);
        int from = 100 + random.nextInt(500);
        Story story = new Story();
        story.step(traffic.withoutAll(from, from + 60), allBut(traffic, from, from + 60));
        Map<String, Phase> phases = phases(story);
        Set<DueNotice> noticesBefore = new HashSet<>(story.dueNotices());

        story.causedBy("waf-block").step(traffic, from, from + 60);

        assertThat(phases(story)).containsAllEntriesOf(phases);
        assertThat(story.rechecks()).isEmpty();
        assertThat(story.dueNotices())
                .filteredOn(due -> !noticesBefore.contains(due)
                        && due.event() == Event.RESOLVED
                        && !due.incident().oneClient())
                .allMatch(due -> !phases.containsKey(due.incident().id()));
    }

    private static boolean isOf(Incident incident, DueNotice due) {
        return due.incident().id().equals(incident.id()) && due.incident().oneClient() == incident.oneClient();
    }

    private static List<Incident> ended(Story story) {
        return story.incidents().stream().filter(incident -> !incident.isOpen()).toList();
    }

    /** Only ordinary incidents, because one client's incident can become an ordinary one with the same id. */
    private static Map<String, Phase> phases(Story story) {
        return story.incidents().stream()
                .filter(incident -> !incident.oneClient())
                .collect(Collectors.toMap(Incident::id, Incident::phase));
    }

    private static SortedSet<Long> allBut(PlannedTraffic traffic, int from, int to) {
        return traffic.withoutAll(from, to).counted();
    }

    private static List<String> lives(Story story) {
        return story.incidents().stream()
                .map(incident -> incident.id() + " to " + incident.to() + ", " + incident.phase() + " at "
                        + incident.ended() + (incident.oneClient() ? ", one client" : ""))
                .toList();
    }

    /** No step knows a later minute, and each finds a random cause or none. */
    private static Story inRandomSteps(PlannedTraffic traffic, Random random, int meanMinutes) {
        Story story = new Story();
        for (SortedSet<Long> step : randomSteps(traffic, random, meanMinutes)) {
            int cause = random.nextInt(CAUSES.size() + 1);
            Story next = cause == CAUSES.size() ? story.withoutDiagnosis() : story.causedBy(CAUSES.get(cause));
            next.step(traffic.until(step.last() + 1 - PlannedTraffic.ZERO), step);
        }
        return story;
    }

    private static List<SortedSet<Long>> randomSteps(PlannedTraffic traffic, Random random, int meanMinutes) {
        TreeSet<Long> left = new TreeSet<>(traffic.counted());
        List<SortedSet<Long>> steps = new ArrayList<>();
        while (!left.isEmpty()) {
            SortedSet<Long> next = left.headSet(left.first() + 1 + random.nextInt(2 * meanMinutes));
            steps.add(new TreeSet<>(next));
            next.clear();
        }
        return steps;
    }
}
