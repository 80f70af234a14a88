package why403.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import why403.alert.RenderedNotice;
import why403.alert.Renderer;
import why403.alert.SampleNotice;
import why403.hash.HashKey;
import why403.history.DistributionState;
import why403.history.RecentHours;
import why403.history.StoreException;
import why403.json.JsonProblem;
import why403.json.JsonTree;
import why403.spike.IncidentMachine;
import why403.spike.Sensitivity;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.trigger.Delivery;
import why403.trigger.LogObject;
import why403.trigger.Message;
import why403.watch.ErrorMappingCache;
import why403.watch.ErrorMappings;
import why403.watch.SilentDistributions;
import why403.watch.TallyResult;
import why403.watch.Timekeeper;
import why403.watch.Watch;
import why403.watch.WatchBackoff;
import why403.watch.WatchOptions;
import why403.watch.WatchResult;

/** Handles each event by its kind, and reports the result in the log, the metrics and the response. */
final class Dispatcher {

    private static final int MAX_REASONS = 3;

    private final Function<Consumer<String>, Adapters> connect;
    private final IncidentMachine machine;
    private final ErrorMappingCache mappings;
    private final WatchBackoff backoff = new WatchBackoff();
    private final RecentHours recent = RecentHours.ofHeap(Runtime.getRuntime().maxMemory());
    private final LogBucket logBucket;
    private final SilentDistributions silent = new SilentDistributions();
    private final WatchOptions options;
    private final RandomGenerator random;
    private final PrintStream output;
    private final InstantSource clock;

    /**
     * Handles one event at a time.
     *
     * @param connect creates the adapters of one invocation; its argument receives their messages about failures
     * @param logBucket the events of other buckets are refused
     * @param random gives each event the seed of its hash tables; viewers must not be able to predict it
     * @param output receives log lines and metrics
     */
    Dispatcher(
            Function<Consumer<String>, Adapters> connect,
            LogBucket logBucket,
            Sensitivity sensitivity,
            WatchOptions options,
            RandomGenerator random,
            PrintStream output,
            InstantSource clock) {
        this.connect = connect;
        this.logBucket = logBucket;
        this.machine = new IncidentMachine(sensitivity);
        this.mappings = new ErrorMappingCache(clock);
        this.options = options;
        this.random = random;
        this.output = output;
        this.clock = clock;
    }

    /**
     * Handles an event.
     *
     * @param event JSON
     * @param requestId the invocation's request id
     * @param left the time that the invocation has left
     * @return the JSON response; {@code null} for events of the schedule and of people
     * @throws FailedEventException if the whole event fails
     */
    String handle(byte[] event, String requestId, Duration left) {
        Instant began = clock.instant();
        Report report = new Report(new JsonLog(output, clock, requestId), new MetricWriter(output, clock));
        try {
            return answer(Invocation.of(tree(event)), report, Timekeeper.within(clock, left));
        } catch (RuntimeException failed) {
            throw failed(String.valueOf(failed.getMessage()), failed, report);
        } catch (VirtualMachineError | LinkageError broken) {
            throw failed("The event could not be handled (" + broken + ").", broken, report);
        } finally {
            report.end(Duration.between(began, clock.instant()));
        }
    }

    /** The Lambda runtime prints the exception, so it must not contain more than the log does. */
    private static FailedEventException failed(String sentence, Throwable why, Report report) {
        report.failed(sentence, why);
        return new FailedEventException(Redaction.of(sentence));
    }

    private static JsonNode tree(byte[] event) {
        try {
            return JsonTree.read(event);
        } catch (IOException unreadable) {
            throw new FailedEventException(
                    "The event " + JsonProblem.of(unreadable) + ". Expected an event of S3, SQS, SNS or EventBridge.");
        }
    }

    private String answer(Invocation invocation, Report report, Timekeeper time) {
        Adapters adapters = connect.apply(report::warn);
        if (invocation instanceof Invocation.Logs logs) {
            return logs(logs.delivery(), watch(adapters, time, report), report);
        }
        if (invocation instanceof Invocation.Tick) {
            tick(adapters, watch(adapters, time, report), report, time);
        } else {
            sample(adapters, report);
        }
        return "null";
    }

    /** A message is done when its objects are tallied. If watching fails afterwards, the next tick repeats it. */
    private String logs(Delivery delivery, Watch watch, Report report) {
        Map<LogObject, String> refused = logBucket.refused(delivery.objects());
        List<LogObject> own = delivery.objects().stream()
                .filter(object -> !refused.containsKey(object))
                .toList();
        refused.values().forEach(report::refused);
        TallyResult tallied = watch.tally(own, Horizon.ofClock(clock.instant()));
        report.tallied(delivery, tallied);
        report.watched(watch.watchUnlessJustDone(tallied));
        Map<LogObject, String> failed = tallied.failed();
        failed.putAll(refused);
        List<BatchAnswer.Failure> failures = delivery.messages().stream()
                .flatMap(message -> failure(message, failed).stream())
                .toList();
        return BatchAnswer.to(delivery, failures);
    }

    private static Optional<BatchAnswer.Failure> failure(Message message, Map<LogObject, String> failed) {
        List<String> reasons = Stream.concat(
                        message.problem().stream(),
                        message.objects().stream().flatMap(object -> Stream.ofNullable(failed.get(object))))
                .toList();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new BatchAnswer.Failure(message, sentences(reasons)));
    }

    private static String sentences(List<String> reasons) {
        String first = String.join(" ", reasons.stream().limit(MAX_REASONS).toList());
        return reasons.size() > MAX_REASONS
                ? first + " There are " + (reasons.size() - MAX_REASONS) + " more failures."
                : first;
    }

    /** Ignores stored states of distributions that are not watched any more. */
    private void tick(Adapters adapters, Watch watch, Report report, Timekeeper time) {
        List<DistributionState> states = adapters.tallies().states().stream()
                .filter(state -> options.watches(state.distribution()))
                .toList();
        WatchResult watched = watch.watchAll(states);
        report.watched(watched);
        countSilent(adapters, states, report, time);
        if (!watched.undone().isEmpty()) {
            throw new FailedEventException(sentences(watched.undone()));
        }
    }

    /** Uses the time that is left. A failure here does not fail the tick. */
    private void countSilent(Adapters adapters, List<DistributionState> states, Report report, Timekeeper time) {
        try {
            report.ticked(silent.among(adapters.tallies(), states, time));
        } catch (StoreException failed) {
            report.warn("why403 could not check for distributions without new logs. " + failed.getMessage());
        } catch (VirtualMachineError | LinkageError broken) {
            report.warn("why403 could not check for distributions without new logs (" + broken + ").");
        }
    }

    private void sample(Adapters adapters, Report report) {
        RenderedNotice sample = SampleNotice.at(clock.instant(), new Renderer(options.links()));
        adapters.channel().publish(sample);
        report.published(sample);
    }

    private Watch watch(Adapters adapters, Timekeeper time, Report report) {
        return new Watch(
                adapters.store(),
                adapters.tallies(),
                adapters.incidents(),
                adapters.account(),
                ErrorMappings.live(adapters.account(), adapters.mappings(), mappings, report::warn),
                host -> Optional.empty(),
                adapters.channel(),
                machine,
                time,
                options,
                new Hashing(HashKey.random(random), adapters.clientSecret()),
                backoff,
                recent);
    }
}
