package why403.benchmark.arrival;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Question;
import why403.folder.MemoryIncidents;
import why403.folder.MemoryTallies;
import why403.history.RecentHours;
import why403.json.JsonTree;
import why403.log.LogStore;
import why403.spike.Incident;
import why403.spike.IncidentMachine;
import why403.spike.LastReport;
import why403.spike.Sensitivity;
import why403.tally.Counts;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.tally.Scope;
import why403.tally.ScopeTally;
import why403.trigger.LogObject;
import why403.watch.LogAccess;
import why403.watch.Tallier;
import why403.watch.TallyResult;
import why403.watch.Timekeeper;
import why403.watch.Watch;
import why403.watch.WatchBackoff;
import why403.watch.WatchOptions;
import why403.watch.WatchedDistributions;
import why403.watch.mapping.ErrorMappings;

/** The product watches a day: each log object is tallied when it arrives, and its distribution is watched. */
final class WatchedDay implements LogStore, Account {

    private static final String DISTRIBUTION = "E2EXAMPLE";
    private static final int SECONDS = 60;

    private final SimulatedDay day;
    private final Map<LogObject, Integer> numbers = new HashMap<>();
    private final MemoryTallies tallies = new MemoryTallies();
    private final MemoryIncidents incidents = new MemoryIncidents();
    private final ErrorMappings mappings = ErrorMappings.recorded(this);
    private final List<JsonNode> notices = new ArrayList<>();

    private WatchedDay(SimulatedDay day) {
        this.day = day;
        for (int number = 0; number < day.objects(); number++) {
            numbers.put(day.object(number), number);
        }
    }

    /** The incidents for which people got a notice, in the order of event time. */
    static List<FinalIncident> of(SimulatedDay day, ArrivalOrder order, Random random) {
        WatchedDay watched = new WatchedDay(day);
        TreeMap<Integer, List<LogObject>> arrivals = new TreeMap<>();
        for (int number = 0; number < day.objects(); number++) {
            int arrival = (number + 1) * SimulatedDay.MINUTES_OF_OBJECT + order.delay(random);
            arrivals.computeIfAbsent(arrival, any -> new ArrayList<>()).add(day.object(number));
        }
        arrivals.forEach(watched::arrive);
        return watched.finals();
    }

    private void arrive(int minute, List<LogObject> objects) {
        Instant now = SimulatedDay.START.plusSeconds((long) minute * SECONDS);
        Timekeeper time = Timekeeper.endless(() -> now);
        LogAccess logs = LogAccess.ofBothOperations(
                this,
                this,
                host -> Optional.empty(),
                Hashing.OF_REPLAY.tables(),
                time,
                Runtime.getRuntime().maxMemory());
        TallyResult tallied = new Tallier(logs, tallies, mappings, WatchedDistributions.ALL, Hashing.OF_REPLAY, time)
                .tally(objects, Horizon.ofEvent(now));
        new Watch(
                        logs,
                        tallies,
                        incidents,
                        this,
                        notice -> notices.add(tree(notice.json())),
                        new IncidentMachine(Sensitivity.NORMAL),
                        WatchOptions.EVERYTHING,
                        new WatchBackoff(),
                        new RecentHours(0),
                        time)
                .watch(tallied);
    }

    private static JsonNode tree(String json) {
        try {
            return JsonTree.read(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A notice is no JSON: " + json, broken);
        }
    }

    /** Without those that an incident of the whole site silenced: which of the two opens first depends on the order. */
    private List<FinalIncident> finals() {
        List<FinalIncident> all = reported();
        return all.stream()
                .filter(one -> all.stream().noneMatch(one::isSilencedBy))
                .toList();
    }

    private List<FinalIncident> reported() {
        return incidents.of(DISTRIBUTION).stream()
                .flatMap(scope -> scope.incidents().stream())
                .filter(incident -> incident.reported() && !incident.oneClient())
                .sorted((one, other) -> one.opened().compareTo(other.opened()))
                .map(this::finalOf)
                .toList();
    }

    private FinalIncident finalOf(Incident incident) {
        List<JsonNode> itsNotices = notices.stream()
                .filter(notice -> notice.path("incidentId").asText().equals(incident.id()))
                .toList();
        return new FinalIncident(
                incident.id(),
                incident.scope().name(),
                incident.from(),
                incident.to(),
                incident.windowStart(),
                counts(incident.scope(), incident.from(), incident.to()),
                incident.lastReport().flatMap(LastReport::mainCause).orElse(""),
                itsNotices.stream().map(notice -> notice.path("event").asText()).toList(),
                itsNotices
                        .get(itsNotices.size() - 1)
                        .path("spike")
                        .path("forbidden")
                        .asLong());
    }

    /** Each object counts once, whatever the state machine did. */
    private Counts counts(Scope scope, Instant from, Instant to) {
        Counts[] sum = {Counts.NONE};
        for (long hour = hourOf(from); hour <= hourOf(to); hour++) {
            long first = hour * ScopeTally.MINUTES;
            tallies.visit(DISTRIBUTION, hour, tally -> {
                ScopeTally counted = tally.scopes().get(scope);
                for (int minute = 0; counted != null && minute < ScopeTally.MINUTES; minute++) {
                    Instant start = Instant.ofEpochSecond((first + minute) * SECONDS);
                    if (!start.isBefore(from) && start.isBefore(to)) {
                        sum[0] = sum[0].plus(counted.minute(minute));
                    }
                }
            });
        }
        return sum[0];
    }

    private static long hourOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), (long) SECONDS * SECONDS);
    }

    @Override
    public InputStream open(LogObject object) {
        return new ByteArrayInputStream(day.bytes(numbers.get(object)));
    }

    @Override
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        return new Answer.NotChecked<>(Answer.Why.NOT_RECORDED);
    }
}
