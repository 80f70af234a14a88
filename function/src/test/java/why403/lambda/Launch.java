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
 * How a function is started: as Lambda starts one, but for what is said here.
 *
 * @param handler the handler's class
 * @param code where its classes are, and all that they need but Lambda's own
 * @param memoryMb the function's memory, of which Lambda makes 85 % the heap
 * @param flags of the JVM, beside the heap's
 * @param environment variables, beside or instead of Lambda's own
 */
public record Launch(
        String handler, List<Path> code, int memoryMb, List<String> flags, Map<String, String> environment) {

    /** The collector and compiler that Lambda's Java runtimes have; and the client's native half, unwarned of. */
    private static final List<String> LAMBDA_FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private static final int MEMORY_MB = 512;
    private static final double HEAP_SHARE = 0.85;

    public Launch {
        code = List.copyOf(code);
        flags = List.copyOf(flags);
        environment = Map.copyOf(environment);
        code.stream().filter(Files::notExists).findFirst().ifPresent(absent -> {
            throw new IllegalArgumentException("There is no " + absent + " to run a function from; package it first");
        });
    }

    /** With 512 MB, the flags of Lambda and no variables of its own. */
    public static Launch of(String handler, Path... code) {
        return new Launch(handler, List.of(code), MEMORY_MB, LAMBDA_FLAGS, Map.of());
    }

    /** The jar that Maven has packed; only tests that come after packing (named {@code IT}) have one. */
    public static Path packedJar() {
        return Path.of(System.getProperty("why403.jar", "target/why403.jar"));
    }

    /** The same with that much memory. */
    public Launch withMemory(int megabytes) {
        return new Launch(handler, code, megabytes, flags, environment);
    }

    /** The same function with its clock at that time. */
    public Launch at(Instant now) {
        List<Path> withTests = Stream.concat(code.stream(), Stream.of(Path.of("target", "test-classes")))
                .toList();
        return new Launch(PinnedHandler.class.getName(), withTests, memoryMb, flags, environment)
                .with(PinnedHandler.NOW, now.toString());
    }

    /** The same with one more variable. */
    public Launch with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    /** The same with more variables. */
    public Launch with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Launch(handler, code, memoryMb, flags, all);
    }

    /** The same with more flags, after the others, so that they win. */
    public Launch withFlags(List<String> more) {
        List<String> all = Stream.concat(flags.stream(), more.stream()).toList();
        return new Launch(handler, code, memoryMb, all, environment);
    }

    /** The same with SnapStart: before the first event the function stands still until it is restored. */
    public Launch withSnapStart() {
        return withSnapStartButNoHooks()
                .withFlags(List.of("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"));
    }

    /** The same, and no hook of org.crac runs, as none would where Lambda's own are not named to it. */
    public Launch withSnapStartButNoHooks() {
        return with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    }

    /** Of the JVM that asks: the function runs on the same one. */
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

    /** The runtime interface client and what it needs, from wherever the tests have them. */
    private static Stream<Path> runtime() {
        return Stream.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(Launch::archive);
    }

    /** The jar or folder that a class of the tests' own class path is in. */
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
