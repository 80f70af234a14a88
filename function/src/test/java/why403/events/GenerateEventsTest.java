package why403.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed scenarios are what their generator makes, and nothing else. */
class GenerateEventsTest {

    private static final Path EVENTS = Path.of("..", "events");

    static List<Scenario> scenarios() {
        return Scenarios.ALL;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theCommittedFilesAreTheGeneratedOnes(Scenario scenario) throws IOException {
        assertThat(ScenarioFiles.below(EVENTS.resolve(scenario.name())))
                .as("run why403.events.GenerateEvents if this scenario was meant to change")
                .isEqualTo(ScenarioFiles.of(scenario));
    }

    @Test
    void everyCommittedFolderHasItsScenario() throws IOException {
        try (var paths = Files.list(EVENTS)) {
            assertThat(paths.filter(Files::isDirectory).map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrderElementsOf(
                            Scenarios.ALL.stream().map(Scenario::name).toList());
        }
    }

    @Test
    void generatingAgainCorrectsChangedFilesAndRemovesOldOnes(@TempDir Path folder) throws IOException {
        Map<String, String> files = Map.of("event.json", "{}\n", "s3/example-logs/a.gz", "a record\n");
        GenerateEvents.write(folder, files);
        Files.writeString(folder.resolve("event.json"), "[]\n");
        Files.writeString(folder.resolve("old.json"), "{}\n");

        GenerateEvents.write(folder, files);

        assertThat(ScenarioFiles.below(folder)).isEqualTo(files);
    }
}
