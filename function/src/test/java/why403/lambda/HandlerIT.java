package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import why403.aws.SnsServer;
import why403.json.JsonTree;
import why403.trigger.Delivery;
import why403.trigger.EventReader;
import why403.trigger.LogObject;

/** Runs the packed jar with AWS's runtime interface client: each kind of event, and failures. */
@EnabledOnOs(value = OS.LINUX, disabledReason = NativeLibrary.ONLY)
class HandlerIT {

    private static final Path SAMPLE = Path.of("..", "events", "grant-missing");
    private static final String OK = "{\"batchItemFailures\":[]}";

    private static Delivery delivery() throws IOException {
        return new EventReader().read(JsonTree.read(Files.readAllBytes(SAMPLE.resolve("event.json"))));
    }

    /** The event shapes for the sample's log objects. */
    enum Shape {
        S3 {
            @Override
            List<JsonNode> events(List<LogObject> objects) {
                return List.of(EventShapes.s3(objects));
            }
        },
        S3_IN_SNS {
            @Override
            List<JsonNode> events(List<LogObject> objects) {
                return List.of(EventShapes.sns(EventShapes.s3(objects)));
            }
        },
        S3_IN_SNS_IN_SQS {
            @Override
            List<JsonNode> events(List<LogObject> objects) {
                return List.of(EventShapes.sqs(List.of(EventShapes.notification(EventShapes.s3(objects)))));
            }
        },
        EVENT_BRIDGE {
            @Override
            List<JsonNode> events(List<LogObject> objects) {
                return objects.stream()
                        .map(EventShapes::eventBridge)
                        .map(JsonNode.class::cast)
                        .toList();
            }
        },
        EVENT_BRIDGE_IN_SQS {
            @Override
            List<JsonNode> events(List<LogObject> objects) {
                return List.of(EventShapes.sqs(
                        objects.stream().map(EventShapes::eventBridge).toList()));
            }
        };

        abstract List<JsonNode> events(List<LogObject> objects);
    }

    @ParameterizedTest
    @EnumSource
    void everyEventShapeLeadsToTheNotice(Shape shape) throws IOException {
        Delivery delivery = delivery();
        try (LocalAws cloud = LocalAws.of(SAMPLE);
                FunctionProcesses functions = FunctionProcesses.start(
                        half -> cloud.launchAt(half, delivery.time().orElseThrow()))) {
            for (JsonNode event : shape.events(delivery.objects())) {
                assertThat(functions.tally().invoke(JsonTree.write(event))).isEqualTo(InvocationResult.response(OK));
            }
            assertThat(functions.tick()).isEqualTo(InvocationResult.response("null"));

            assertThat(cloud.topics().received()).singleElement().satisfies(message -> {
                assertThat(message.subject()).startsWith("[why403] cdn.example.com: 64 % 403s - bucket");
                assertThat(message.attributes())
                        .isEqualTo(Map.of(
                                "event", "opened",
                                "distributionId", "E1GRANTEXAMPLE",
                                "cause", "s3-grant-missing",
                                "kind", "misconfiguration"));
                assertThat(message.members()).containsOnlyKeys("default", "email", "https", "sqs", "lambda");
            });
        }
    }

    @Test
    void onlyFailedMessagesOfABatchAreReportedWithTheReason() throws IOException {
        Delivery delivery = delivery();
        LogObject gone = new LogObject("example-logs", "cdn/E1GRANTEXAMPLE.2026-11-24-10.gone.gz");
        List<JsonNode> bodies = new ArrayList<>(delivery.objects().stream()
                .map(object -> EventShapes.s3(List.of(object)))
                .toList());
        bodies.add(0, EventShapes.s3(List.of(gone)));
        bodies.add(JsonTree.read("{\"surprise\":true}"));
        try (LocalAws cloud = LocalAws.of(SAMPLE);
                FunctionProcess function = FunctionProcess.start(
                        cloud.launchAt(Half.TALLY, delivery.time().orElseThrow()))) {
            InvocationResult answer = function.invoke(JsonTree.write(EventShapes.sqs(bodies)));

            assertThat(answer)
                    .isEqualTo(InvocationResult.response("{\"batchItemFailures\":[{\"itemIdentifier\":\"message-0\"},"
                            + "{\"itemIdentifier\":\"message-" + (bodies.size() - 1) + "\"}]}"));
            assertThat(function.standardOutput())
                    .anySatisfy(line -> assertThat(line).contains("\"level\":\"ERROR\"", gone.key()))
                    .anySatisfy(line -> assertThat(line).contains("\"level\":\"ERROR\"", "surprise", "expected S3's"));
        }
    }

