package why403.benchmark.units;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Question;
import why403.aws.table.DynamoIncidents;
import why403.aws.table.DynamoTallies;
import why403.aws.table.LocalTable;
import why403.history.DistributionState;
import why403.history.HourSum;
import why403.history.RecentHours;
import why403.history.Tallies;
import why403.spike.IncidentMachine;
import why403.spike.Sensitivity;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.tally.Tally;
import why403.trigger.LogObject;
import why403.watch.LogAccess;
import why403.watch.SilentDistributions;
import why403.watch.Tallier;
import why403.watch.Timekeeper;
import why403.watch.Watch;
import why403.watch.WatchBackoff;
import why403.watch.WatchOptions;
import why403.watch.WatchedDistributions;
import why403.watch.mapping.ErrorMappings;

/**
 * One day of some distributions through the real adapters: objects are tallied in batches as they arrive, and once a minute
 * all dirty distributions are watched, as deployed. The eight days before it have sums.
 */
final class MeteredDay implements Account, AutoCloseable {

    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
    private static final long START_HOUR = START.getEpochSecond() / 3600;
    private static final int HOURS_BEFORE = 193;
    private static final int OBJECTS_BEFORE = 12;
    private static final int SECONDS = 60;
    private static final long MEMORY_BYTES = 64L << 20;

    /**
     * What the day used.
     *
     * @param tallying of the objects
     * @param watching of the ticks
     */
    record Usage(long objects, Units tallying, long ticks, Units watching, Map<String, Units> byOperation) {

        Units perObject() {
            return tallying.plus(watching).dividedBy(objects);
        }
    }

    private final LocalTable table = LocalTable.create();
    private final Meter meter = new Meter();
    private final DynamoDbClient client;
    private final SimulatedSites sites = new SimulatedSites();
    private final ErrorMappings mappings = ErrorMappings.recorded(this);
    private final int distributions;
    private final int objectsPerHour;
    private final int batchSeconds;
    private final WatchBackoff backoff = new WatchBackoff();
    private final RecentHours recent = new RecentHours(MEMORY_BYTES);
    private final SilentDistributions silent = new SilentDistributions();
    private Instant now = START;

    MeteredDay(int distributions, int objectsPerHour, int batchSeconds) {
        this.distributions = distributions;
        this.objectsPerHour = objectsPerHour;
        this.batchSeconds = batchSeconds;
        this.client = metered(table.endpoint(), meter);
    }

    static DynamoDbClient metered(URI endpoint, Meter meter) {
        return DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(meter))
                .build();
    }

    /** Runs so many hours of the day. */
    Usage run(int hours) {
        putSumsOfDaysBefore();
        Units begin = meter.sum();
        Map<String, Units> before = meter.byOperation();
        Units tallying = Units.NONE;
        Units watching = Units.NONE;
        long objects = 0;
        long minutes = (long) hours * SECONDS;
        for (long second = 0; second < minutes * SECONDS; second += batchSeconds) {
            now = START.plusSeconds(second);
            if (second % SECONDS == 0) {
                Units last = meter.sum();
                tick();
                watching = watching.plus(meter.sum().minus(last));
            }
            List<LogObject> batch = arrivals(second);
            objects += batch.size();
            Units last = meter.sum();
            if (!batch.isEmpty()) {
                tally(batch);
            }
            tallying = tallying.plus(meter.sum().minus(last));
        }
        Map<String, Units> used = meter.byOperation();
        used.replaceAll((operation, units) -> units.minus(before.getOrDefault(operation, Units.NONE)));
        if (!meter.sum().minus(begin).equals(tallying.plus(watching))) {
            throw new IllegalStateException("Some units belong to neither");
        }
        return new Usage(objects, tallying, minutes, watching, used);
    }

    /** The objects that arrived in the time before that second. */
    private List<LogObject> arrivals(long second) {
        long from = second * objectsPerHour / 3600;
        long to = (second + batchSeconds) * objectsPerHour / 3600;
        List<LogObject> arrived = new ArrayList<>();
        for (long number = from; number < to; number++) {
            Instant arrival = START.plusSeconds(number * 3600 / objectsPerHour);
            for (int distribution = 0; distribution < distributions; distribution++) {
                arrived.add(SimulatedSites.object(distribution, arrival, (int) number));
            }
        }
        return arrived;
    }

    private void tick() {
        DynamoTallies tallies = tallies();
        List<DistributionState> states = tallies.states();
        watch(tallies).watchAll(states).undone().forEach(MeteredDay::fail);
        silent.among(tallies, states, Timekeeper.endless(() -> now));
    }

    private static void fail(String undone) {
        throw new IllegalStateException(undone);
    }

    private DynamoTallies tallies() {
        return new DynamoTallies(client, table.name(), clock(), MeteredDay::fail);
    }

    private InstantSource clock() {
        return () -> now;
    }

    private LogAccess logs() {
        return LogAccess.ofOneOperation(sites, this, Hashing.OF_REPLAY.tables(), Timekeeper.endless(clock()));
    }

    private void tally(List<LogObject> batch) {
        new Tallier(
                        logs(),
                        tallies(),
                        mappings,
                        WatchedDistributions.ALL,
                        Hashing.OF_REPLAY,
                        Timekeeper.endless(clock()))
                .tally(batch, Horizon.ofClock(now));
    }

    private Watch watch(Tallies tallies) {
        return new Watch(
                logs(),
                tallies,
                new DynamoIncidents(client, table.name(), clock()),
                this,
                notice -> fail("Unexpected notice " + notice.id()),
                new IncidentMachine(Sensitivity.NORMAL),
                WatchOptions.EVERYTHING,
                backoff,
                recent,
                Timekeeper.endless(clock()));
    }

    private void putSumsOfDaysBefore() {
        DynamoTallies tallies = tallies();
        for (int distribution = 0; distribution < distributions; distribution++) {
            for (int before = 1; before <= HOURS_BEFORE; before++) {
                tallies.putSum(sumOfEarlierHour(distribution, START_HOUR - before), 1);
            }
        }
    }

    private HourSum sumOfEarlierHour(int distribution, long hour) {
        List<Tally> tallies = new ArrayList<>();
        for (int number = 0; number < OBJECTS_BEFORE; number++) {
            Instant arrival = Instant.ofEpochSecond(hour * 3600 + (number + 1) * 300L);
            tallies.addAll(SimulatedTally.of(sites, SimulatedSites.object(distribution, arrival, number)));
        }
        return HourSum.of(
                SimulatedSites.distribution(distribution),
                hour,
                tallies.stream().filter(tally -> tally.hour() == hour).toList());
    }

    @Override
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        return new Answer.NotChecked<>(Answer.Why.NOT_RECORDED);
    }

    @Override
    public void close() {
        client.close();
        table.close();
    }
}
