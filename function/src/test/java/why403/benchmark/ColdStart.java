package why403.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import why403.lambda.Answer;
import why403.lambda.FunctionProcess;
import why403.lambda.Launch;

/**
 * How long a function takes to answer under AWS's runtime interface client: {@code ColdStart <class path>
 * <handler> <event file> [flags]}. The class path is the jar, and flags of the JVM come after those that Lambda has. The function gets the variables of this process
 * that name an endpoint of AWS, the region or a setting of why403.
 *
 * <p>A restore is measured in the process that was initialised, so it has what a snapshot keeps, but not the time that
 * Lambda takes to load it.
 */
public final class ColdStart {

    private static final int PROCESSES = 9;
    private static final int WARM_EVENTS = 20;

    private final Launch launch;
    private final String event;

    /**
     * What was measured, in whole milliseconds.
     *
     * @param start from the start of the process to the first response
     * @param unprimed from a restore to the first response, where no hook has run before the snapshot
     * @param primed the same where hooks have run
     * @param warm from an event to its response, after {@value ColdStart#WARM_EVENTS} others
     */
    public record Medians(long start, long unprimed, long primed, long warm) {}

    private ColdStart(Launch launch, String event) {
        this.launch = launch;
        this.event = event;
    }

    /** The class path, the handler's class, the file that holds the event, and flags. */
    public static void main(String[] arguments) throws IOException {
        Launch launch = Launch.of(arguments[1], paths(arguments[0]))
                .withFlags(Arrays.asList(arguments).subList(3, arguments.length))
                .with(passedOn());
        Medians medians = measure(launch, Files.readString(Path.of(arguments[2])));
        System.out.println("Java " + System.getProperty("java.version") + ", medians of " + PROCESSES + " processes");
        System.out.println(medians.start + " ms from start to first response");
        System.out.println(medians.unprimed + " ms from restore to first response without priming");
        System.out.println(medians.primed + " ms from restore to first response with priming");
        System.out.println(medians.warm + " ms warm");
    }

    private static Path[] paths(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toArray(Path[]::new);
    }

    private static Map<String, String> passedOn() {
        return System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().matches("AWS_ENDPOINT_URL.*|AWS_REGION|WHY403_.*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Starts one process after the other, and hands each the same event.
     *
     * @throws IllegalStateException if an answer is an error
     */
    public static Medians measure(Launch launch, String event) {
        ColdStart measurement = new ColdStart(launch, event);
        return new Medians(
                median(PROCESSES, measurement::start),
                median(PROCESSES, () -> measurement.restore(launch.withSnapStartButNoHooks())),
                median(PROCESSES, () -> measurement.restore(launch.withSnapStart())),
                median(PROCESSES, measurement::warm));
    }

    private long start() {
        long begin = System.nanoTime();
        try (FunctionProcess function = FunctionProcess.start(launch)) {
            invoke(function);
            return millisecondsSince(begin);
        }
    }

    private long restore(Launch snapStart) {
        try (FunctionProcess function = FunctionProcess.start(snapStart)) {
            expectResponse(function.awaitInitialized());
            long begin = System.nanoTime();
            function.restore();
            invoke(function);
            return millisecondsSince(begin);
        }
    }

    private long warm() {
        try (FunctionProcess function = FunctionProcess.start(launch)) {
            for (int i = 0; i < WARM_EVENTS; i++) {
                invoke(function);
            }
            return median(WARM_EVENTS, () -> {
                long begin = System.nanoTime();
                invoke(function);
                return millisecondsSince(begin);
            });
        }
    }

    private void invoke(FunctionProcess function) {
        expectResponse(function.invoke(event));
    }

    private static void expectResponse(Answer answer) {
        if (answer.failed()) {
            throw new IllegalStateException("The function answers " + answer.body());
        }
    }

    private static long median(int times, LongSupplier measured) {
        List<Long> sorted =
                LongStream.generate(measured).limit(times).sorted().boxed().toList();
        return sorted.get(times / 2);
    }

    private static long millisecondsSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
