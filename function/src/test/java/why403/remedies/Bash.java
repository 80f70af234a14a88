package why403.remedies;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Shells that have the stub {@code aws} and few other programs. */
final class Bash implements Closeable {

    /** What {@code jq} is in a shell. */
    enum JqProgram {
        REAL,
        ABSENT,
        /** Prints half of a document and fails. */
        FAILS_HALF_WAY
    }

    private static final List<String> PROGRAMS = List.of("bash", "env", "cat", "cp", "grep", "rm");
    private static final String BROKEN_JQ = "#!/usr/bin/env bash\nprintf '{\"Statement\":[{\"Effect\":'\nexit 5\n";
    private static final long PATIENCE_SECONDS = 60;

    private final Path folder;
    private final RememberedJq jq = new RememberedJq(found("jq").orElseThrow());

    /** @param folder an empty folder for the programs */
    Bash(Path folder) throws IOException {
        this.folder = folder;
        for (JqProgram one : JqProgram.values()) {
            Path bin = Files.createDirectories(bin(one));
            for (String program : PROGRAMS) {
                Files.createSymbolicLink(bin.resolve(program), found(program).orElseThrow());
            }
            script(bin.resolve("aws"), AwsServer.SCRIPT);
        }
        script(bin(JqProgram.REAL).resolve("jq"), AwsServer.SCRIPT);
        script(bin(JqProgram.FAILS_HALF_WAY).resolve("jq"), BROKEN_JQ);
    }

    RememberedJq jq() {
        return jq;
    }

    /** Removes the links to programs outside the folder. */
    @Override
    public void close() throws IOException {
        for (JqProgram one : JqProgram.values()) {
            for (String program : PROGRAMS) {
                Files.delete(bin(one).resolve(program));
            }
        }
    }

    private Path bin(JqProgram one) {
        return folder.resolve(one.name());
    }

    private static void script(Path file, String content) throws IOException {
        Files.writeString(file, content);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("Cannot make " + file + " executable");
        }
    }

    /** The program on this machine's {@code PATH}. */
    static Optional<Path> found(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** One command, as a person runs it by itself. */
    String run(String command, Path directory, JqProgram program, int port) throws IOException, InterruptedException {
        return run(List.of("bash", "-c", command), "", directory, program, port);
    }

    /** All commands, pasted into one shell with these options, such as {@code -eC}. */
    String paste(List<String> commands, List<String> options, Path directory, int port)
            throws IOException, InterruptedException {
        List<String> shell = Stream.concat(Stream.of("bash"), options.stream()).toList();
        return run(shell, String.join("\n", commands) + "\n", directory, JqProgram.REAL, port);
    }

    private String run(List<String> shell, String input, Path directory, JqProgram program, int port)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                        Stream.of(bin(program).resolve(shell.get(0)).toString()),
                        shell.stream().skip(1))
                .toList());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", bin(program).toString(), "WHY403_STUB_PORT", String.valueOf(port), "LC_ALL", "C"));
        Process process = builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedEarly) {
            // A shell with -e leaves before it has read everything.
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("Still running after " + PATIENCE_SECONDS + " s: " + shell + "\n" + input);
        }
        String printed = Files.readString(output, StandardCharsets.ISO_8859_1);
        Files.delete(output);
        return printed;
    }
}
