package why403.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import why403.account.FileName;
import why403.aws.SnsServer;
import why403.aws.table.LocalTable;
import why403.log.LogText;
import why403.trigger.LogObject;

/**
 * A spike and how the function reports it. There are three log objects: one hour without errors from 08:00, ten minutes
 * with errors from 09:00, and forty minutes without errors from 09:10. Their events arrive at 10:00. Each object ends with
 * a record in the first second of a minute, so that a later pass, which knows only minutes, reports the same time.
 */
final class SpikeSimulation implements AutoCloseable {

    static final String BUCKET = "example-logs";
    static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");
    static final LogObject BEFORE = object("E2EXAMPLE", "before");
    static final LogObject SPIKE = object("E2EXAMPLE", "spike");
    static final LogObject AFTER = object("E2EXAMPLE", "after");

    private final Path folder;
    private final LocalAws cloud;
    private final MovingClock clock = new MovingClock(TEN);
    private Deployment function;
    private int noticesBefore;

    private SpikeSimulation(Path folder) {
        this.folder = folder;
        this.cloud = LocalAws.of(folder);
        this.function = Deployment.in(cloud, clock);
    }

    static SpikeSimulation start() {
        try {
            SpikeSimulation simulation = new SpikeSimulation(Files.createTempDirectory("why403-simulation"));
            simulation.put(BEFORE, quiet("2026-11-24T08:00:00Z", 60));
            simulation.put(SPIKE, spike("2026-11-24T09:00:00Z", 10, 403));
            simulation.put(AFTER, quiet("2026-11-24T09:10:00Z", 40));
            return simulation;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a variable to the function's environment. */
    SpikeSimulation deployedWith(String name, String value) {
        function = Deployment.in(cloud, clock, Map.of(name, value));
        return this;
    }

    /** Runs the simulation without faults and with each event once. */
    static Outcome withoutFaults() {
        try (SpikeSimulation simulation = start()) {
            return simulation.run();
        }
    }

    /** The final result. */
    record Outcome(StoredItems storedItems, List<SnsServer.Received> notices) {}

    /** Delivers the three events, one minute apart and each followed by a tick, and then ticks until nothing is left. */
    Outcome run() {
        for (LogObject object : List.of(BEFORE, SPIKE, AFTER)) {
            function.deliverAndTick(object);
            clock.advance(Duration.ofMinutes(1));
        }
        return end();
    }

    /** Ticks until nothing is left. */
    Outcome end() {
        function.tickUntilIdle(clock, this::storedItems);
        return outcome();
    }

    Outcome outcome() {
        List<SnsServer.Received> all = cloud.topics().received();
        return new Outcome(storedItems(), all.subList(noticesBefore, all.size()));
    }

    /** Deletes all state and sets the clock to 10:00. */
    void reset() {
        table().client().scanPaginator(scan -> scan.tableName(table().name())).items().stream()
                .map(item -> Map.of("pk", item.get("pk"), "sk", item.get("sk")))
                .forEach(key -> table().client()
                        .deleteItem(item -> item.tableName(table().name()).key(key)));
        clock.set(TEN);
        noticesBefore = cloud.topics().received().size();
    }

    StoredItems storedItems() {
        return StoredItems.in(cloud.table());
    }

    static LogObject object(String distribution, String unique) {
        return new LogObject(BUCKET, "cdn/" + distribution + ".2026-11-24-09." + unique + ".gz");
    }

    static byte[] quiet(String from, int minutes) {
        return ending(new LogText().at(from).quiet(minutes), from, minutes);
    }

    static byte[] spike(String from, int minutes, int status) {
        return ending(new LogText().at(from).refusals(minutes, status), from, minutes);
    }

    private static byte[] ending(LogText log, String from, int minutes) {
        Instant end = Instant.parse(from).plusSeconds(60L * minutes);
        return log.line(LogText.record(end, "192.0.2.1", "www.example.com", "/img/0.png", 200, "Hit"))
                .bytes();
    }

    /** Puts an object into the bucket. */
    void put(LogObject object, byte[] bytes) {
        write(folder.resolve("s3").resolve(object.bucket()).resolve(FileName.ofKey(object.key())), bytes);
    }

    /** Configures a custom error response of a distribution. */
    void map(String distribution, String errorCode, String responseCode) {
        write(
                folder.resolve("account/cloudfront/get-distribution/" + distribution + ".json"),
                """
                {"ETag":"E1EXAMPLE","Distribution":{"Id":"%s","Status":"Deployed","DistributionConfig":{
                 "CustomErrorResponses":{"Quantity":1,"Items":[{"ErrorCode":%s,"ResponsePagePath":"/sorry.html",
                 "ResponseCode":"%s","ErrorCachingMinTTL":10}]}}}}""".formatted(distribution, errorCode, responseCode).getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalAws cloud() {
        return cloud;
    }

    LocalTable table() {
        return cloud.table();
    }

    MovingClock clock() {
        return clock;
    }

    Deployment function() {
        return function;
    }

    @Override
    public void close() {
        cloud.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
