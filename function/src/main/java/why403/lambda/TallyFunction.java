package why403.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import why403.hash.HashKey;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.trigger.Delivery;
import why403.trigger.EventReader;
import why403.trigger.LogObject;
import why403.trigger.Message;
import why403.trigger.Purpose;
import why403.watch.LogAccess;
import why403.watch.Tallier;
import why403.watch.TallyResult;
import why403.watch.Timekeeper;
import why403.watch.WatchedDistributions;
import why403.watch.mapping.ErrorMappingCache;
import why403.watch.mapping.ErrorMappings;

/** Tallies the log objects that an event names. A message is done when the tallies of its objects are stored and marked. */
final class TallyFunction implements EventTask {

    private final Function<Consumer<String>, TallyAdapters> connect;
    private final ErrorMappingCache mappings;
    private final LogBucket logBucket;
    private final WatchedDistributions watched;
    private final RandomGenerator random;
    private final InstantSource clock;

    /**
     * The task for all events of a process.
     *
     * @param connect creates the adapters of one invocation; its argument receives their messages about failures
     * @param logBucket the events of other buckets are refused
     * @param watched the records of other distributions are not counted
     * @param random gives each event the seed of its hash tables; viewers must not be able to predict it
     */
    TallyFunction(
            Function<Consumer<String>, TallyAdapters> connect,
            LogBucket logBucket,
            WatchedDistributions watched,
            RandomGenerator random,
            InstantSource clock) {
        this.connect = connect;
        this.mappings = new ErrorMappingCache(clock);
        this.logBucket = logBucket;
        this.watched = watched;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public String handle(JsonNode event, Report report, Timekeeper time) {
        if (event.has(WatchEvent.MEMBER)) {
            throw new FailedEventException("This function handles only events about log objects, but the event has the"
                    + " member \"" + WatchEvent.MEMBER + "\". Send it to the function that watches.");
        }
        Delivery delivery = new EventReader().read(event);
        Map<LogObject, String> refused = logBucket.refused(delivery.objects());
        refused.values().forEach(report::refused);
        TallyResult tallied = tallier(report, time)
                .tally(
                        accepted(delivery, Purpose.WATCH, refused),
                        accepted(delivery, Purpose.BACKFILL, refused),
                        Horizon.ofClock(clock.instant()));
        report.tallied(delivery, tallied);
        Map<LogObject, String> failed = tallied.failed();
        failed.putAll(refused);
        List<BatchAnswer.Failure> failures = delivery.messages().stream()
                .flatMap(message -> failure(message, failed).stream())
                .toList();
        return BatchAnswer.to(delivery, failures);
    }

    private static List<LogObject> accepted(Delivery delivery, Purpose purpose, Map<LogObject, String> refused) {
        return delivery.objects(purpose).stream()
                .filter(object -> !refused.containsKey(object))
                .toList();
    }

    private static Optional<BatchAnswer.Failure> failure(Message message, Map<LogObject, String> failed) {
        List<String> reasons = Stream.concat(
                        message.problem().stream(),
                        message.objects().stream().flatMap(object -> Stream.ofNullable(failed.get(object))))
                .toList();
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(new BatchAnswer.Failure(message, Sentences.of(reasons)));
    }

    private Tallier tallier(Report report, Timekeeper time) {
        TallyAdapters adapters = connect.apply(report::warn);
        HashKey tables = HashKey.random(random);
        return new Tallier(
                LogAccess.ofOneOperation(adapters.store(), adapters.account(), tables, time),
                adapters.tallies(),
                ErrorMappings.live(adapters.account(), adapters.mappings(), mappings, report::warn),
                watched,
                new Hashing(tables, adapters.clientSecret()),
                time);
    }
}
