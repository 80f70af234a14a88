package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.aws.SnsServer;
import why403.cli.Replayed;
import why403.json.JsonTree;
import why403.trigger.Delivery;
import why403.trigger.EventReader;

/**
 * Runs every sample through SQS and the packed jar, with the template's role. The published notices are those that replay
 * prints.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = NativeLibrary.ONLY)
class SamplesIT {

    private static final Path EVENTS = Path.of("..", "events");

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }

    /**
     * The sample without what a listing of a bucket does not contain: how an object is encrypted. The role lists buckets, because
     * it may not read objects.
     */
    private static Path listed(Path sample, Path copy) throws IOException {
        List<Path> files;
        try (Stream<Path> below = Files.walk(sample)) {
            files = below.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = sample.relativize(file).toString();
            Path target = copy.resolve(name);
            Files.createDirectories(target.getParent());
            if (name.startsWith("account/s3api/head-object/") && !name.endsWith(".error.json")) {
                ObjectNode head = (ObjectNode) JsonTree.read(Files.readAllBytes(file));
                head.remove(List.of("ServerSideEncryption", "SSEKMSKeyId"));
                Files.writeString(target, JsonTree.write(head));
            } else {
                Files.copy(file, target);
            }
        }
        return copy;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void thePublishedMessageHasTheCausesOfTheReplay(Path sample, @TempDir Path copy) throws IOException {
        JsonNode event = JsonTree.read(Files.readAllBytes(sample.resolve("event.json")));
        Delivery delivery = new EventReader().read(event);
        try (LocalAws cloud = LocalAws.of(sample);
                GatedFunctions functions = GatedFunctions.start(
                        cloud,
                        "template.json",
                        delivery.objects().get(0).bucket(),
                        delivery.time().orElseThrow())) {
            InvocationResult answer = functions.tally().invoke(JsonTree.write(EventShapes.queued(event)));
            functions.watch().invoke("{\"why403\":\"tick\"}");

            assertThat(functions.denied()).isEmpty();
            assertThat(answer).isEqualTo(InvocationResult.response("{\"batchItemFailures\":[]}"));
            assertThat(cloud.topics().refused()).isEmpty();
            assertThat(parts(cloud.topics().received().stream()
                            .map(SnsServer.Received::members)
                            .map(members -> members.get("sqs"))
                            .toList()))
                    .isNotEmpty()
                    .isEqualTo(parts(Replayed.lines(listed(sample, copy))));
        }
    }

    /** The parts of notices that do not depend on whether the account is live or recorded. */
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
