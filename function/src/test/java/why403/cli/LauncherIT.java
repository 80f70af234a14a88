package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program that the build makes: a script with the jar behind it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The program is a POSIX shell script")
class LauncherIT {

    private static final Path PROGRAM = Path.of("target", "why403").toAbsolutePath();
    private static final Path SAMPLE = Path.of("..", "events", "waf").toAbsolutePath();
    private static final String[] DIAGNOSE = {
        "diagnose",
        "--format",
        "json",
        "--account",
        SAMPLE.resolve("account").toString(),
        SAMPLE.resolve("s3").toString()
    };

    @TempDir
    private Path folder;

    private record Ended(int exit, String out, String err) {}

    private Ended runWith(String javaHome, Path program, String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList());
        process.environment().put("JAVA_HOME", javaHome);
        process.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        int exit = process.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Ended(exit, Files.readString(out), Files.readString(err));
    }

    private Ended run(Path program, String... arguments) throws IOException, InterruptedException {
        return runWith(System.getProperty("java.home"), program, arguments);
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache/why403"))) {
            return files.toList();
        }
    }

    @Test
    void everyRunPrintsTheSameAndTheFirstMakesAnArchive() throws IOException, InterruptedException {
        Ended jar = new Ended(0, String.join("\n", Run.of(DIAGNOSE).lines()) + "\n", "");

        assertThat(run(PROGRAM, DIAGNOSE)).isEqualTo(jar);
        List<Path> archives = archives();
        assertThat(archives)
                .singleElement()
                .satisfies(
                        archive -> assertThat(archive.getFileName().toString()).matches("classes-\\d+\\.jsa"));
        assertThat(run(PROGRAM, DIAGNOSE)).isEqualTo(jar);
        assertThat(archives()).isEqualTo(archives);
    }

    @Test
    void theExitCodeIsThatOfTheCommand() throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            Ended refused = run(PROGRAM, "diagnose", "--offline");
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).startsWith("diagnose needs at least one log file");
        }
    }

    @Test
    void aLinkToItRunsIt() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("why403"), PROGRAM);

        assertThat(run(link, "--version").out()).startsWith("why403 ");
    }

    @Test
    void aFolderThatCannotHoldTheArchiveDoesNotStopIt() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("cache"), "A file, where a folder was expected.");

        assertThat(run(PROGRAM, "--version").out()).startsWith("why403 ");
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws IOException, InterruptedException {
        Ended ended = runWith(folder.resolve("none").toString(), PROGRAM, "--version");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err())
                .isEqualTo("why403 needs Java 17 or later, and there is no " + folder.resolve("none")
                        + "/bin/java. Install a JDK, or set JAVA_HOME.\n");
    }
}
