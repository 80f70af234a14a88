package why403.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import why403.json.JsonTree;
import why403.trigger.LogObject;

/** The function in a {@link Cloud}: each event gets a new process, which knows only what is stored. */
final class Deployed {

    private static final String TICK = "{\"why403\":\"tick\"}";
    private static final int MOST_TICKS = 12;

    private final Settings settings;
    private final Wire wire;
    private final Connections connections;
    private final InstantSource clock;
    private final Printed printed = new Printed();

    private Deployed(Cloud cloud, Settings settings, InstantSource clock) {
        this.settings = settings;
        this.wire = new Wire(cloud);
        this.clock = clock;
        this.connections = Connections.over(
                wire,
                settings,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example")),
                clock);
    }

    static Deployed in(Cloud cloud, InstantSource clock) {
        return in(cloud, clock, cloud.table().name(), Cloud.TOPIC);
    }

    /** With settings of its own. */
    static Deployed in(Cloud cloud, InstantSource clock, String table, String topic) {
        return in(cloud, clock, Map.of(Settings.TABLE, table, Settings.TOPIC, topic));
    }

    /** With more in its environment. */
    static Deployed in(Cloud cloud, InstantSource clock, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                Settings.REGION, "eu-central-1", Settings.TABLE, cloud.table().name(), Settings.TOPIC, Cloud.TOPIC));
        environment.putAll(more);
        return new Deployed(cloud, Settings.of(environment), clock);
    }

    Wire wire() {
        return wire;
    }

    /** What came of an event. */
    String handle(String event) {
        return new Dispatcher(
                        connections::adapters, settings.sensitivity(), settings.selection(), printed.stream(), clock)
                .handle(event.getBytes(StandardCharsets.UTF_8), "request", Duration.ofDays(1));
    }

    /** An event of a queue, a message each object; the ids of those that come again. */
    List<String> deliver(LogObject... objects) {
        return failures(handle(JsonTree.write(Shapes.sqs(
                Arrays.stream(objects).map(object -> Shapes.s3(List.of(object))).toList()))));
    }

    static List<String> failures(String answer) {
        return Json.read(answer).path("batchItemFailures").findValuesAsText("itemIdentifier");
    }

    void tick() {
        handle(TICK);
    }

    /** Ticks, a minute from one to the next, until nothing is to be watched or published. */
    void tickUntilNothingIsLeft(MovingClock moved, Kept.Reader kept) {
        for (int ticks = 0; ticks < MOST_TICKS; ticks++) {
            moved.moveOn(Duration.ofMinutes(1));
            tick();
            if (!kept.read().somethingIsLeft()) {
                return;
            }
        }
        throw new AssertionError("After " + MOST_TICKS + " ticks there is still something to do");
    }

    /** The messages of the log at a level. */
    List<String> log(String level) {
        return lines().filter(line -> line.path("level").asText().equals(level))
                .map(line -> line.path("message").asText())
                .toList();
    }

    /** All that was printed, log and metrics. */
    Stream<JsonNode> lines() {
        return (printed.text().isEmpty() ? Stream.<String>empty() : printed.lines().stream()).map(Json::read);
    }

    /** What was counted of a metric in all. */
    long sum(Metric metric) {
        return lines().mapToLong(line -> line.path(metric.metricName()).asLong())
                .sum();
    }
}
