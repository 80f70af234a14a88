package why403.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.aws.table.LocalTable;
import why403.benchmark.units.ItemSize;
import why403.json.JsonTree;
import why403.lambda.EventShapes;
import why403.lambda.FunctionProcess;
import why403.lambda.Half;
import why403.lambda.InvocationResult;
import why403.lambda.LocalAws;
import why403.trigger.LogObject;

/**
 * How fast the packed function works through a backlog of eight days of one distribution, in random order, as after a redrive
 * of the dead-letter queue: {@code Redrive <scenario> [objects] [processes] [backfill]}. With the last argument, the objects are
 * those of a backfill, and the past is evaluated ten minutes later. The processes work at the same time, like
 * execution environments of the deployed function. The scenario's account is used, not its logs. Each object has 100 records.
 */
public final class Redrive {

    private static final String DISTRIBUTION = "E1GRANTEXAMPLE";
    private static final String BUCKET = "example-logs";
    private static final Instant END = Instant.parse("2026-11-24T10:00:00Z");
    private static final int HOURS = 8 * 24 - 1;
    private static final int DEFAULT_OBJECTS = 2_292;
    private static final int RECORDS = 100;
    private static final int DEFAULT_PROCESSES = 5;
    private static final Duration COMPLETE = Duration.ofMinutes(10);
    private static final int MESSAGES_IN_BATCH = 100;
    private static final String TICK = "{\"why403\":\"tick\"}";
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd-HH").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd\tHH:mm:ss").withZone(ZoneOffset.UTC);

    private final LocalTable table;
    private final List<FunctionProcess> functions;
    private final FunctionProcess watch;
    private final boolean isBackfill;
    private final Queue<LogObject> queue;
    private final AtomicInteger failed = new AtomicInteger();

    private Redrive(
            LocalTable table,
            List<FunctionProcess> functions,
            FunctionProcess watch,
            List<LogObject> backlog,
            boolean isBackfill) {
        this.table = table;
        this.functions = functions;
        this.watch = watch;
        this.isBackfill = isBackfill;
        this.queue = new ConcurrentLinkedQueue<>(backlog);
    }

    /** The scenario whose account is used, the number of objects and the number of processes. */
    public static void main(String[] arguments) throws IOException {
        int objects = arguments.length < 2 ? DEFAULT_OBJECTS : Integer.parseInt(arguments[1]);
        Path scenario = Files.createTempDirectory("why403-redrive");
        copy(Path.of(arguments[0]).resolve("account"), scenario.resolve("account"));
        List<LogObject> backlog = write(scenario, objects);
        Collections.shuffle(backlog, new Random(1));
        int processes = arguments.length < 3 ? DEFAULT_PROCESSES : Integer.parseInt(arguments[2]);
        LocalAws aws = LocalAws.of(scenario);
        List<FunctionProcess> functions = Stream.generate(() -> FunctionProcess.start(aws.launchAt(Half.TALLY, END)))
                .limit(processes)
                .toList();
        boolean isBackfill = arguments.length > 3 && arguments[3].equals("backfill");
        try (FunctionProcess watch = FunctionProcess.start(aws.launchAt(Half.WATCH, END));
                FunctionProcess later = FunctionProcess.start(aws.launchAt(Half.WATCH, END.plus(COMPLETE)))) {
            Redrive redrive = new Redrive(aws.table(), functions, watch, backlog, isBackfill);
            redrive.run();
            if (isBackfill) {
                redrive.evaluate(later);
            }
        }
        functions.forEach(FunctionProcess::close);
        System.exit(0);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static List<LogObject> write(Path scenario, int objects) throws IOException {
        List<LogObject> written = new ArrayList<>();
        Duration each = Duration.ofHours(HOURS).dividedBy(objects);
        for (int i = 0; i < objects; i++) {
            Instant from = END.minus(each.multipliedBy(i + 1L));
            String key = DISTRIBUTION + "." + HOUR.format(from) + "." + Integer.toHexString(0x10000000 + i) + ".gz";
            Path file = scenario.resolve("s3").resolve(BUCKET).resolve(key);
            Files.createDirectories(file.getParent());
            try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
                gzip.write(log(from, each).getBytes(StandardCharsets.US_ASCII));
            }
            written.add(new LogObject(BUCKET, key));
        }
        return written;
    }

    private static String log(Instant from, Duration length) {
        StringBuilder log = new StringBuilder("#Version: 1.0\n#Fields: date time c-ip cs-method cs(Host) cs-uri-stem"
                + " sc-status x-edge-result-type x-edge-response-result-type\n");
        for (int i = 0; i < RECORDS; i++) {
            boolean forbidden = i == 50;
            log.append(TIME.format(from.plus(length.multipliedBy(i).dividedBy(RECORDS))))
                    .append("\t192.0.2.")
                    .append(i)
                    .append("\tGET\td111111abcdef8.cloudfront.net\t/img/")
                    .append(i)
                    .append(forbidden ? ".png\t403\tError\tError\n" : ".png\t200\tHit\tHit\n");
        }
        return log.toString();
    }

    private void run() {
        int objects = queue.size();
        double processorBefore = processorSeconds();
        long begin = System.nanoTime();
        CompletableFuture.allOf(functions.stream()
                        .map(function -> CompletableFuture.runAsync(() -> work(function)))
                        .toArray(CompletableFuture[]::new))
                .join();
        double seconds = secondsSince(begin);
        System.out.printf(
                "%,d log objects of %d hours in %.1f s by %d processes: %.0f a second. Messages that came back: %d.%n",
                objects, HOURS, seconds, functions.size(), objects / seconds, failed.get());
        System.out.printf(
                "Processor time of these processes: %.1f ms a log object.%n",
                (processorSeconds() - processorBefore) * 1000 / objects);
        System.out.printf("Stored tallies: %,d. The state has %,d bytes.%n", tallies(), stateBytes());
        watch();
    }

    /** Messages that fail go back into the queue, as in SQS. */
    private void work(FunctionProcess function) {
        for (List<LogObject> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
            JsonNode event = EventShapes.sqs(batch.stream()
                    .map(object -> isBackfill ? EventShapes.backfill(object) : EventShapes.s3(List.of(object)))
                    .toList());
            for (JsonNode failure : answer(function, JsonTree.write(event)).path("batchItemFailures")) {
                String id = failure.path("itemIdentifier").asText();
                queue.add(batch.get(Integer.parseInt(id.substring(id.indexOf('-') + 1))));
                failed.incrementAndGet();
            }
        }
    }

    private List<LogObject> nextBatch() {
        return Stream.generate(queue::poll)
                .limit(MESSAGES_IN_BATCH)
                .filter(Objects::nonNull)
                .toList();
    }

    private double processorSeconds() {
        return functions.stream().map(Redrive::processorSeconds).reduce(0.0, Double::sum);
    }

    private static double processorSeconds(FunctionProcess function) {
        return function.processorTime().toMillis() / 1e3;
    }

    private void watch() {
        long begin = System.nanoTime();
        int ticks = 0;
        while (state().keySet().stream().anyMatch(name -> name.matches("m\\d+"))) {
            answer(watch, TICK);
            ticks++;
        }
        System.out.printf("Ticks until everything is watched: %d, in %.1f s.%n", ticks, secondsSince(begin));
    }

    private void evaluate(FunctionProcess later) {
        long begin = System.nanoTime();
        int ticks = 0;
        while (state().containsKey("past")) {
            answer(later, TICK);
            ticks++;
        }
        System.out.printf("Ticks until the past is evaluated: %d, in %.1f s.%n", ticks, secondsSince(begin));
    }

    private static JsonNode answer(FunctionProcess function, String event) {
        InvocationResult result = function.invoke(event);
        if (result.failed()) {
            throw new IllegalStateException("The function answers " + result.body());
        }
        try {
            return JsonTree.read(result.body());
        } catch (JsonProcessingException noJson) {
            throw new IllegalStateException("The function answers " + result.body(), noJson);
        }
    }

    private long tallies() {
        return table.client().scanPaginator(scan -> scan.tableName(table.name())).items().stream()
                .filter(item -> item.get("pk").s().startsWith("T#"))
                .count();
    }

    private Map<String, AttributeValue> state() {
        return table.client()
                .getItem(get -> get.tableName(table.name())
                        .key(Map.of("pk", AttributeValue.fromS("S"), "sk", AttributeValue.fromS(DISTRIBUTION))))
                .item();
    }

    private long stateBytes() {
        return ItemSize.of(state());
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
