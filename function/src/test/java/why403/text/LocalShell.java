package why403.text;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs programs of this machine in a directory. A test that needs a program which is absent is skipped. */
public final class LocalShell {

    private static final int MOST_SECONDS = 60;

    /**
     * How a program ended.
     *
     * @param output standard output and standard error together
     */
    public record Result(int exit, String output) {}

    private LocalShell() {}

    /** Skips the test, with a sentence, unless each of those programs is on the PATH. */
    public static void require(String... programs) {
        for (String program : programs) {
            assumeTrue(isOnPath(program), "Skipped, because " + program + " is not on the PATH.");
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs a program; {@code firstOnPath} is searched for programs before the PATH of this process is. */
    public static Result run(Path directory, Path firstOnPath, List<String> command) {
        try {
            Path output = Files.createTempFile("why403-output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment()
                    .merge("PATH", firstOnPath.toString(), (path, first) -> first + File.pathSeparator + path);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The command took more than " + MOST_SECONDS + " seconds: " + command);
            }
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Result(process.exitValue(), printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a command ran: " + command, e);
        }
    }

    /** Runs a program in a directory. */
    public static Result run(Path directory, List<String> command) {
        return run(directory, directory, command);
    }

    /** The output of {@code jq} for a text, a filter and options. */
    public static Result jq(Path directory, String input, String... arguments) {
        try {
            Path file = Files.writeString(directory.resolve("jq-input.json"), input);
            List<String> command = Stream.concat(
                            Stream.concat(Stream.of("jq", "-c"), Stream.of(arguments)), Stream.of(file.toString()))
                    .toList();
            return run(directory, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
