package why403.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * How to start a function process. Everything else is as in Lambda.
 *
 * @param handler the handler's class
 * @param code the class path, without Lambda's own libraries
 * @param memoryMb the function's memory; Lambda uses 85 % of it as the heap
 * @param flags JVM flags in addition to the heap size
 * @param environment variables that extend or replace Lambda's own
 */
public record LaunchOptions(
        String handler, List<Path> code, int memoryMb, List<String> flags, Map<String, String> environment) {

    /** The flags of Lambda's Java runtimes. The last one avoids a warning about the client's native library. */
    private static final List<String> LAMBDA_FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private static final int MEMORY_MB = 512;
    private static final double HEAP_SHARE = 0.85;

    public LaunchOptions {
        code = List.copyOf(code);
        flags = List.copyOf(flags);
        environment = Map.copyOf(environment);
        code.stream().filter(Files::notExists).findFirst().ifPresent(absent -> {
            throw new IllegalArgumentException(absent + " does not exist. Package the function first.");
        });
    }

    /** Options with 512 MB, Lambda's flags and no additional variables. */
    public static LaunchOptions of(String handler, Path... code) {
        return new LaunchOptions(handler, List.of(code), MEMORY_MB, LAMBDA_FLAGS, Map.of());
    }

    /** The jar that Maven packed. Only tests that run after packing (named {@code IT}) have it. */
    public static Path packedJar() {
        return Path.of(System.getProperty("why403.jar", "target/why403.jar"));
    }

    /** Sets the memory. */
    public LaunchOptions withMemory(int megabytes) {
        return new LaunchOptions(handler, code, megabytes, flags, environment);
    }

    /** Sets the clock of one of the two functions. */
    LaunchOptions at(Instant now) {
        Half half = Stream.of(Half.values())
                .filter(each -> each.handler().equals(handler))
                .findFirst()
                .orElseThrow();
        List<Path> withTests = Stream.concat(code.stream(), Stream.of(Path.of("target", "test-classes")))
                .toList();
        return new LaunchOptions(PinnedHandler.class.getName(), withTests, memoryMb, flags, environment)
                .with(Map.of(PinnedHandler.NOW, now.toString(), PinnedHandler.HALF, half.name()));
    }

    /** Adds a variable. */
    public LaunchOptions with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    /** Adds variables. */
    public LaunchOptions with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new LaunchOptions(handler, code, memoryMb, flags, all);
    }

    /** Adds JVM flags, which override earlier ones. */
    public LaunchOptions withFlags(List<String> more) {
        List<String> all = Stream.concat(flags.stream(), more.stream()).toList();
        return new LaunchOptions(handler, code, memoryMb, all, environment);
    }

    /** Enables SnapStart: the function waits for its restore before the first event. */
    public LaunchOptions withSnapStart() {
        return withSnapStartButNoHooks()
                .withFlags(List.of("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"));
    }

    /** Enables SnapStart without org.crac hooks, because Lambda's implementation is not configured. */
    public LaunchOptions withSnapStartButNoHooks() {
        return with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    }

    /** The command line. The function runs on the JVM of the tests. */
    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:MaxHeapSize=" + (long) (memoryMb * 1024L * HEAP_SHARE) + "k");
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath(), AWSLambda.class.getName(), handler));
        return command;
    }

    private String classPath() {
        return Stream.concat(code.stream(), runtime())
                .map(path -> path.toAbsolutePath().toString())
                .distinct()
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    /** The runtime interface client and its dependencies, from the tests' class path. */
    private static Stream<Path> runtime() {
        return Stream.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(LaunchOptions::archive);
    }

    /** The jar or folder of a class on the tests' class path. */
    public static Path archive(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("No path to " + type, e);
        }
    }

    Map<String, String> lambdaEnvironment(String runtimeApi, Path taskRoot) {
        Map<String, String> all = new HashMap<>(Map.of(
                "AWS_LAMBDA_RUNTIME_API", runtimeApi,
                "AWS_LAMBDA_FUNCTION_NAME", "why403",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memoryMb),
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/why403",
                "AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/24/[$LATEST]0123456789abcdef",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                "AWS_LAMBDA_LOG_FORMAT", "Text",
                "LAMBDA_TASK_ROOT", taskRoot.toString(),
                "_HANDLER", handler));
        all.putAll(Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_DEFAULT_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "AWS_SESSION_TOKEN", "EXAMPLE",
                "AWS_EC2_METADATA_DISABLED", "true",
                "LANG", "en_US.UTF-8",
                "TZ", ":UTC",
                "PATH", "/usr/local/bin:/usr/bin:/bin"));
        all.putAll(environment);
        return all;
    }
}
