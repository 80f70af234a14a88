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
import why403.aws.LocalTable;
import why403.aws.SnsServer;
import why403.log.LogText;
import why403.trigger.LogObject;

/**
 * A trouble and what the function makes of it: from 08:00 an hour of quiet, from 09:00 ten minutes of trouble, from
 * 09:10 forty of quiet, an object each; it is ten when their events come. Each object ends with a record in the first
 * second of a minute, so that whoever watches later, with minutes only, tells the same time.
 */
final class Story implements AutoCloseable {

    static final String BUCKET = "example-logs";
    static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");
    static final LogObject BEFORE = object("E2EXAMPLE", "before");
    static final LogObject SPIKE = object("E2EXAMPLE", "spike");
    static final LogObject AFTER = object("E2EXAMPLE", "after");

    private final Path folder;
    private final Cloud cloud;
    private final MovingClock clock = new MovingClock(TEN);
    private Deployed function;
    private int noticesBefore;

    private Story(Path folder) {
        this.folder = folder;
        this.cloud = Cloud.of(folder);
        this.function = Deployed.in(cloud, clock);
    }

    static Story begin() {
        try {
            Story story = new Story(Files.createTempDirectory("why403-story"));
            story.put(BEFORE, quiet("2026-11-24T08:00:00Z", 60));
            story.put(SPIKE, trouble("2026-11-24T09:00:00Z", 10, 403));
            story.put(AFTER, quiet("2026-11-24T09:10:00Z", 40));
            return story;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the function has this in its environment too. */
    Story deployedWith(String name, String value) {
        function = Deployed.in(cloud, clock, Map.of(name, value));
        return this;
    }

    /** The whole of it, each event once and nothing going wrong. */
    static Outcome undisturbed() {
        try (Story story = begin()) {
            return story.tell();
        }
    }

    /** What it came to in the end. */
    record Outcome(Kept kept, List<SnsServer.Received> notices) {}

    /** Delivers the three events, a minute from one to the next, and ticks until nothing is left. */
    Outcome tell() {
        for (LogObject object : List.of(BEFORE, SPIKE, AFTER)) {
            function.deliver(object);
            clock.moveOn(Duration.ofMinutes(1));
        }
        return end();
    }

    /** Ticks until nothing is left. */
    Outcome end() {
        function.tickUntilNothingIsLeft(clock, this::kept);
        return outcome();
    }

    Outcome outcome() {
        List<SnsServer.Received> all = cloud.topics().received();
        return new Outcome(kept(), all.subList(noticesBefore, all.size()));
    }

    /** All is forgotten, and it is ten again. */
    void startOver() {
        table().client().scanPaginator(scan -> scan.tableName(table().name())).items().stream()
                .map(item -> Map.of("pk", item.get("pk"), "sk", item.get("sk")))
                .forEach(key -> table().client()
                        .deleteItem(item -> item.tableName(table().name()).key(key)));
        clock.set(TEN);
        noticesBefore = cloud.topics().received().size();
    }

    Kept kept() {
        return Kept.in(cloud.table());
    }

    static LogObject object(String distribution, String unique) {
        return new LogObject(BUCKET, "cdn/" + distribution + ".2026-11-24-09." + unique + ".gz");
    }

    static byte[] quiet(String from, int minutes) {
        return ending(new LogText().at(from).quiet(minutes), from, minutes);
    }

    static byte[] trouble(String from, int minutes, int status) {
        return ending(new LogText().at(from).trouble(minutes, status), from, minutes);
    }

    private static byte[] ending(LogText log, String from, int minutes) {
        Instant end = Instant.parse(from).plusSeconds(60L * minutes);
        return log.line(LogText.record(end, "192.0.2.1", "www.example.com", "/img/0.png", 200, "Hit"))
                .bytes();
    }

    /** An object comes into the bucket. */
    void put(LogObject object, byte[] bytes) {
        write(folder.resolve("s3").resolve(object.bucket()).resolve(FileName.ofKey(object.key())), bytes);
    }

    /** A distribution shows these statuses, by code, as custom error responses. */
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

    Cloud cloud() {
        return cloud;
    }

    LocalTable table() {
        return cloud.table();
    }

    MovingClock clock() {
        return clock;
    }

    Deployed function() {
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
