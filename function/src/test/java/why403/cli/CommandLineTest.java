package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import why403.log.LogText;

/** The arguments of each command, and the messages when they are wrong. */
class CommandLineTest {

    private static final String QUIET_TWENTY_MINUTES = IntStream.range(41, 61)
            .mapToObj(minute -> "2026-11-24T%02d:%02d:00Z,200,0\n".formatted(9 + minute / 60, minute % 60))
            .collect(Collectors.joining());

    @TempDir
    private Path folder;

    private static void assertRefused(Run run, String said) {
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(said);
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertRefused(Run.of(), "A command is missing: diagnose, replay, detect or decide.");
        assertRefused(Run.of("explain"), "There is no command 'explain'");
        assertRefused(Run.of("replay"), "replay needs at least one SCENARIO");
        assertRefused(Run.of("replay", "--nope", "x"), "There is no option --nope.");
        assertRefused(Run.of("replay", "x", "--missing=yes"), "The option --missing takes no value.");
        assertRefused(Run.of("replay", "x", "--format", "xml"), "text, json or slack, not 'xml'");
        assertRefused(Run.of("replay", "x", "--format"), "The option --format needs a value.");
        assertRefused(
                Run.of("replay", "x", "--format", "json", "--format", "text"),
                "The option --format was given more than once");
        assertRefused(Run.of("detect"), "detect needs exactly one SERIES.csv, not 0");
        assertRefused(Run.of("detect", "a.csv", "b.csv"), "detect needs exactly one SERIES.csv, not 2");
        assertRefused(Run.of("replay", "a\0b"), "This cannot be the name of a file");
    }

    @Test
    void aFileThatDoesNotExistIsNamed() {
        assertRefused(Run.text(folder), "There is no file " + folder.resolve("event.json"));
        assertRefused(Run.text(folder.resolve("e.json")), "There is no file " + folder.resolve("e.json"));
        assertRefused(Run.of("detect", folder + "/s.csv"), "There is no file " + folder.resolve("s.csv"));
    }

