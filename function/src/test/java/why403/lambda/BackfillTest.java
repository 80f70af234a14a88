package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import why403.json.JsonTree;
import why403.lambda.SpikeSimulation.Outcome;
import why403.trigger.LogObject;

/** Logs from before the deployment: counted, and not reported. */
class BackfillTest {

    private static final Outcome WITHOUT_BACKFILL = SpikeSimulation.withoutFaults();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SpikeSimulation simulation = SpikeSimulation.start();
    private final Deployment function = simulation.function();

    @AfterEach
    void close() {
        simulation.close();
    }

    private List<String> backfill(LogObject... objects) {
        List<ObjectNode> bodies =
                Arrays.stream(objects).map(EventShapes::backfill).toList();
        return Deployment.failures(function.tally(JsonTree.write(EventShapes.sqs(bodies))));
    }

    private List<JsonNode> due() {
        return function.lines("Notice due");
    }

    @Test
    void whatWasOverBeforeIsCountedAndNotReported() {
        assertThat(backfill(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE, SpikeSimulation.AFTER))
                .isEmpty();
        Outcome outcome = simulation.end();

        assertThat(outcome.notices()).isEmpty();
        assertThat(due()).isEmpty();
        assertThat(function.lines("Evaluated the past"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("incidents").asInt()).isEqualTo(1));
        assertThat(outcome.storedItems().counts())
                .isEqualTo(WITHOUT_BACKFILL.storedItems().counts());
        assertThat(outcome.storedItems().hasPendingWork()).isFalse();
    }

    /** Without the hour before, the first ten minutes of a site open nothing. */
    @Test
    void theFirstHourHasABaseline() {
        backfill(SpikeSimulation.BEFORE);
        simulation.clock().advance(MINUTE);
        function.deliverAndTick(SpikeSimulation.SPIKE);

        assertThat(simulation.end().notices())
                .isEqualTo(WITHOUT_BACKFILL.notices().subList(0, 1));
    }

    @Test
    void anIncidentThatGoesOnIsReportedByTheFirstNewLog() {
        LogObject more = SpikeSimulation.object("E2EXAMPLE", "more");
        simulation.put(more, SpikeSimulation.spike("2026-11-24T09:10:00Z", 5, 403));
        backfill(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE);
        simulation.clock().advance(MINUTE);
        function.deliverAndTick(more);

        assertThat(simulation.end().notices())
                .singleElement()
                .satisfies(notice -> assertThat(Json.read(notice.members().get("sqs"))
                                .at("/spike/from")
                                .asText())
                        .isEqualTo("2026-11-24T09:00:00Z"));
    }

    @Test
    void anOutageThatBeganHoursBeforeIsReportedWhenThePastHasBeenEvaluated() {
        LogObject outage = SpikeSimulation.object("E2EXAMPLE", "outage");
        LogObject more = SpikeSimulation.object("E2EXAMPLE", "more");
        LogObject last = SpikeSimulation.object("E2EXAMPLE", "last");
        simulation.put(outage, SpikeSimulation.spike("2026-11-24T09:00:00Z", 120, 403));
        simulation.put(more, SpikeSimulation.spike("2026-11-24T11:00:00Z", 10, 403));
        simulation.put(last, SpikeSimulation.spike("2026-11-24T11:10:00Z", 15, 403));
        simulation.clock().advance(Duration.ofMinutes(75));
        backfill(SpikeSimulation.BEFORE, outage);
        function.deliverAndTick(more);
        assertThat(due()).isEmpty();
        simulation.clock().advance(Duration.ofMinutes(10));
        function.tick();
        function.deliverAndTick(last);

        assertThat(simulation.outcome().notices())
                .singleElement()
                .satisfies(notice -> assertThat(Json.read(notice.members().get("sqs"))
                                .at("/spike/from")
                                .asText())
                        .isEqualTo("2026-11-24T09:00:00Z"));
    }

    @Test
    void anObjectThatIsBackfilledAfterItWasReportedChangesNothing() {
        Outcome first = simulation.run();
        backfill(SpikeSimulation.SPIKE, SpikeSimulation.BEFORE);

        Outcome again = simulation.end();

        assertThat(again.notices()).isEqualTo(first.notices());
        assertThat(again.storedItems()).isEqualTo(first.storedItems());
    }

    @Test
    void anUnreadableObjectOfThePastFailsOnlyItsMessage() {
        assertThat(backfill(SpikeSimulation.object("E2EXAMPLE", "gone"), SpikeSimulation.BEFORE))
                .containsExactly("message-0");
    }
}
