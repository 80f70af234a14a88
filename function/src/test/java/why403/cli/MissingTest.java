package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.log.LogText;

/** {@code --missing}, and the result of running its commands. */
class MissingTest {

    private static final Path EVENTS = Path.of("..", "events");
    private static final Pattern RECORDED_TO = Pattern.compile("> '?\\S*?/account/(\\S+?)(?:\\.error)?\\.json\\b");
    private static final int MOST_ROUNDS = 8;

    @TempDir
    private Path folder;

    private void copyWithoutItsAccount(String scenario) throws IOException {
        ScenarioFolder.copy(EVENTS.resolve(scenario).resolve("s3"), folder.resolve("s3"));
        Files.copy(EVENTS.resolve(scenario).resolve("event.json"), folder.resolve("event.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant-missing", "removed-files", "mixture"})
    void recordingWhatIsMissingLeadsToTheWholeDiagnosis(String scenario) throws IOException {
        copyWithoutItsAccount(scenario);
        Set<String> asked = new HashSet<>();

        List<String> missing = Run.missing(folder).lines();
        for (int round = 0; !missing.isEmpty() && round < MOST_ROUNDS; round++) {
            for (String command : missing) {
                String recording = recordingOf(command);
                assertThat(asked.add(recording))
                        .as("asked for once: " + recording)
                        .isTrue();
                record(scenario, recording);
            }
            missing = Run.missing(folder).lines();
        }

        assertThat(missing).isEmpty();
        assertThat(asked).contains("cloudfront/get-distribution/" + distributionOf(scenario));
        assertThat(Run.json(folder)).isEqualTo(Run.json(EVENTS.resolve(scenario)));
    }

    private static String recordingOf(String command) {
        return RECORDED_TO
                .matcher(command)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("It records nothing: " + command));
    }

    private void record(String scenario, String recording) throws IOException {
        for (String ending : List.of(".json", ".error.json")) {
            Path recorded = EVENTS.resolve(scenario).resolve("account").resolve(recording + ending);
            if (Files.exists(recorded)) {
                Path copy = folder.resolve("account").resolve(recording + ending);
                Files.createDirectories(copy.getParent());
                Files.copy(recorded, copy);
            }
        }
    }

    private static String distributionOf(String scenario) throws IOException {
        return NaiveLog.files(EVENTS.resolve(scenario).resolve("account/cloudfront/get-distribution"))
                .get(0)
                .getFileName()
                .toString()
                .replace(".json", "");
    }

    @Test
    void theCommandIsThatOfTheAnswerAndNoNoticeIsPrinted() throws IOException {
        copyWithoutItsAccount("geo");

        Run run = Run.missing(folder);

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.lines())
                .singleElement()
                .satisfies(command -> assertThat(command)
                        .contains("aws cloudfront get-distribution --id E6WORLDEXAMPLE --output json > ")
                        .doesNotContain("CAUSE"));
    }

    @Test
    void nothingIsPrintedIfEverythingIsRecorded() {
        assertThat(Run.missing(EVENTS.resolve("wrong-oai"))).isEqualTo(new Run(0, "", ""));
    }

    @Test
    void aReplayWithoutAnIncidentSaysSo() {
        Path quiet = new ScenarioFolder(folder)
                .log("a", new LogText().quiet(5))
                .distribution("")
                .written();

        Run run = Run.missing(quiet);

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("No incident: 1 object with 100 records");
    }
}
