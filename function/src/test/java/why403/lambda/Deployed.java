package why403.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
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
        Settings settings = Settings.of(Map.of(
                Settings.REGION, "eu-central-1",
                Settings.TABLE, table,
                Settings.TOPIC, topic));
        return new Deployed(cloud, settings, clock);
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
        return (printed.text().isEmpty() ? Stream.<String>empty() : printed.lines().stream())
                .map(Json::read)
                .filter(line -> line.path("level").asText().equals(level))
                .map(line -> line.path("message").asText())
                .toList();
    }
}
