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

/** The function in a {@link LocalAws}. Each event gets a new instance, which knows only what is stored. */
final class DeployedFunction {

    private static final String TICK = "{\"why403\":\"tick\"}";
    private static final int MOST_TICKS = 12;

    /** The keys do not depend on how often something failed before. */
    private static final RandomGenerator SAME_KEYS = () -> 403;

    private final Settings settings;
    private final InterceptingHttpClient wire;
    private final Connections connections;
    private final InstantSource clock;
    private final CapturedOutput printed = new CapturedOutput();

    private DeployedFunction(LocalAws cloud, Settings settings, InstantSource clock) {
        this.settings = settings;
        this.wire = new InterceptingHttpClient(cloud);
        this.clock = clock;
        this.connections = Connections.over(
                wire,
                settings,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example")),
                clock,
                SAME_KEYS);
    }

    static DeployedFunction in(LocalAws cloud, InstantSource clock) {
        return in(cloud, clock, cloud.table().name(), LocalAws.TOPIC);
    }

    /** Uses another table and topic. */
    static DeployedFunction in(LocalAws cloud, InstantSource clock, String table, String topic) {
        return in(cloud, clock, Map.of(Settings.TABLE, table, Settings.TOPIC, topic));
    }

    /** Uses additional environment variables. */
    static DeployedFunction in(LocalAws cloud, InstantSource clock, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                Settings.REGION, "eu-central-1", Settings.TABLE, cloud.table().name(), Settings.TOPIC, LocalAws.TOPIC));
        environment.putAll(more);
        return new DeployedFunction(cloud, Settings.of(environment), clock);
    }

    InterceptingHttpClient wire() {
        return wire;
    }

    /** Handles an event and returns the response. */
    String handle(String event) {
        return new Dispatcher(
                        connections::adapters,
                        new LogBucket(settings.logBucket()),
                        settings.sensitivity(),
                        settings.options(),
                        SAME_KEYS,
                        printed.stream(),
                        clock)
                .handle(event.getBytes(StandardCharsets.UTF_8), "request", Duration.ofDays(1));
    }

    /** Delivers an SQS event with one message per object, and returns the ids of failed messages. */
    List<String> deliver(LogObject... objects) {
        return failures(handle(JsonTree.write(EventShapes.sqs(Arrays.stream(objects)
                .map(object -> EventShapes.s3(List.of(object)))
                .toList()))));
    }

    static List<String> failures(String answer) {
        return Json.read(answer).path("batchItemFailures").findValuesAsText("itemIdentifier");
    }

    void tick() {
        handle(TICK);
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

    /** All printed lines: log and metrics. */
    Stream<JsonNode> lines() {
        return (printed.text().isEmpty() ? Stream.<String>empty() : printed.lines().stream()).map(Json::read);
    }

    /** The sum of a metric. */
    long sum(Metric metric) {
        return lines().mapToLong(line -> line.path(metric.metricName()).asLong())
                .sum();
    }
}
