package why403.benchmark.units;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Question;
import why403.aws.table.DynamoIncidents;
import why403.aws.table.DynamoTallies;
import why403.aws.table.LocalTable;
import why403.benchmark.ArgumentWords;
import why403.history.DistributionState;
import why403.history.HourSum;
import why403.history.RecentHours;
import why403.spike.IncidentMachine;
import why403.spike.Sensitivity;
import why403.tally.Counts;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.tally.Scope;
import why403.tally.ScopeTally;
import why403.trigger.LogObject;
import why403.watch.LogAccess;
import why403.watch.Tallier;
import why403.watch.Timekeeper;
import why403.watch.Watch;
import why403.watch.WatchBackoff;
import why403.watch.WatchOptions;
import why403.watch.WatchedDistributions;
import why403.watch.mapping.ErrorMappings;

/**
 * Delivers every log object of a day twice, in random order, by concurrent workers, while ticks watch; then compares the
 * sums of each scope and five minutes with a count of the lines: {@code RepeatedDay --objects 1000 --hours 24 --workers 4}.
 */
public final class RepeatedDay implements Account {

    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
    private static final int SECONDS_IN_HOUR = 3600;
    private static final int SECONDS_IN_BIN = 300;
    private static final int MOST_IN_BATCH = 100;
    private static final long MEMORY_BYTES = 64L << 20;

    /** The counts of a scope in five minutes, numbered from the epoch. */
    private record Place(String scope, long bin) {}

    private final LocalTable table = LocalTable.create();
    private final DynamoDbClient client = MeteredDay.metered(table.endpoint(), new Meter());
    private final SimulatedSites sites = new SimulatedSites();
    private final RecentHours recent = new RecentHours(MEMORY_BYTES);
    private final WatchBackoff backoff = new WatchBackoff();
    private final Instant now;
    private final int objectsPerHour;
    private final int hours;
    private final int workers;
    private final AtomicLong failed = new AtomicLong();

    private RepeatedDay(int objectsPerHour, int hours, int workers) {
        this.objectsPerHour = objectsPerHour;
        this.hours = hours;
        this.workers = workers;
        this.now = START.plus(Duration.ofHours(hours));
    }