    @Test
    void aSampleIsPublishedAndMetricLinesAreNotWrapped() {
        try (LocalAws cloud = LocalAws.of(SAMPLE);
                FunctionProcess function =
                        FunctionProcess.start(cloud.launch(Half.WATCH).with("AWS_LAMBDA_LOG_FORMAT", "JSON"))) {
            assertThat(function.invoke("{\"why403\":\"sample\"}")).isEqualTo(InvocationResult.response("null"));
            assertThat(function.invoke("{\"why403\":\"tick\"}")).isEqualTo(InvocationResult.response("null"));

            assertThat(cloud.topics().received())
                    .singleElement()
                    .extracting(SnsServer.Received::subject)
                    .asString()
                    .containsIgnoringCase("sample");
            assertThat(function.standardOutput())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("{\"_aws\":{\"Timestamp\":")
                            .endsWith("\"SilentDistributions\":0}"));
            assertThat(function.standardOutput())
                    .allSatisfy(line -> assertThat(line).startsWith("{"));
            assertThat(function.standardError()).isEmpty();
        }
    }

    @Test
    void aFailedEventIsReportedWithItsMessage() {
        try (LocalAws cloud = LocalAws.of(SAMPLE);
                FunctionProcesses functions = FunctionProcesses.start(cloud::launch)) {
            assertFails(functions.watch(), "{\"why403\":\"coffee\"}", "only {\\\"why403\\\":\\\"tick\\\"}");
            assertFails(functions.watch(), "{\"Records\":[]}", "belong to the function that tallies");
            assertFails(functions.tally(), "{\"Records\":[]}", "expected S3's");
            assertFails(functions.tally(), "{\"why403\":\"tick\"}", "Send it to the function that watches");
            cloud.topics().refuse(SnsServer.Refusal.NOT_FOUND);
            assertFails(functions.watch(), "{\"why403\":\"sample\"}", LocalAws.TOPIC);
            assertThat(functions.tick()).isEqualTo(InvocationResult.response("null"));
        }
    }

    private static void assertFails(FunctionProcess function, String event, String message) {
        InvocationResult answer = function.invoke(event);
        assertThat(answer.failed()).as(answer.body()).isTrue();
        assertThat(answer.body()).contains(message);
    }

    @ParameterizedTest
    @EnumSource
    void aMissingVariableFailsTheStartAndIsNamed(Half half) {
        try (FunctionProcess function =
                FunctionProcess.start(LaunchOptions.of(half.handler(), LaunchOptions.packedJar()))) {
            InvocationResult answer = function.awaitInitialized();

            assertThat(answer.failed()).isTrue();
            assertThat(answer.body()).contains("WHY403_TABLE");
        }
    }

    @Test
    void primingMakesNoNetworkCallAndTheFunctionsWorkAfterwards() throws IOException {
        Delivery delivery = delivery();
        try (LocalAws cloud = LocalAws.of(SAMPLE);
                FunctionProcesses functions =
                        FunctionProcesses.start(half -> cloud.launch(half).withSnapStart())) {
            for (FunctionProcess function : List.of(functions.tally(), functions.watch())) {
                InvocationResult initialized = function.awaitInitialized();
                assertThat(initialized.failed()).as(initialized.body()).isFalse();
                assertThat(function.standardOutput()).isEmpty();
                function.restore();
            }
            assertThat(cloud.topics().received()).isEmpty();

            assertThat(functions
                            .tally()
                            .invoke(JsonTree.write(EventShapes.sqs(List.of(EventShapes.s3(delivery.objects()))))))
                    .isEqualTo(InvocationResult.response(OK));
            assertThat(functions.watch().invoke("{\"why403\":\"sample\"}"))
                    .isEqualTo(InvocationResult.response("null"));
            assertThat(cloud.topics().received()).hasSize(1);
        }
    }
}
