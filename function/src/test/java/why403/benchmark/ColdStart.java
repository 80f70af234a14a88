package why403.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import why403.json.JsonTree;
import why403.lambda.EventShapes;
import why403.lambda.FunctionProcess;
import why403.lambda.Half;
import why403.lambda.InvocationResult;
import why403.lambda.LaunchOptions;
import why403.lambda.LocalAws;
import why403.trigger.Delivery;
import why403.trigger.EventReader;

/**
 * How long the packed function takes to answer under AWS's runtime interface client: {@code ColdStart <scenario>
 * [flags]}. The JVM flags come after those of Lambda. Each process has its own table, so its first event is counted,
 * tallied.
 *
 * <p>A restore is measured in the process that was initialized, so it has the state of a snapshot, but not the time that
 * Lambda takes to load it.
 */
public final class ColdStart {

    private static final int PROCESSES = 5;
    private static final int WARM_EVENTS = 10;

    private final Supplier<LaunchOptions> launch;
    private final String event;

    private ColdStart(Supplier<LaunchOptions> launch, String event) {
        this.launch = launch;
        this.event = event;
    }

    /** The scenario's folder, and flags. */
    public static void main(String[] arguments) throws IOException {
        Path scenario = Path.of(arguments[0]);
        JsonNode event = JsonTree.read(Files.readAllBytes(scenario.resolve("event.json")));
        Delivery delivery = new EventReader().read(event);
        Supplier<LaunchOptions> launch = () -> LocalAws.of(scenario)
                .launchAt(Half.TALLY, delivery.time().orElseThrow())
                .withFlags(Arrays.asList(arguments).subList(1, arguments.length));
        System.out.println("Java " + System.getProperty("java.version") + ", medians of " + PROCESSES
                + " processes, each with a table of its own");
        System.out.println("One log object:");
        new ColdStart(
                        launch,
                        JsonTree.write(EventShapes.queued(
                                EventShapes.s3(delivery.objects().subList(0, 1)))))
                .print();
        System.out.println("All " + delivery.objects().size() + " log objects of the scenario:");
        new ColdStart(launch, JsonTree.write(EventShapes.queued(event))).print();
        System.exit(0);
    }

    private void print() {
        System.out.println(median(PROCESSES, this::start) + " ms from start to first response");
        System.out.println(median(PROCESSES, () -> restore(launch.get().withSnapStartButNoHooks()))
                + " ms from restore to first response without priming");
        System.out.println(median(PROCESSES, () -> restore(launch.get().withSnapStart()))
                + " ms from restore to first response with priming");
        System.out.println(median(PROCESSES, this::warm) + " ms warm, after " + WARM_EVENTS + " others");
    }

    private long start() {
        long begin = System.nanoTime();
        try (FunctionProcess function = FunctionProcess.start(launch.get())) {
            invoke(function);
            return millisecondsSince(begin);
        }
    }

    private long restore(LaunchOptions snapStart) {
        try (FunctionProcess function = FunctionProcess.start(snapStart)) {
            expectResponse(function.awaitInitialized());
            long begin = System.nanoTime();
            function.restore();
            invoke(function);
            return millisecondsSince(begin);
        }
    }

    private long warm() {
        try (FunctionProcess function = FunctionProcess.start(launch.get())) {
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

    private static void expectResponse(InvocationResult answer) {
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
