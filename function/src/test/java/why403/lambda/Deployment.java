package why403.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import why403.json.JsonTree;
import why403.trigger.LogObject;

/** Both functions in a {@link LocalAws}. Each event gets a new instance, which knows only what is stored. */
final class Deployment {

    private static final String TICK = "{\"why403\":\"tick\"}";
    private static final int MOST_TICKS = 20;

    /** The keys do not depend on how often something failed before. */
    private static final RandomGenerator SAME_KEYS = () -> 403;

    private final TallySettings tallySettings;
    private final WatchSettings watchSettings;
    private final InterceptingHttpClient wire;
    private final Connections connections;
    private final InstantSource clock;
    private final CapturedOutput printed = new CapturedOutput();

    private Deployment(LocalAws cloud, Map<String, String> environment, InstantSource clock) {
        this.tallySettings = TallySettings.of(environment);
        this.watchSettings = WatchSettings.of(environment);
        this.wire = new InterceptingHttpClient(cloud);
        this.clock = clock;
        this.connections = Connections.over(
                wire,
                tallySettings.region(),
                tallySettings.table(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example")),
                clock,
                SAME_KEYS);
    }

    static Deployment in(LocalAws cloud, InstantSource clock) {
        return in(cloud, clock, cloud.table().name(), LocalAws.TOPIC);
    }

    /** Uses another table and topic. */
    static Deployment in(LocalAws cloud, InstantSource clock, String table, String topic) {
        return in(cloud, clock, Map.of(Variables.TABLE, table, WatchSettings.TOPIC, topic));
    }

    /** Uses additional environment variables. */
    static Deployment in(LocalAws cloud, InstantSource clock, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                Variables.REGION,
                "eu-central-1",
                Variables.TABLE,
                cloud.table().name(),
                WatchSettings.TOPIC,
                LocalAws.TOPIC));
        environment.putAll(more);
        return new Deployment(cloud, environment, clock);
    }

    InterceptingHttpClient wire() {
        return wire;
    }

    /** Sends an event to the function that tallies, and returns the response. */
    String tally(String event) {
        return run(
                new TallyFunction(
                        connections::tally,
                        new LogBucket(tallySettings.logBucket()),
                        tallySettings.watched(),
                        SAME_KEYS,
                        clock),
                event);
    }

    /** Sends an event to the function that watches, and returns the response. */
    String watch(String event) {
        return run(
                new WatchFunction(
                        problems -> connections.watch(watchSettings.topic(), watchSettings.readContent(), problems),
                        watchSettings.sensitivity(),
                        watchSettings.watched(),
                        watchSettings.options(),
                        SAME_KEYS,
                        clock),
                event);
    }

    private String run(EventTask task, String event) {
        return new EventRunner(task, printed.stream(), clock)
                .handle(event.getBytes(StandardCharsets.UTF_8), "request", Duration.ofDays(1));
    }

    /** Delivers an SQS event with one message per object, and returns the ids of failed messages. */
    List<String> deliver(LogObject... objects) {
        return failures(tally(JsonTree.write(EventShapes.sqs(Arrays.stream(objects)
                .map(object -> EventShapes.s3(List.of(object)))
                .toList()))));
    }

    /** The same, followed by a tick. */
    List<String> deliverAndTick(LogObject... objects) {
        List<String> failed = deliver(objects);
        tick();
        return failed;
    }

    static List<String> failures(String answer) {
        return Json.read(answer).path("batchItemFailures").findValuesAsText("itemIdentifier");
    }

    void tick() {
        watch(TICK);
    }

    /** Sends ticks, one minute apart, until nothing is left to watch or publish. */
    void tickUntilIdle(MovingClock moved, StoredItems.Reader storedItems) {
        for (int ticks = 0; ticks < MOST_TICKS; ticks++) {
            moved.advance(Duration.ofMinutes(1));
            tick();
            if (!storedItems.read().hasPendingWork()) {
                return;
            }
        }
        throw new AssertionError("There is still work after " + MOST_TICKS + " ticks");
    }

    /** The log messages of a level. */
    List<String> log(String level) {
        return lines().filter(line -> line.path("level").asText().equals(level))
                .map(line -> line.path("message").asText())
                .toList();
    }

    /** All printed lines: log and metric. */
    Stream<JsonNode> lines() {
        return (printed.text().isEmpty() ? Stream.<String>empty() : printed.lines().stream()).map(Json::read);
    }

    /** The log lines with this message. */
    List<JsonNode> lines(String message) {
        return lines().filter(line -> line.path("message").asText().equals(message))
                .toList();
    }

    /** The sum of a field over all log lines with this message. */
    long sum(String message, String field) {
        return lines(message).stream()
                .mapToLong(line -> line.path(field).asLong())
                .sum();
    }
}
