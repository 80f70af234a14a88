package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import why403.lambda.SpikeSimulation.Outcome;
import why403.trigger.LogObject;

/** Logs that arrive a day late. */
class LateLogsFaultsTest {

    private static final Outcome WITHOUT_FAULTS = SpikeSimulation.withoutFaults();
    private static final LogObject MORE = SpikeSimulation.object("E2EXAMPLE", "more");
    private static final Duration LATE = Duration.ofHours(20);

    private final SpikeSimulation simulation = SpikeSimulation.start();

    @AfterEach
    void close() {
        simulation.close();
    }

    private List<String> publishedEvents() {
        return simulation.cloud().topics().received().stream()
                .map(notice -> notice.attributes().get("event"))
                .toList();
    }

    @Test
    void ifAllLogsAreLateTheSameNoticesArePublishedLater() {
        simulation.clock().advance(LATE);

        assertThat(simulation.run()).isEqualTo(WITHOUT_FAULTS);
    }

    @Test
    void aSpikeFoundTwentyHoursLateIsCountedButNotPublished() {
        simulation.put(MORE, SpikeSimulation.quiet("2026-11-25T05:00:00Z", 60));
        simulation.clock().advance(LATE);
        simulation.function().deliverAndTick(MORE);
        simulation.clock().advance(Duration.ofMinutes(1));

        Outcome outcome = simulation.run();

        assertThat(outcome.storedItems().counts())
                .containsAllEntriesOf(WITHOUT_FAULTS.storedItems().counts());
        assertThat(outcome.notices()).isEmpty();
    }

    @Test
    void lateLogsOfAReportedIncidentAreCountedButNotPublishedAgain() {
        Outcome first = simulation.run();
        simulation.put(MORE, SpikeSimulation.spike("2026-11-24T09:05:00Z", 10, 403));
        simulation.clock().advance(LATE);

        simulation.function().deliverAndTick(MORE);
        Outcome outcome = simulation.end();

        assertThat(outcome.notices()).isEqualTo(first.notices());
        assertThat(outcome.storedItems().counts())
                .hasSize(first.storedItems().counts().size() + 1);
    }

    @Test
    void lateLogsWithoutErrorsDoNotEndAnOngoingIncident() {
        simulation.put(MORE, SpikeSimulation.spike("2026-11-24T09:50:00Z", 10, 403));
        List.of(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE, MORE).forEach(object -> {
            simulation.function().deliverAndTick(object);
            simulation.clock().advance(Duration.ofMinutes(1));
        });
        simulation.clock().advance(LATE);

        simulation.function().deliverAndTick(SpikeSimulation.AFTER);
        simulation.end();

        assertThat(publishedEvents()).containsExactly("opened");
    }
}
