package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.aws.Fault;
import why403.aws.SnsServer.Refusal;
import why403.json.JsonTree;
import why403.lambda.SpikeSimulation.Outcome;
import why403.trigger.EventReader;

/** An AWS service fails and later recovers. */
class ServiceFaultsTest {

    private static final Outcome WITHOUT_FAULTS = SpikeSimulation.withoutFaults();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SpikeSimulation simulation = SpikeSimulation.start();

    @AfterEach
    void close() {
        simulation.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PutItem", "UpdateItem", "Query", "GetItem", "TransactWriteItems"})
    void aThrottledTableFailsAnEventWithinItsTime(String operation) {
        simulation.function().deliverAndTick(SpikeSimulation.BEFORE);
        simulation.clock().advance(MINUTE);
        simulation
                .function()
                .wire()
                .intercept((call, send) ->
                        call.operation().equals(operation) ? InterceptingHttpClient.throttled() : send.send());
        List<String> again = simulation.function().deliver(SpikeSimulation.SPIKE);
        Throwable failure = catchThrowable(simulation.function()::tick);
        assertThat(simulation.function().log("ERROR"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .contains(
                                "DynamoDB throttled table " + simulation.table().name(),
                                "raise the table's maximum throughput"));
        assertThat(failure == null).isEqualTo(!again.isEmpty());

        simulation.function().wire().stopIntercepting();
        simulation.clock().advance(MINUTE);
        if (!again.isEmpty()) {
            assertThat(simulation.function().deliver(SpikeSimulation.SPIKE)).isEmpty();
        }
        simulation.function().tick();
        simulation.clock().advance(MINUTE);
        simulation.function().deliverAndTick(SpikeSimulation.AFTER);

        assertThat(simulation.end()).isEqualTo(WITHOUT_FAULTS);
    }

    @Test
    void aThrottledTableFailsTheTickAndTheNextTickCatchesUp() {
        simulation.function().deliverAndTick(SpikeSimulation.BEFORE);
        simulation.function().deliver(SpikeSimulation.SPIKE);
        simulation.function().wire().intercept((call, send) -> InterceptingHttpClient.throttled());
        assertThatThrownBy(simulation.function()::tick).hasMessageContaining("DynamoDB throttled table");
        assertThat(simulation.storedItems().hasPendingWork()).isTrue();
        assertThat(simulation.function().deliver(SpikeSimulation.AFTER)).containsExactly("message-0");

        simulation.function().wire().stopIntercepting();
        assertThat(simulation.end().notices()).hasSize(1);
        simulation.function().deliver(SpikeSimulation.AFTER);

        assertThat(simulation.end()).isEqualTo(WITHOUT_FAULTS);
    }

    /** The first tick has no notice to publish, so it does not fail. */
    private static void tickWithFailures(Deployment function) {
        try {
            function.tick();
        } catch (FailedEventException unpublished) {
            assertThat(unpublished).hasMessageContaining("stays pending");
        }
    }

    @Test
    void refusedNoticesStayPendingInOrderUntilTheTopicAcceptsThem() {
        simulation.cloud().topics().refuse(Refusal.DENIED);
        List.of(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE, SpikeSimulation.AFTER)
                .forEach(object -> {
                    assertThat(simulation.function().deliver(object)).isEmpty();
                    tickWithFailures(simulation.function());
                    simulation.clock().advance(MINUTE);
                });
        for (int ticks = 0; ticks < 3; ticks++) {
            assertThatThrownBy(simulation.function()::tick)
                    .isInstanceOf(FailedEventException.class)
                    .hasMessageContaining("stays pending and is tried again")
                    .hasMessageContaining("sns:Publish");
            simulation.clock().advance(MINUTE);
        }
        assertThat(simulation.cloud().topics().received()).isEmpty();
        simulation.cloud().topics().heal();

        assertThat(simulation.end()).isEqualTo(WITHOUT_FAULTS);
    }

    @Test
    void aMissingTopicIsReportedAndNoticesStayPending() {
        Deployment lost = Deployment.in(
                simulation.cloud(),
                simulation.clock(),
                simulation.table().name(),
                "arn:aws:sns:eu-central-1:123456789012:gone");
        List.of(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE, SpikeSimulation.AFTER)
                .forEach(object -> {
                    assertThat(lost.deliver(object)).isEmpty();
                    tickWithFailures(lost);
                    simulation.clock().advance(MINUTE);
                });

        assertThat(lost.log("ERROR"))
                .anyMatch(line ->
                        line.contains("SNS topic arn:aws:sns:eu-central-1:123456789012:gone does not exist (NotFound)."
                                + " Create the topic, or set WHY403_TOPIC to the ARN of an existing topic."));
        assertThat(simulation.end()).isEqualTo(WITHOUT_FAULTS);
    }

    @Test
    void aMissingTableFailsEveryMessageAndIsReported() {
        Deployment lost = Deployment.in(simulation.cloud(), simulation.clock(), "why403-gone", LocalAws.TOPIC);
        String sentence =
                "DynamoDB table why403-gone does not exist. Deploy the stack, or set WHY403_TABLE to the name of the"
                        + " stack's table.";

        assertThat(lost.deliver(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE))
                .containsExactly("message-0", "message-1");
        assertThat(lost.log("ERROR")).hasSize(2).allMatch(line -> line.contains(sentence));
        assertThatThrownBy(lost::tick).hasMessage(sentence);
        assertThat(simulation.run()).isEqualTo(WITHOUT_FAULTS);
    }

    /** Each event has a new process, so only the table knows the mapping. */
    @Test
    void throttlingOfAKnownErrorMappingDelaysNothing() {
        Outcome expected;
        try (SpikeSimulation untroubled = SpikeSimulation.start()) {
            untroubled.map("E2EXAMPLE", "403", "404");
            untroubled.put(SpikeSimulation.SPIKE, SpikeSimulation.spike("2026-11-24T09:00:00Z", 10, 404));
            expected = untroubled.run();
        }
        simulation.map("E2EXAMPLE", "403", "404");
        simulation.put(SpikeSimulation.SPIKE, SpikeSimulation.spike("2026-11-24T09:00:00Z", 10, 404));
        assertThat(simulation.function().deliverAndTick(SpikeSimulation.BEFORE)).isEmpty();
        simulation.clock().advance(MINUTE);

        simulation.cloud().account().make("cloudfront get-distribution", Fault.THROTTLED);
        assertThat(simulation.function().deliverAndTick(SpikeSimulation.SPIKE)).isEmpty();
        simulation.clock().advance(MINUTE);
        assertThat(simulation.function().deliverAndTick(SpikeSimulation.AFTER)).isEmpty();
        simulation.clock().advance(MINUTE);

        assertThat(simulation.function().log("WARN"))
                .anyMatch(line -> line.startsWith("Which records of E2EXAMPLE are forbidden was decided by the custom"
                        + " error responses that were known last"));
        assertThat(simulation.end().storedItems().counts())
                .isEqualTo(expected.storedItems().counts());
        assertThat(expected.notices()).hasSize(2);
        assertThat(simulation.outcome().notices()).hasSize(2);
    }

    @Test
    void aResponseOfTheAccountThatExceedsTheStackCountsAsNoAnswer() {
        simulation.map("E2EXAMPLE", "403", "404");
        assertThat(simulation.function().deliver(SpikeSimulation.BEFORE)).isEmpty();
        simulation.clock().advance(MINUTE);
        simulation.function().wire().intercept((call, send) -> {
            if (call.operation().equals("cloudfront")) {
                throw new StackOverflowError();
            }
            return send.send();
        });

        assertThat(simulation.function().deliver(SpikeSimulation.SPIKE)).isEmpty();
        assertThat(simulation.function().log("WARN"))
                .contains("The response to cloudfront get-distribution could not be read"
                        + " (java.lang.StackOverflowError).");
    }

    @Test
    void anObjectThatExceedsTheMemoryFailsOnlyItsMessage() {
        simulation.function().wire().intercept((call, send) -> {
            if (call.operation().equals(SpikeSimulation.BUCKET)) {
                simulation.function().wire().stopIntercepting();
                throw new OutOfMemoryError("Java heap space");
            }
            return send.send();
        });

        assertThat(simulation.function().deliver(SpikeSimulation.BEFORE, SpikeSimulation.SPIKE))
                .containsExactly("message-0");
        assertThat(simulation.function().log("ERROR"))
                .containsExactly(SpikeSimulation.BEFORE
                        + " was not tallied: it needs more memory than the process has (java.lang.OutOfMemoryError:"
                        + " Java heap space)");
    }

    @Test
    void anErrorOutsideOfEveryDistributionFailsTheEventAndIsLogged() {
        simulation.function().wire().intercept((call, send) -> {
            throw new OutOfMemoryError("Java heap space");
        });

        String sentence = "The event could not be handled (java.lang.OutOfMemoryError: Java heap space).";
        assertThatThrownBy(simulation.function()::tick)
                .isInstanceOf(FailedEventException.class)
                .hasMessage(sentence);
        assertThat(simulation.function().log("ERROR")).containsExactly(sentence);
    }

    @Test
    void throttlingOfAnErrorMappingThatWasNeverKnownFailsTheMessage() {
        simulation.cloud().account().make("cloudfront get-distribution", Fault.THROTTLED);
        assertThat(simulation.function().deliver(SpikeSimulation.BEFORE)).containsExactly("message-0");
        assertThat(simulation.function().log("ERROR"))
                .singleElement()
                .asString()
                .contains("cloudfront:GetDistribution was throttled", "is read again when its event is delivered");
        assertThat(simulation.storedItems()).isEqualTo(StoredItems.NOTHING);
        simulation.cloud().account().heal("cloudfront get-distribution");

        assertThat(simulation.run()).isEqualTo(WITHOUT_FAULTS);
    }

    @Test
    void throttlingDuringADiagnosisAppearsInTheNotice() throws IOException {
        Path scenario = Path.of("..", "events", "waf");
        try (LocalAws cloud = LocalAws.of(scenario)) {
            cloud.account().make("wafv2 get-web-acl", Fault.THROTTLED);
            JsonNode event = JsonTree.read(Files.readAllBytes(scenario.resolve("event.json")));
            Instant now = new EventReader().read(event).time().orElseThrow();
            Deployment function = Deployment.in(cloud, InstantSource.fixed(now));
            String queued = JsonTree.write(EventShapes.queued(event));

            assertThat(Deployment.failures(function.tally(queued))).isEmpty();
            function.tick();

            assertThat(cloud.topics().received())
                    .isNotEmpty()
                    .allSatisfy(notice -> assertThat(notice.members().get("sqs"))
                            .contains("{\"what\":\"wafv2:GetWebACL\",\"why\":\"AWS throttled the call\"}")
                            .contains("\"id\":\"waf-block\"")
                            .doesNotContain("\"certainty\":\"confirmed\""));
        }
    }
}
