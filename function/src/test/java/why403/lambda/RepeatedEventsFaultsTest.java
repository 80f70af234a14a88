package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.aws.SnsServer;
import why403.lambda.Story.Outcome;
import why403.trigger.LogObject;

/** Every event twice, in random order, by 16 threads. */
class RepeatedEventsFaultsTest {

    private static final int THREADS = 16;

    private static final List<LogObject> THREE = List.of(Story.BEFORE, Story.SPIKE, Story.AFTER);

    private static final List<LogObject> PARTS = IntStream.range(0, 12)
            .mapToObj(part -> Story.object("E2EXAMPLE", "part" + part))
            .toList();

    private static final Outcome UNDISTURBED = Story.undisturbed();

    private static final Outcome ONCE_AT_A_TIME = whileSomebodyHoldsTheClaim(story ->
            PARTS.forEach(object -> assertThat(story.function().deliver(object)).isEmpty()));

    /** What is done within a minute after the first event: all of it is judged by the tick that follows. */
    private static Outcome whileSomebodyHoldsTheClaim(Consumer<Story> work) {
        try (Story story = Story.begin()) {
            putParts(story);
            story.function().deliver(Story.BEFORE);
            work.accept(story);
            return story.end();
        }
    }

    /** Ten minutes each, from 08:00 to 10:00, in trouble from 09:00 to 09:20. */
    private static void putParts(Story story) {
        for (int part = 0; part < PARTS.size(); part++) {
            String from = Instant.parse("2026-11-24T08:00:00Z")
                    .plus(Duration.ofMinutes(10L * part))
                    .toString();
            boolean troubled = part == 6 || part == 7;
            story.put(PARTS.get(part), troubled ? Story.trouble(from, 10, 403) : Story.quiet(from, 10));
        }
    }

    private static List<LogObject> twiceShuffled(List<LogObject> objects, int seed) {
        List<LogObject> twice = new ArrayList<>(objects);
        twice.addAll(objects);
        Collections.shuffle(twice, new Random(seed));
        return twice;
    }

    private static void bySixteenThreads(List<LogObject> objects, Function<LogObject, List<String>> deliver) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<List<String>>> work = objects.stream()
                    .<Callable<List<String>>>map(object -> () -> deliver.apply(object))
                    .toList();
            for (Future<List<String>> failures : threads.invokeAll(work)) {
                assertThat(failures.get()).isEmpty();
            }
        } catch (Exception broken) {
            throw new AssertionError(broken);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void eventsThatOnlyTallyEndInTheSameCountsAndTheSameNoticesWhateverTheirOrder(int seed) {
        Outcome outcome = whileSomebodyHoldsTheClaim(story -> bySixteenThreads(
                twiceShuffled(PARTS, seed), object -> story.function().deliver(object)));

        assertThat(outcome).isEqualTo(ONCE_AT_A_TIME);
        assertThat(outcome.notices()).hasSize(2);
    }

    /**
     * In which step an incident opens hangs on the order, and with it what is told. Who watches between a tally's put
     * and its mark may know a trouble's end only; the rest is then late data of the same trouble.
     */
    private static void tellsEachIncidentOnce(Outcome outcome, List<SnsServer.Received> notices) {
        assertThat(outcome.kept().counts()).isEqualTo(UNDISTURBED.kept().counts());
        Map<String, List<String>> eventsByIncident = notices.stream()
                .map(notice -> Json.read(notice.members().get("sqs")))
                .collect(Collectors.groupingBy(
                        notice -> notice.path("incidentId").asText(),
                        Collectors.mapping(notice -> notice.path("event").asText(), Collectors.toList())));
        assertThat(eventsByIncident).as("%s", notices).hasSize(1);
        assertThat(eventsByIncident.values()).containsOnly(List.of("opened", "resolved"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void eventsAndTicksAllAtOnceEndInTheSameCountsAndTellEachIncidentOnce(int seed) {
        try (Story story = Story.begin()) {
            bySixteenThreads(twiceShuffled(THREE, seed), object -> {
                List<String> failures = story.function().deliver(object);
                story.function().tick();
                return failures;
            });
            Outcome outcome = story.end();

            tellsEachIncidentOnce(outcome, outcome.notices());
        }
    }

    /** A claim on notices runs out after a minute, and whoever held it still goes on: the same may leave twice. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void eventsThatTakeMinutesTellTheSameAgainAtWorst(int seed) {
        try (Story story = Story.begin()) {
            bySixteenThreads(twiceShuffled(THREE, seed), object -> {
                story.clock().moveOn(Duration.ofMinutes(1));
                return story.function().deliver(object);
            });
            Outcome outcome = story.end();

            tellsEachIncidentOnce(outcome, outcome.notices().stream().distinct().toList());
        }
    }

    @Test
    void anEventThatComesAgainAWeekLaterChangesNothing() {
        try (Story story = Story.begin()) {
            Outcome first = story.tell();
            story.clock().moveOn(Duration.ofDays(7));

            Outcome again = story.tell();

            assertThat(again.notices()).isEqualTo(first.notices());
            assertThat(again.kept()).isEqualTo(first.kept());
        }
    }

    /** Its first half is over eight days old by then. */
    @Test
    void anEventThatComesAgainInTheMiddleOfTheEighthDayCostsNoCounts() {
        try (Story story = Story.begin()) {
            Outcome first = story.tell();
            story.clock()
                    .moveOn(Duration.between(
                            story.clock().instant(),
                            Instant.parse("2026-11-24T09:30:00Z").plus(Duration.ofDays(8))));

            Outcome again = story.tell();

            assertThat(again.notices()).isEqualTo(first.notices());
            assertThat(again.kept().counts()).isEqualTo(first.kept().counts());
        }
    }

    @Test
    void anEventThatComesAgainAfterTheEighthDayCountsNothing() {
        try (Story story = Story.begin()) {
            Outcome first = story.tell();
            story.clock().moveOn(Duration.ofDays(8));

            Outcome again = story.tell();

            assertThat(again.notices()).isEqualTo(first.notices());
            assertThat(again.kept()).isEqualTo(first.kept());
            assertThat(story.function().log("INFO"))
                    .anyMatch(line -> line.contains("records are more than 8 days older than the event"));
        }
    }

    @Test
    void aQueueThatIsRedrivenWhenAllIsForgottenTellsNothing() {
        try (Story story = Story.begin()) {
            story.clock().moveOn(Duration.ofDays(12));

            assertThat(story.tell()).isEqualTo(new Outcome(Kept.NOTHING, List.of()));
        }
    }
}
