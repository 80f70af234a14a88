package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.aws.SnsServer.Refusal;
import why403.lambda.SpikeSimulation.Outcome;
import why403.log.LogText;
import why403.trigger.LogObject;

/** Ignored incidents and distributions that are not watched, from the event to the topic. */
class IgnoringTest {

    private static final LogObject OTHER = SpikeSimulation.object("E3EXAMPLE", "spike");

    private final SpikeSimulation simulation = SpikeSimulation.start();

    @AfterEach
    void close() {
        simulation.close();
    }

    private List<JsonNode> due() {
        return simulation.function().lines("Notice due");
    }

    private long ignored() {
        return due().stream().filter(line -> line.path("ignored").asBoolean()).count();
    }

    private long openedOfOneClient() {
        return due().stream()
                .filter(line -> line.path("event").asText().equals("opened")
                        && !line.path("alerts").asBoolean()
                        && !line.path("ignored").asBoolean())
                .count();
    }

    private static List<String> events(Outcome outcome) {
        return outcome.notices().stream()
                .map(notice ->
                        Json.read(notice.members().get("sqs")).path("event").asText())
                .toList();
    }

    /** The spike is in the whole distribution, and all of its errors are in /api/. */
    @ParameterizedTest
    @ValueSource(strings = {"*", "/api/", "/a"})
    void anIgnoredIncidentIsLoggedAndCountedButNotPublished(String entry) {
        Outcome outcome = simulation.deployedWith(WatchSettings.IGNORE, entry).run();

        assertThat(outcome.notices()).isEmpty();
        assertThat(due()).hasSize(2).allSatisfy(line -> {
            assertThat(line.path("alerts").asBoolean(true)).isFalse();
            assertThat(line.path("ignored").asBoolean()).isTrue();
            assertThat(Json.read(line.path("notice").asText()).path("causes")).isNotEmpty();
        });
        assertThat(ignored()).isEqualTo(2);
        assertThat(simulation.function().lines("Notice published")).isEmpty();
        assertThat(openedOfOneClient()).isZero();
        assertThat(simulation.function().sum("Tallied distribution", "forbidden"))
                .isPositive();
    }

    @Test
    void anIgnoredCauseIsComparedWithTheNoticesFirstCause() {
        String cause = simulation.run().notices().get(0).attributes().get("cause");
        simulation.reset();

        assertThat(simulation.deployedWith(WatchSettings.IGNORE, cause).run().notices())
                .isEmpty();
        assertThat(ignored()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"path:/api/", "host:www.example.com", "/img/", "signed-request-expired"})
    void entriesThatDoNotMatchTheIncidentIgnoreNothing(String entry) {
        Outcome outcome = simulation.deployedWith(WatchSettings.IGNORE, entry).run();

        assertThat(events(outcome)).containsExactly("opened", "resolved");
        assertThat(due()).hasSize(2).allMatch(line -> !line.path("ignored").asBoolean(true));
        assertThat(ignored()).isZero();
    }

    @Test
    void theEndOfAPublishedIncidentIsPublishedEvenIfItIsIgnoredByThen() {
        simulation.function().deliverAndTick(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE);
        simulation.clock().advance(Duration.ofMinutes(1));
        simulation.deployedWith(WatchSettings.IGNORE, "*").function().deliverAndTick(SpikeSimulation.AFTER);

        assertThat(events(simulation.end())).containsExactly("opened", "resolved");
    }

    @Test
    void theEndOfAnIgnoredIncidentIsIgnoredEvenIfNothingIsIgnoredByThen() {
        simulation
                .deployedWith(WatchSettings.IGNORE, "*")
                .function()
                .deliverAndTick(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE);
        simulation.clock().advance(Duration.ofMinutes(1));
        simulation.deployedWith(WatchSettings.IGNORE, "").function().deliverAndTick(SpikeSimulation.AFTER);

        assertThat(simulation.end().notices()).isEmpty();
        assertThat(due())
                .singleElement()
                .satisfies(line -> assertThat(line.path("notice").asText()).contains("\"event\":\"resolved\""));
        assertThat(ignored()).isEqualTo(1);
    }

    @Test
    void aSpikeOfOneClientIsCountedAsSuchEvenIfItsScopeIsIgnored() {
        simulation.put(
                SpikeSimulation.SPIKE,
                new LogText()
                        .at("2026-11-24T09:00:00Z")
                        .by("192.0.2.9")
                        .refusals(10)
                        .bytes());

        assertThat(simulation.deployedWith(WatchSettings.IGNORE, "*").run().notices())
                .isEmpty();

        assertThat(openedOfOneClient()).isEqualTo(1);
        assertThat(ignored()).isZero();
    }

    @Test
    void nothingIsStoredForADistributionThatIsNotWatched() {
        simulation.put(OTHER, SpikeSimulation.spike("2026-11-24T09:00:00Z", 10, 403));
        simulation.deployedWith(Variables.DISTRIBUTIONS, "E2EXAMPLE,E4EXAMPLE");

        assertThat(simulation.function().deliver(OTHER)).isEmpty();

        assertThat(simulation.storedItems()).isEqualTo(StoredItems.NOTHING);
        assertThat(simulation.function().log("INFO"))
                .contains("s3://example-logs/" + OTHER.key()
                        + ": 201 records belong to distributions that are not watched, and were skipped");
        assertThat(simulation.function().log("ERROR")).isEmpty();
        assertThat(simulation.function().sum("Tallied", "objects")).isEqualTo(1);
        assertThat(simulation.function().sum("Tallied distribution", "forbidden"))
                .isZero();
        assertThat(events(simulation.run())).containsExactly("opened", "resolved");
        assertThat(simulation.function().log("INFO"))
                .filteredOn(line -> line.contains("not watched"))
                .hasSize(1);
    }

    @Test
    void pendingWorkOfADistributionThatIsNoLongerWatchedIsNotPublished() {
        simulation.cloud().topics().refuse(Refusal.DENIED);
        simulation.function().deliver(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE);
        assertThatThrownBy(simulation.function()::tick).hasMessageContaining("stays pending");
        simulation.cloud().topics().heal();
        StoredItems left = simulation.storedItems();
        assertThat(left.hasPendingWork()).isTrue();
        simulation.deployedWith(Variables.DISTRIBUTIONS, "E3EXAMPLE");
        simulation.clock().advance(Duration.ofDays(2));

        simulation.function().tick();

        assertThat(simulation.cloud().topics().received()).isEmpty();
        assertThat(simulation.storedItems()).isEqualTo(left);
        assertThat(simulation.function().log("WARN")).isEmpty();
    }
}
