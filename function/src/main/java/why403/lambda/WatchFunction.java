package why403.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import why403.alert.RenderedNotice;
import why403.alert.Renderer;
import why403.alert.SampleNotice;
import why403.hash.HashKey;
import why403.history.DistributionState;
import why403.history.RecentHours;
import why403.history.StoreException;
import why403.spike.IncidentMachine;
import why403.spike.Sensitivity;
import why403.watch.LogAccess;
import why403.watch.SilentDistributions;
import why403.watch.Timekeeper;
import why403.watch.Watch;
import why403.watch.WatchBackoff;
import why403.watch.WatchOptions;
import why403.watch.WatchResult;
import why403.watch.WatchedDistributions;

/** Watches all distributions once a minute, and publishes a sample notice when somebody asks for it. */
final class WatchFunction implements EventTask {

    private static final String NO_RESPONSE = "null";

    private final Function<Consumer<String>, WatchAdapters> connect;
    private final IncidentMachine machine;
    private final WatchBackoff backoff = new WatchBackoff();
    private final RecentHours recent = RecentHours.ofHeap(Runtime.getRuntime().maxMemory());
    private final SilentDistributions silent = new SilentDistributions();
    private final WatchedDistributions watched;
    private final WatchOptions options;
    private final RandomGenerator random;
    private final InstantSource clock;

    /**
     * The task for all events of a process.
     *
     * @param connect creates the adapters of one invocation; its argument receives their messages about failures
     * @param watched stored states of other distributions are ignored
     * @param random gives each event the seed of its hash tables; viewers must not be able to predict it
     */
    WatchFunction(
            Function<Consumer<String>, WatchAdapters> connect,
            Sensitivity sensitivity,
            WatchedDistributions watched,
            WatchOptions options,
            RandomGenerator random,
            InstantSource clock) {
        this.connect = connect;
        this.machine = new IncidentMachine(sensitivity);
        this.watched = watched;
        this.options = options;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public String handle(JsonNode event, Report report, Timekeeper time) {
        WatchEvent asked = WatchEvent.of(event);
        WatchAdapters adapters = connect.apply(report::warn);
        switch (asked) {
            case TICK -> tick(adapters, report, time);
            case SAMPLE -> sample(adapters, report);
        }
        return NO_RESPONSE;
    }

    private void tick(WatchAdapters adapters, Report report, Timekeeper time) {
        List<DistributionState> states = adapters.tallies().states().stream()
                .filter(state -> watched.contains(state.distribution()))
                .toList();
        WatchResult result = watch(adapters, time).watchAll(states);
        report.watched(result);
        countSilent(adapters, states, report, time);
        if (!result.undone().isEmpty()) {
            throw new FailedEventException(Sentences.of(result.undone()));
        }
    }

    /** Uses the time that is left. A failure here does not fail the tick. */
    private void countSilent(WatchAdapters adapters, List<DistributionState> states, Report report, Timekeeper time) {
        try {
            report.silent(silent.among(adapters.tallies(), states, time));
        } catch (StoreException failed) {
            report.warn("why403 could not check for distributions without new logs. " + failed.getMessage());
        } catch (VirtualMachineError | LinkageError broken) {
            report.warn("why403 could not check for distributions without new logs (" + broken + ").");
        }
    }

    private void sample(WatchAdapters adapters, Report report) {
        RenderedNotice sample = SampleNotice.at(clock.instant(), new Renderer(options.links()));
        adapters.channel().publish(sample);
        report.published(sample);
    }

    private Watch watch(WatchAdapters adapters, Timekeeper time) {
        return new Watch(
                LogAccess.ofOneOperation(adapters.store(), adapters.account(), HashKey.random(random), time),
                adapters.tallies(),
                adapters.incidents(),
                adapters.account(),
                adapters.channel(),
                machine,
                options,
                backoff,
                recent,
                time);
    }
}
