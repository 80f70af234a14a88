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
import why403.lambda.SpikeSimulation.Outcome;
import why403.trigger.LogObject;

/** Every event is delivered twice, in random order, by 16 threads. */
class RepeatedEventsFaultsTest {

    private static final int THREADS = 16;

    private static final List<LogObject> THREE =
            List.of(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE, SpikeSimulation.AFTER);

    private static final List<LogObject> PARTS = IntStream.range(0, 12)
            .mapToObj(part -> SpikeSimulation.object("E2EXAMPLE", "part" + part))
            .toList();

    private static final Outcome WITHOUT_FAULTS = SpikeSimulation.withoutFaults();

    private static final Outcome ONCE_AT_A_TIME = watchedAtOnce(simulation -> PARTS.forEach(
            object -> assertThat(simulation.function().deliver(object)).isEmpty()));

    /** All that the work delivers is watched by one tick. */
    private static Outcome watchedAtOnce(Consumer<SpikeSimulation> work) {
        try (SpikeSimulation simulation = SpikeSimulation.start()) {
            putParts(simulation);
            simulation.function().deliverAndTick(SpikeSimulation.BEFORE);
            work.accept(simulation);
            return simulation.end();
        }
    }

    /** Objects of ten minutes each from 08:00 to 10:00, with errors from 09:00 to 09:20. */
    private static void putParts(SpikeSimulation simulation) {
        for (int part = 0; part < PARTS.size(); part++) {
            String from = Instant.parse("2026-11-24T08:00:00Z")
                    .plus(Duration.ofMinutes(10L * part))
                    .toString();
            boolean isSpike = part == 6 || part == 7;
            simulation.put(
                    PARTS.get(part), isSpike ? SpikeSimulation.spike(from, 10, 403) : SpikeSimulation.quiet(from, 10));
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
    void repeatedEventsInAnyOrderLeadToTheSameCountsAndNotices(int seed) {
        Outcome outcome = watchedAtOnce(simulation -> bySixteenThreads(
                twiceShuffled(PARTS, seed), object -> simulation.function().deliver(object)));

        assertThat(outcome).isEqualTo(ONCE_AT_A_TIME);
        assertThat(outcome.notices()).hasSize(2);
    }

    /**
     * The step in which an incident opens depends on the order, and so do its notices. A pass between the put of a
     * tally and its mark can see only the end of a spike. The rest is then late data of the same spike.
     */
    private static void assertReportsEachIncidentOnce(Outcome outcome, List<SnsServer.Received> notices) {
        assertThat(outcome.storedItems().counts())
                .isEqualTo(WITHOUT_FAULTS.storedItems().counts());
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
    void concurrentEventsAndTicksLeadToTheSameCountsAndReportEachIncidentOnce(int seed) {
        try (SpikeSimulation simulation = SpikeSimulation.start()) {
            bySixteenThreads(twiceShuffled(THREE, seed), object -> {
                List<String> failures = simulation.function().deliver(object);
                simulation.function().tick();
                return failures;
            });
            Outcome outcome = simulation.end();

            assertReportsEachIncidentOnce(outcome, outcome.notices());
        }
    }

    /** A claim expires after a minute while its holder continues, so a notice can be published twice. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void slowEventsRepeatAtMostTheSameNotices(int seed) {
        try (SpikeSimulation simulation = SpikeSimulation.start()) {
            bySixteenThreads(twiceShuffled(THREE, seed), object -> {
                simulation.clock().advance(Duration.ofMinutes(1));
                return simulation.function().deliverAndTick(object);
            });
            Outcome outcome = simulation.end();

            assertReportsEachIncidentOnce(
                    outcome, outcome.notices().stream().distinct().toList());
        }
    }

    @Test
    void anEventDeliveredAgainAfterAWeekChangesNothing() {
        try (SpikeSimulation simulation = SpikeSimulation.start()) {
            Outcome first = simulation.run();
            simulation.clock().advance(Duration.ofDays(7));

            Outcome again = simulation.run();

            assertThat(again.notices()).isEqualTo(first.notices());
            assertThat(again.storedItems()).isEqualTo(first.storedItems());
        }
    }

    /** At that time, its first half is older than eight days. */
    @Test
    void anEventDeliveredAgainOnTheEighthDayLosesNoCounts() {
        try (SpikeSimulation simulation = SpikeSimulation.start()) {
            Outcome first = simulation.run();
            simulation
                    .clock()
                    .advance(Duration.between(
                            simulation.clock().instant(),
                            Instant.parse("2026-11-24T09:30:00Z").plus(Duration.ofDays(8))));

            Outcome again = simulation.run();

            assertThat(again.notices()).isEqualTo(first.notices());
            assertThat(again.storedItems().counts())
                    .isEqualTo(first.storedItems().counts());
        }
    }

    @Test
    void anEventDeliveredAgainAfterTheEighthDayCountsNothing() {
        try (SpikeSimulation simulation = SpikeSimulation.start()) {
            Outcome first = simulation.run();
            simulation.clock().advance(Duration.ofDays(8));

            Outcome again = simulation.run();

            assertThat(again.notices()).isEqualTo(first.notices());
            assertThat(again.storedItems()).isEqualTo(first.storedItems());
            assertThat(simulation.function().log("INFO"))
                    .anyMatch(line -> line.contains("records are more than 8 days older than the event"));
        }
    }

    @Test
    void redrivenEventsAfterAllStateExpiredPublishNothing() {
        try (SpikeSimulation simulation = SpikeSimulation.start()) {
            simulation.clock().advance(Duration.ofDays(12));

            assertThat(simulation.run()).isEqualTo(new Outcome(StoredItems.NOTHING, List.of()));
        }
    }
}
