package why403.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A function in a process of its own, under AWS's runtime interface client and a {@link RuntimeApi}. Its working
 * directory, which the client takes for the task root, is empty.
 */
public final class FunctionProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RuntimeApi api;
    private final Path folder;
    private final Process process;

    private FunctionProcess(RuntimeApi api, Path folder, Process process) {
        this.api = api;
        this.folder = folder;
        this.process = process;
    }

    /** Starts the process, and waits for nothing. */
    public static FunctionProcess start(Launch launch) {
        RuntimeApi api = RuntimeApi.start();
        try {
            Path folder = Files.createTempDirectory("why403-function");
            Path taskRoot = Files.createDirectory(folder.resolve("task"));
            ProcessBuilder builder = new ProcessBuilder(launch.withFlags(List.of(NativeHalf.unpackedInto(folder)))
                            .command())
                    .directory(taskRoot.toFile())
                    .redirectOutput(folder.resolve("stdout").toFile())
                    .redirectError(folder.resolve("stderr").toFile());
            builder.environment().clear();
            builder.environment().putAll(launch.lambdaEnvironment(api.address(), taskRoot));
            return new FunctionProcess(api, folder, builder.start());
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The answer to an event.
     *
     * @throws IllegalStateException if the process ends, or a minute passes, without one
     */
    public Answer invoke(String event) {
        return await(api.invoke(event));
    }

    /**
     * Waits until the function asks for its first event, or with SnapStart for its restore.
     *
     * @return an empty response, or the error that it reports instead
     * @throws IllegalStateException as {@link #invoke} throws it
     */
    public Answer awaitInitialized() {
        return await(api.initialized());
    }

    /** Lets a function with SnapStart go on from where its snapshot would be taken. */
    public void restore() {
        api.restore();
    }

    /** What the function has printed until now, line by line. */
    public List<String> standardOutput() {
        return lines("stdout");
    }

    /** What the function has printed as errors until now, line by line. */
    public List<String> standardError() {
        return lines("stderr");
    }

    private Answer await(CompletableFuture<Answer> answer) {
        CompletableFuture<Answer> ended = process.onExit().thenApply(dead -> {
            throw new IllegalStateException("The function ended with " + dead.exitValue() + said());
        });
        try {
            return (Answer) CompletableFuture.anyOf(answer, ended).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The function did not answer within " + PATIENCE + said(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the function works", e);
        }
    }

    private String said() {
        return Stream.concat(standardOutput().stream(), standardError().stream())
                .reduce(", having printed:", (all, line) -> all + "\n" + line);
    }

    private List<String> lines(String file) {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process, whatever it is doing, and removes what it left. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        api.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(FunctionProcess::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
