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
 * Runs a function in its own process, with AWS's runtime interface client and a {@link RuntimeApi}. The working directory
 * is empty, and the client uses it as the task root.
 */
public final class FunctionProcess implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final RuntimeApi api;
    private final Path folder;
    private final Process process;

    private FunctionProcess(RuntimeApi api, Path folder, Process process) {
        this.api = api;
        this.folder = folder;
        this.process = process;
    }

    /** Starts the process without waiting for it. */
    public static FunctionProcess start(LaunchOptions launch) {
        RuntimeApi api = RuntimeApi.start();
        try {
            Path folder = Files.createTempDirectory("why403-function");
            Path taskRoot = Files.createDirectory(folder.resolve("task"));
            ProcessBuilder builder = new ProcessBuilder(launch.withFlags(List.of(NativeLibrary.unpackInto(folder)))
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
     * Sends an event and returns the result.
     *
     * @throws IllegalStateException if the process ends, or if no result arrives within a minute
     */
    public InvocationResult invoke(String event) {
        return await(api.invoke(event));
    }

    /**
     * Waits until the function requests its first event, or with SnapStart its restore.
     *
     * @return an empty response, or the error that the function reports
     * @throws IllegalStateException as in {@link #invoke}
     */
    public InvocationResult awaitInitialized() {
        return await(api.initialized());
    }

    /** Restores a function with SnapStart after its snapshot. */
    public void restore() {
        api.restore();
    }

    /** The processor time that the process has used so far. */
    public Duration processorTime() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("This platform does not tell the processor time"));
    }

    /** The lines that the function has printed to standard output. */
    public List<String> standardOutput() {
        return lines("stdout");
    }

    /** The lines that the function has printed to standard error. */
    public List<String> standardError() {
        return lines("stderr");
    }

    private InvocationResult await(CompletableFuture<InvocationResult> answer) {
        CompletableFuture<InvocationResult> ended = process.onExit().thenApply(dead -> {
            throw new IllegalStateException("The function ended with " + dead.exitValue() + messages());
        });
        try {
            return (InvocationResult) CompletableFuture.anyOf(answer, ended).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The function did not answer within " + TIMEOUT + messages(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the function", e);
        }
    }

    private String messages() {
        return Stream.concat(standardOutput().stream(), standardError().stream())
                .reduce(". It printed:", (all, line) -> all + "\n" + line);
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

    /** Kills the process and deletes its files. */
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