    /** Arguments may be joined by spaces. */
    public static void main(String[] arguments) {
        int objects = 1000;
        int hours = 24;
        int workers = 4;
        List<String> words = ArgumentWords.of(String.join(" ", arguments));
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--objects" -> objects = Integer.parseInt(ArgumentWords.value(words, ++i));
                case "--hours" -> hours = Integer.parseInt(ArgumentWords.value(words, ++i));
                case "--workers" -> workers = Integer.parseInt(ArgumentWords.value(words, ++i));
                default ->
                    throw new IllegalArgumentException(
                            words.get(i) + " is unknown. Expected --objects, --hours or --workers.");
            }
        }
        new RepeatedDay(objects, hours, workers).run();
        System.exit(0); // the server of the table does not end
    }

    private void run() {
        List<LogObject> day = IntStream.range(0, objectsPerHour * hours)
                .mapToObj(number -> SimulatedSites.object(
                        0, START.plusSeconds((long) number * SECONDS_IN_HOUR / objectsPerHour), number))
                .toList();
        List<LogObject> twice = new ArrayList<>(day);
        twice.addAll(day);
        Collections.shuffle(twice, new Random(1));
        long begin = System.nanoTime();
        deliver(new ConcurrentLinkedQueue<>(batches(twice)));
        long ticks = 0;
        while (tallies().states().stream().anyMatch(DistributionState::isDirty)) {
            tick();
            ticks++;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Map<Place, Counts> truth = truth(day);
        Map<Place, Counts> summed = summed();
        long different = truth.entrySet().stream()
                .filter(one -> !one.getValue().equals(summed.get(one.getKey())))
                .count();
        System.out.printf(
                "%,d log objects, each delivered twice by %d workers, and watched meanwhile, in %.0f s."
                        + " Objects that failed: %d. Ticks afterwards: %d.%n",
                day.size(), workers, seconds, failed.get(), ticks);
        System.out.printf(
                "%,d requests, %,d of them forbidden. Counts of scopes in five minutes: %,d. Not equal to the truth: %d."
                        + " Counted but not in a log: %d.%n",
                all(truth).requests(),
                all(truth).forbidden(),
                truth.size(),
                different,
                summed.keySet().stream()
                        .filter(place -> !truth.containsKey(place))
                        .count());
    }

    private static Counts all(Map<Place, Counts> counts) {
        return counts.entrySet().stream()
                .filter(one -> one.getKey().scope().equals(Scope.WHOLE.name()))
                .map(Map.Entry::getValue)
                .reduce(Counts.NONE, Counts::plus);
    }

    private static List<List<LogObject>> batches(List<LogObject> objects) {
        Random random = new Random(2);
        List<List<LogObject>> batches = new ArrayList<>();
        for (int from = 0; from < objects.size(); ) {
            int to = Math.min(objects.size(), from + 1 + random.nextInt(MOST_IN_BATCH));
            batches.add(objects.subList(from, to));
            from = to;
        }
        return batches;
    }

    private void deliver(Queue<List<LogObject>> queue) {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(workers + 1);
        CompletableFuture<Void> watching = CompletableFuture.runAsync(
                () -> {
                    while (!done.get()) {
                        tick();
                    }
                },
                threads);
        CompletableFuture.allOf(IntStream.range(0, workers)
                        .mapToObj(worker -> CompletableFuture.runAsync(() -> tally(queue), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
        done.set(true);
        watching.join();
        threads.shutdown();
    }

    private void tally(Queue<List<LogObject>> queue) {
        for (List<LogObject> batch = queue.poll(); batch != null; batch = queue.poll()) {
            failed.addAndGet(new Tallier(
                            logs(),
                            tallies(),
                            ErrorMappings.recorded(this),
                            WatchedDistributions.ALL,
                            Hashing.OF_REPLAY,
                            time())
                    .tally(batch.stream().distinct().toList(), Horizon.ofClock(now))
                    .failed()
                    .size());
        }
    }

    private void tick() {
        new Watch(
                        logs(),
                        tallies(),
                        new DynamoIncidents(client, table.name(), () -> now),
                        this,
                        notice -> {},
                        new IncidentMachine(Sensitivity.NORMAL),
                        WatchOptions.EVERYTHING,
                        backoff,
                        recent,
                        time())
                .watchAll(tallies().states());
    }

    private Timekeeper time() {
        return Timekeeper.endless(() -> now);
    }

    private LogAccess logs() {
        return LogAccess.ofOneOperation(sites, this, Hashing.OF_REPLAY.tables(), time());
    }

    private DynamoTallies tallies() {
        return new DynamoTallies(client, table.name(), () -> now, problem -> {
            throw new IllegalStateException(problem);
        });
    }

    private Map<Place, Counts> summed() {
        Map<Place, Counts> counts = new HashMap<>();
        long first = START.getEpochSecond() / SECONDS_IN_HOUR - 1;
        for (HourSum sum : tallies().sums(SimulatedSites.distribution(0), first, first + hours + 1)) {
            sum.bins()
                    .keySet()
                    .forEach(scope -> IntStream.range(0, ScopeTally.BINS).forEach(bin -> {
                        Counts some = sum.bin(scope, bin);
                        if (some.requests() > 0) {
                            counts.put(new Place(scope.name(), sum.hour() * ScopeTally.BINS + bin), some);
                        }
                    }));
        }
        return counts;
    }

    /** Counts the lines of each object once, with code of its own. */
    private Map<Place, Counts> truth(List<LogObject> day) {
        Map<Place, Counts> counts = new HashMap<>();
        for (LogObject object : day) {
            try (InputStream log = sites.open(object);
                    BufferedReader lines =
                            new BufferedReader(new InputStreamReader(log, StandardCharsets.ISO_8859_1))) {
                lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> count(line, counts));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return counts;
    }

    private static void count(String line, Map<Place, Counts> counts) {
        List<String> values = List.of(line.split("\t", -1));
        long second = LocalDate.parse(values.get(0)).toEpochSecond(LocalTime.parse(values.get(1)), ZoneOffset.UTC);
        long bin = Math.floorDiv(second, SECONDS_IN_BIN);
        Counts one = new Counts(1, values.contains("403") ? 1 : 0, 0);
        String host = values.stream()
                .filter(value -> value.startsWith("host"))
                .findFirst()
                .orElseThrow();
        String path = values.stream()
                .filter(value -> value.startsWith("/section-"))
                .findFirst()
                .orElseThrow();
        for (String scope :
                List.of(Scope.WHOLE.name(), "host:" + host, "path:" + path.substring(0, path.indexOf('/', 1) + 1))) {
            counts.merge(new Place(scope, bin), one, Counts::plus);
        }
    }

    @Override
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        return new Answer.NotChecked<>(Answer.Why.NOT_RECORDED);
    }
}
