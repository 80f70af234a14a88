package why403.lambda;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import why403.watch.WatchedDistributions;

/**
 * The Lambda handler that tallies. It accepts events of S3, SQS, SNS and EventBridge about new log objects, and stores the
 * tallies of these objects. {@link WatchHandler} evaluates them.
 */
public final class TallyHandler extends PrimedHandler {

    /**
     * Reads the settings from the environment.
     *
     * @throws SettingsException if a variable is missing or malformed
     */
    public TallyHandler() {
        this(System.getenv(), System.out, InstantSource.system());
    }

    /** For tests, which use their own clock. */
    TallyHandler(Map<String, String> environment, PrintStream output, InstantSource clock) {
        this(TallySettings.of(environment), output, clock, new SecureRandom());
        register();
    }

    private TallyHandler(TallySettings settings, PrintStream output, InstantSource clock, RandomGenerator random) {
        super(
                task(
                        Connections.live(settings.region(), settings.table(), clock, random),
                        settings.logBucket(),
                        settings.watched(),
                        random,
                        clock),
                priming(settings, random),
                output,
                clock);
    }

    private static TallyFunction task(
            Connections connections,
            Optional<String> logBucket,
            WatchedDistributions watched,
            RandomGenerator random,
            InstantSource clock) {
        return new TallyFunction(connections::tally, new LogBucket(logBucket), watched, random, clock);
    }

    private static Priming priming(TallySettings settings, RandomGenerator random) {
        Connections nowhere = Priming.nowhere(settings.region(), settings.table(), random);
        return new Priming(
                task(nowhere, Optional.empty(), WatchedDistributions.ALL, random, Priming.CLOCK),
                List.of(Priming.LOG_EVENT));
    }
}
