package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments, and what each command says where they are wrong. */
class CommandLineTest {

    @TempDir
    private Path folder;

    private static void assertRefused(Run run, String said) {
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(said);
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertRefused(Run.of(), "Missing command");
        assertRefused(Run.of("explain"), "There is no command 'explain'");
        assertRefused(Run.of("replay"), "replay takes at least one SCENARIO");
        assertRefused(Run.of("replay", "--nope", "x"), "There is no option --nope.");
        assertRefused(Run.of("replay", "x", "--missing=yes"), "The option --missing takes no value.");
        assertRefused(Run.of("replay", "x", "--format", "xml"), "text, json or slack, not 'xml'");
        assertRefused(Run.of("replay", "x", "--format"), "The option --format needs a value.");
        assertRefused(
                Run.of("replay", "x", "--format", "json", "--format", "text"),
                "The option --format stands there twice");
        assertRefused(Run.of("detect"), "detect takes one SERIES.csv, not 0");
        assertRefused(Run.of("detect", "a.csv", "b.csv"), "detect takes one SERIES.csv, not 2");
        assertRefused(Run.of("replay", "a\0b"), "No file can have that name");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertRefused(Run.text(folder), "There is no file " + folder.resolve("event.json"));
        assertRefused(Run.text(folder.resolve("e.json")), "There is no file " + folder.resolve("e.json"));
        assertRefused(Run.of("detect", folder + "/s.csv"), "There is no file " + folder.resolve("s.csv"));
    }

    @Test
    void whatComesWithALaterReleaseSaysSo() {
        assertRefused(Run.of("decide", "--policy", "p.json"), "it comes with a later one");
    }

    @ParameterizedTest
    @CsvSource({"'', COMMAND", "replay, --missing", "detect, SERIES.csv", "decide, Not in this release"})
    void everyCommandHasHelp(String command, String said) {
        Run run = command.isEmpty() ? Run.of("--help") : Run.of(command, "--help");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Usage: why403").contains(said);
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "JSON", "slack"})
    void aFormatIsNamedInAnyCase(String format) {
        Path quiet = new ScenarioFolder(folder).written();

        assertThat(Run.of("replay", "--format", format, quiet.toString()).exit())
                .isNotEqualTo(2);
    }

    @Test
    void optionsStandAnywhereBeforeTheirEnd() {
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
        Run run = detect("2026-11-24T10:00:00Z,200,0\n2026-11-24T10:01:00Z,200,150\n2026-11-24T10:02:00Z,200,150\n");

        assertThat(run.exit()).isZero();
        assertThat(run.lines())
                .containsExactly("{\"opened\":\"2026-11-24T10:01:00Z\",\"from\":\"2026-11-24T10:01:00Z\","
                        + "\"resolved\":null,\"peakRate\":0.5,\"oneClient\":false}");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aRowThatCannotBeReadCostsOnlyItselfWhateverItsBytes() throws IOException {
        Run run = detect("2026-11-24T10:00:00Z,200,0\n\u00ff\u00fe,1,2\n2026-11-24T10:01:00Z,200,150\n");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.lines()).hasSize(1);
        assertThat(run.err()).startsWith("Line 3 of the series: ");
    }
}