    private static String shown(String... arguments) {
        Run run = Run.of(arguments);
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    @ParameterizedTest
    @CsvSource({
        "completion, zsh",
        "diagnose, --offline",
        "replay, --missing",
        "detect, SERIES.csv",
        "decide, --principal"
    })
    void everyCommandHasHelp(String command, String said) {
        String help = shown(command, "--help");

        assertThat(help).startsWith("Usage: why403 " + command).contains(said);
        assertThat(shown(command, "-h")).isEqualTo(help);
        assertThat(shown("help", command)).isEqualTo(help);
    }

    @Test
    void theHelpListsTheCommandsThatExist() {
        String help = shown("--help");

        List<String> commands = help.lines()
                .filter(line -> line.matches("  [a-z]+ .*"))
                .map(line -> line.strip().split(" ", -1)[0])
                .toList();
        assertThat(commands).containsExactly("diagnose", "replay", "detect", "decide", "completion", "help");
        commands.forEach(command -> assertThat(shown(command, "--help")).startsWith("Usage: why403 "));
        assertThat(shown("-h")).isEqualTo(help);
        assertThat(shown("help")).isEqualTo(help);
        assertRefused(Run.of("help", "explain"), "There is no command 'explain'.");
    }

    @Test
    void theVersionIsShown() {
        assertThat(shown("--version")).isEqualTo("why403 1.2.3\n");
    }

    private String file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "").toString();
    }

    @Test
    void filesThatAreNotEventsAreSkipped() throws IOException {
        String quiet = new ScenarioFolder(folder.resolve("quiet")).written().toString();
        String readme = file("README.md");

        Run run = Run.of("replay", readme, quiet);

        assertThat(run.err()).startsWith("Skipped " + readme + ": it is neither a folder nor a .json file.\n");
        assertThat(run.exit()).isEqualTo(Run.of("replay", quiet).exit());
        assertThat(run.err().substring(run.err().indexOf('\n') + 1))
                .isEqualTo(Run.of("replay", quiet).err());
    }

    @Test
    void logFilesAloneAreRefusedWithTheWayToDiagnoseThem() throws IOException {
        Run run = Run.of("replay", file("E2EXAMPLE.2026-11-24-10.a.gz"), file("b.gz"));

        assertRefused(run, "Nothing to replay.");
        assertThat(run.err()).contains("Skipped " + folder.resolve("b.gz"), "why403 diagnose");
    }

    @Test
    void aFolderOfLogFilesIsRefusedWithTheWayToDiagnoseThem() throws IOException {
        file("E2EXAMPLE.2026-11-24-10.a.gz");

        assertRefused(Run.text(folder), "'why403 diagnose --offline FOLDER'");
        assertThat(Run.text(folder).err()).contains("mkdir -p scenario/s3/logs");
    }

    @Test
    void theScenarioInTheHelpOfReplayCanBeReplayed() throws IOException {
        String event = shown("help", "replay")
                .lines()
                .dropWhile(line -> !line.contains("echo '"))
                .limit(2)
                .map(String::strip)
                .collect(Collectors.joining())
                .replaceAll("^echo '|'.*$", "");
        Path log = folder.resolve("s3/logs/E2EXAMPLE.2026-11-24-10.abcd1234.gz");
        Files.createDirectories(log.getParent());
        Files.write(log, ScenarioFolder.gzip(new LogText().quiet(5).bytes()));
        Files.writeString(folder.resolve("event.json"), event);

        Run run = Run.text(folder);

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEqualTo("No incident: 1 object with 100 records, 0 forbidden (0.0 %).\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "JSON", "slack"})
    void aFormatCanBeGivenInUpperOrLowerCase(String format) {
        Path quiet = new ScenarioFolder(folder).written();

        assertThat(Run.of("replay", "--format", format, quiet.toString()).exit())
                .isNotEqualTo(2);
    }

    @Test
    void optionsCanComeAnywhereBeforeTheDoubleDash() {
        String quiet = new ScenarioFolder(folder).written().toString();

        int plain = Run.of("replay", quiet).exit();
        assertThat(plain).isNotEqualTo(2);
        assertThat(Run.of("replay", quiet, "--format=json").exit()).isEqualTo(plain);
        assertThat(Run.of("replay", "--missing", quiet, "--format", "text").exit())
                .isEqualTo(plain);
        assertThat(Run.of("replay", "--", quiet).exit()).isEqualTo(plain);
        assertRefused(Run.of("replay", "--", quiet, "--missing"), "There is no file --missing");
        assertThat(Run.of("replay", quiet, "-h").out()).startsWith("Usage: why403 replay");
    }

    private Run detect(String rows) throws IOException {
        Path series = folder.resolve("series.csv");
        Files.write(series, ("minute,requests,forbidden\n" + rows).getBytes(StandardCharsets.ISO_8859_1));
        return Run.of("detect", series.toString());
    }

    @Test
    void aSeriesIsReadToItsEnd() throws IOException {
        Run run = detect(QUIET_TWENTY_MINUTES + "2026-11-24T10:01:00Z,200,150\n2026-11-24T10:02:00Z,200,150\n");

        assertThat(run.exit()).isZero();
        assertThat(run.lines())
                .containsExactly("{\"opened\":\"2026-11-24T10:01:00Z\",\"from\":\"2026-11-24T10:01:00Z\","
                        + "\"resolved\":null,\"peakRate\":0.3,\"oneClient\":false}");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aRowWithAnyUnreadableBytesIsSkipped() throws IOException {
        Run run = detect(QUIET_TWENTY_MINUTES + "\u00ff\u00fe,1,2\n2026-11-24T10:01:00Z,200,150\n");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.lines()).hasSize(1);
        assertThat(run.err()).startsWith("Line 22 of the series: ");
    }
}
