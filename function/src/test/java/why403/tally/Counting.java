package why403.tally;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import why403.hash.HashKey;
import why403.log.LineVisitor;
import why403.log.LogReader;
import why403.log.LogText;
import why403.log.Reading;
import why403.trigger.LogObject;

/** Counts records through an object, and again in a slow and simple way. */
public final class Counting {

    public static final String DISTRIBUTION = "E2EXAMPLE";
    public static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    public static final long START_MINUTE = START.getEpochSecond() / 60;
    public static final long START_HOUR = START_MINUTE / 60;

    /** One request, before it is a record; two hours of them. */
    public record Request(int second, int client, String host, String path, boolean forbidden) {

        public String record() {
            return LogText.record(
                            START.plusSeconds(second), "192.0.2." + client, host, path, forbidden ? 403 : 200, "Error")
                    + "\n";
        }

        public long minute() {
            return START_MINUTE + second / 60;
        }

        /** The scopes that a request is counted in. */
        public List<Scope> scopes() {
            String[] parts = path.split("/", -1);
            return List.of(
                    Scope.WHOLE,
                    new Scope("host:" + host.toLowerCase(Locale.ROOT)),
                    new Scope(parts.length > 2 ? "path:/" + parts[1] + "/" : "path:/"));
        }
    }

    private Counting() {}

    public static LogObject object(String unique) {
        return new LogObject("example-logs", "cdn/" + DISTRIBUTION + ".2026-11-24-10." + unique + ".gz");
    }

    static Reading read(LogObject object, List<String> records, LineVisitor visitor) {
        return new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY)
                .read(object, new ByteArrayInputStream(LogText.bytes(records)), visitor);
    }

    /** The tallies of an object with these records, without an error mapping. */
    public static List<Tally> tallies(String unique, List<String> records) {
        return tallies(unique, records, Hashing.OF_REPLAY);
    }

    /** The same with other keys. */
    static List<Tally> tallies(String unique, List<String> records, Hashing hashing) {
        ObjectTally counted = new ObjectTally(
                object(unique), id -> Forbidden.under(ErrorMapping.NONE), new Horizon(0, Long.MAX_VALUE), hashing);
        read(object(unique), records, counted);
        return counted.tallies();
    }

    public static List<Tally> talliesOf(String unique, List<Request> requests) {
        return tallies(unique, requests.stream().map(Request::record).toList());
    }

    /** The sum of the tallies by scope and minute since the epoch, without minutes that have no requests. */
    static Map<Scope, Map<Long, Counts>> sums(List<Tally> tallies) {
        Map<Scope, Map<Long, Counts>> sums = new HashMap<>();
        for (Tally tally : tallies) {
            tally.scopes().forEach((scope, counts) -> {
                for (int minute = 0; minute < ScopeTally.MINUTES; minute++) {
                    if (counts.minute(minute).requests() > 0) {
                        sums.computeIfAbsent(scope, s -> new HashMap<>())
                                .merge(tally.hour() * 60 + minute, counts.minute(minute), Counts::plus);
                    }
                }
            });
        }
        return sums;
    }

    /** The same, by going through the requests one by one. */
    public static Map<Scope, Map<Long, Counts>> naively(List<Request> requests) {
        Map<Scope, Map<Long, Counts>> sums = new HashMap<>();
        for (Request request : requests) {
            Counts one = new Counts(1, request.forbidden() ? 1 : 0, 0);
            request.scopes()
                    .forEach(scope -> sums.computeIfAbsent(scope, s -> new HashMap<>())
                            .merge(request.minute(), one, Counts::plus));
        }
        return sums;
    }

    /** From 1 to 80 requests of a few hosts, paths and clients, spread over two hours. */
    public static List<Request> requests(Random random) {
        List<String> hosts = List.of("www.example.com", "WWW.Example.com", "cdn.example.com");
        List<String> paths = List.of("/", "/a.png", "/img/a.png", "/img/b/c.png", "/IMG/", "/a%20b/x");
        return IntStream.range(0, 1 + random.nextInt(80))
                .mapToObj(i -> new Request(
                        random.nextInt(7200),
                        1 + random.nextInt(9),
                        hosts.get(random.nextInt(hosts.size())),
                        paths.get(random.nextInt(paths.size())),
                        random.nextBoolean()))
                .toList();
    }
}
