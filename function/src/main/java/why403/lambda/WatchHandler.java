package why403.lambda;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import why403.folder.DryRun;
import why403.watch.WatchOptions;
import why403.watch.WatchedDistributions;

/**
 * The Lambda handler that watches. It accepts the schedule's {@code {"why403":"tick"}}, which evaluates what {@link
 * TallyHandler} stored, and {@code {"why403":"sample"}}, which publishes a sample notice.
 */
public final class WatchHandler extends PrimedHandler {

    /**
     * Reads the settings from the environment.
     *
     * @throws SettingsException if a variable is missing or malformed
     */
    public WatchHandler() {
        this(System.getenv(), System.out, InstantSource.system());
    }

    /** For tests, which use their own clock. */
    WatchHandler(Map<String, String> environment, PrintStream output, InstantSource clock) {
        this(WatchSettings.of(environment), output, clock, new SecureRandom());
        register();
    }

    private WatchHandler(WatchSettings settings, PrintStream output, InstantSource clock, RandomGenerator random) {
        super(
                task(
                        Connections.live(settings.region(), settings.table(), clock, random),
                        settings,
                        settings.watched(),
                        settings.options(),
                        random,
                        clock),
                priming(settings, random),
                output,
                clock);
    }

    private static WatchFunction task(
            Connections connections,
            WatchSettings settings,
            WatchedDistributions watched,
            WatchOptions options,
            RandomGenerator random,
            InstantSource clock) {
        return new WatchFunction(
                problems -> connections.watch(settings.topic(), settings.readContent(), problems),
                settings.sensitivity(),
                watched,
                options,
                random,
                clock);
    }

    /** A tick finds nothing in an empty table, so the dry run takes minutes of traffic through a whole pass too. */
    private static Priming priming(WatchSettings settings, RandomGenerator random) {
        Connections nowhere = Priming.nowhere(settings.region(), settings.table(), random);
        return new Priming(
                task(nowhere, settings, WatchedDistributions.ALL, WatchOptions.EVERYTHING, random, Priming.CLOCK),
                List.of("{\"why403\":\"tick\"}", "{\"why403\":\"sample\"}"),
                new DryRun(nowhere.watch(settings.topic(), false, problem -> {}).account(), DryRun.DISTRIBUTION));
    }
}
