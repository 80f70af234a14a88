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
import java.util.stream.Stream;
import why403.alert.RenderedNotice;
import why403.alert.SampleNotice;
import why403.history.DistributionState;
import why403.history.StoreException;
import why403.json.JsonTree;
import why403.spike.IncidentMachine;
import why403.spike.Sensitivity;
import why403.tally.Horizon;
import why403.trigger.Delivery;
import why403.trigger.LogObject;
import why403.trigger.Message;
import why403.watch.ErrorMappingCache;
import why403.watch.ErrorMappings;
import why403.watch.Selection;
import why403.watch.SilentDistributions;
import why403.watch.TallyResult;
import why403.watch.Timekeeper;
import why403.watch.Watch;
import why403.watch.WatchResult;

/** Has each event seen to by the verb that it asks for, and says what came of it in the log, metrics and answer. */
final class Dispatcher {

    private static final int MOST_REASONS = 3;

    private final Function<Consumer<String>, Adapters> connect;
    private final IncidentMachine machine;
    private final ErrorMappingCache mappings;
    private final Selection selection;
    private final PrintStream output;
    private final InstantSource clock;

    /**
     * For events one after the other.
     *
     * @param connect makes the adapters of one invocation, given who takes their sentences on what went wrong
     * @param output of log lines and metrics, passed on as it is
     */
    Dispatcher(
            Function<Consumer<String>, Adapters> connect,
            Sensitivity sensitivity,
            Selection selection,
            PrintStream output,
            InstantSource clock) {
        this.connect = connect;
        this.machine = new IncidentMachine(sensitivity);
        this.mappings = new ErrorMappingCache(clock);
        this.selection = selection;
        this.output = output;
        this.clock = clock;
    }

    /**
     * Sees to an event.
     *
     * @param event JSON
     * @param requestId of the invocation
     * @param left how much time the invocation has
     * @return JSON, for an event of the schedule or a person {@code null}
     * @throws FailedEventException if the event fails whole
     */
    String handle(byte[] event, String requestId, Duration left) {
        Instant began = clock.instant();
        Report report = new Report(new JsonLog(output, clock, requestId), new Metrics(output, clock));
        try {
            return answer(Invocation.of(tree(event)), report, Timekeeper.within(clock, left));
        } catch (RuntimeException failed) {
            report.failed(failed);
            // The runtime prints what is thrown, so it holds no more than the log does.
            throw new FailedEventException(Redaction.of(String.valueOf(failed.getMessage())));
        } finally {
            report.end(Duration.between(began, clock.instant()));
        }
    }

    private static JsonNode tree(byte[] event) {
        try {
            return JsonTree.read(event);
        } catch (IOException notJson) {
            throw new FailedEventException("The event is no JSON; expected what S3, SQS, SNS or EventBridge sends.");
        }
    }

    private String answer(Invocation invocation, Report report, Timekeeper time) {
        Adapters adapters = connect.apply(report::warn);
        if (invocation instanceof Invocation.Logs logs) {
            return logs(logs.delivery(), watch(adapters, time), report);
        }
        if (invocation instanceof Invocation.Tick) {
            tick(adapters, watch(adapters, time), report);
        } else {
            sample(adapters, report);
        }
        return "null";
    }

    /** Its messages are done when all their objects are tallied: what comes after is done again by the tick if need be. */
    private String logs(Delivery delivery, Watch watch, Report report) {
        TallyResult tallied = watch.tally(delivery.objects(), Horizon.ofClock(clock.instant()));
        report.tallied(delivery, tallied);
        report.watched(watch.watchUnlessJustDone(tallied));
        Map<LogObject, String> failed = tallied.failed();
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
        String first = String.join(" ", reasons.stream().limit(MOST_REASONS).toList());
        return reasons.size() > MOST_REASONS ? first + " And " + (reasons.size() - MOST_REASONS) + " more." : first;
    }

    /** What is kept of a distribution that was watched once is left alone. */
    private void tick(Adapters adapters, Watch watch, Report report) {
        List<DistributionState> states = adapters.tallies().states().stream()
                .filter(state -> selection.watches(state.distribution()))
                .toList();
        countSilent(adapters, states, report);
        WatchResult watched = watch.watchAll(states);
        report.watched(watched);
        if (!watched.undone().isEmpty()) {
            throw new FailedEventException(sentences(watched.undone()));
        }
    }

    /** First, as the rest may take all the time; and whatever fails here stops nothing. */
    private void countSilent(Adapters adapters, List<DistributionState> states, Report report) {
        try {
            report.ticked(new SilentDistributions(adapters.tallies()).among(states, clock.instant()));
        } catch (StoreException failed) {
            report.warn("Silent distributions could not be counted: " + failed.getMessage());
        }
    }

    private void sample(Adapters adapters, Report report) {
        RenderedNotice sample = SampleNotice.at(clock.instant());
        adapters.channel().publish(sample);
        report.published(sample);
    }

    private Watch watch(Adapters adapters, Timekeeper time) {
        return new Watch(
                adapters.store(),
                adapters.tallies(),
                adapters.incidents(),
                adapters.account(),
                ErrorMappings.live(adapters.account(), mappings),
                host -> Optional.empty(),
                adapters.channel(),
                machine,
                time,
                selection);
    }
}
