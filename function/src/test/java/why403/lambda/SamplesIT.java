package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.aws.RoleGate;
import why403.aws.SnsServer;
import why403.cli.Replayed;
import why403.json.JsonTree;
import why403.trigger.Delivery;
import why403.trigger.EventReader;

/**
 * Every sample incident, come through a queue, in the packed jar under the template's role: what it publishes is what
 * the replay prints.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = NativeHalf.ONLY)
class SamplesIT {

    private static final Path EVENTS = Path.of("..", "events");

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theMessagePublishedHasTheCausesOfTheReplay(Path sample) throws IOException {
        JsonNode event = JsonTree.read(Files.readAllBytes(sample.resolve("event.json")));
        Delivery delivery = new EventReader().read(event);
        try (Cloud cloud = Cloud.of(sample)) {
            StackTemplate stack = StackTemplate.read(
                    "template.json",
                    cloud.table().name(),
                    delivery.objects().get(0).bucket());
            try (RoleGate gate = new RoleGate(stack.role(), Map.of(Cloud.TOPIC, stack.topicKey()));
                    FunctionProcess function = FunctionProcess.start(
                            cloud.launch(stack, gate).at(delivery.time().orElseThrow()))) {
                Answer answer = function.invoke(JsonTree.write(Shapes.queued(event)));

                assertThat(gate.denied()).isEmpty();
                assertThat(answer).isEqualTo(Answer.response("{\"batchItemFailures\":[]}"));
                assertThat(cloud.topics().refused()).isEmpty();
                assertThat(parts(cloud.topics().received().stream()
                                .map(SnsServer.Received::members)
                                .map(members -> members.get("sqs"))
                                .toList()))
                        .isNotEmpty()
                        .isEqualTo(parts(Replayed.lines(sample)));
            }
        }
    }

    /** All but what a live account says otherwise of what was not recorded. */
    private static List<List<JsonNode>> parts(List<String> lines) throws IOException {
        List<List<JsonNode>> parts = new ArrayList<>();
        for (String line : lines) {
            JsonNode notice = JsonTree.read(line);
            parts.add(Stream.of("event", "incidentId", "at", "spike", "where", "causes")
                    .map(notice::path)
                    .toList());
        }
        return parts;
    }
}
