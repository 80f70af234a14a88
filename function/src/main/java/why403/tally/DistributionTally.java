package why403.tally;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import why403.hash.HashKey;
import why403.log.Field;
import why403.log.LogLine;
import why403.tally.Scope.Dimension;

/** The counts of one distribution in one object, while its lines are read. */
final class DistributionTally {

    private static final long SECONDS_IN_MINUTE = 60;

    private final Forbidden forbidden;
    private final ClientCounter clients;
    private final MinuteSeries whole;
    private final Map<Dimension, Values> values;
    private final Values paths;
    private final Values hosts;
    private final Values behaviors;
    private final RecentValues recentPaths = new RecentValues();
    private final RecentValues recentHosts = new RecentValues();
    private final LineScopes scopes = new LineScopes();
    private long newestSecond = Long.MIN_VALUE;
    private Forbidden.Verdict verdict = Forbidden.Verdict.NO;
    private long minuteBegins = Long.MAX_VALUE;
    private long hour;
    private int minuteOfHour;
    private long bin;

    DistributionTally(Forbidden forbidden, ClientCounter clients, Supplier<MinuteSeries> newSeries, HashKey seed) {
        this.forbidden = forbidden;
        this.clients = clients;
        this.whole = newSeries.get();
        this.paths = new Values(newSeries, seed);
        this.hosts = new Values(newSeries, seed);
        this.behaviors = new Values(newSeries, seed);
        this.values = Map.of(Dimension.PATH, paths, Dimension.HOST, hosts, Dimension.BEHAVIOR, behaviors);
    }

    /** Counts a line; returns how many hours of a scope it was the first line of. */
    int count(LogLine line) {
        long second = line.epochSecond();
        newestSecond = Math.max(newestSecond, second);
        if (second < minuteBegins || second >= minuteBegins + SECONDS_IN_MINUTE) {
            beginMinute(second);
        }
        verdict = forbidden.verdict(line);
        MinuteSeries path = pathOf(line);
        MinuteSeries host = hostOf(line);
        MinuteSeries pattern = behaviorOf(line);
        int newHours = add(whole, verdict)
                + add(path, verdict)
                + add(host, verdict)
                + (pattern == whole ? 0 : add(pattern, verdict));
        if (verdict != Forbidden.Verdict.NO) {
            client(line).ifPresent(client -> {
                clients.add(whole.number(), bin, client);
                clients.add(path.number(), bin, client);
                clients.add(host.number(), bin, client);
                if (pattern != whole) {
                    clients.add(pattern.number(), bin, client);
                }
            });
        }
        return newHours;
    }

    /** Divides about once for each minute of the log, instead of seven times for each line. */
    private void beginMinute(long second) {
        long minute = Math.floorDiv(second, SECONDS_IN_MINUTE);
        minuteBegins = minute * SECONDS_IN_MINUTE;
        hour = Math.floorDiv(minute, (long) ScopeTally.MINUTES);
        minuteOfHour = Math.floorMod(minute, ScopeTally.MINUTES);
        bin = Math.floorDiv(minute, 5L);
    }

    private int add(MinuteSeries series, Forbidden.Verdict verdict) {
        return series.add(hour, minuteOfHour, verdict) ? 1 : 0;
    }

    private static OptionalLong client(LogLine line) {
        int from = line.start(Field.CLIENT_ADDRESS);
        return from < 0 ? OptionalLong.empty() : ClientAddress.of(line.buffer(), from, line.end(Field.CLIENT_ADDRESS));
    }

    /** The whole if the line names no cache behavior. */
    private MinuteSeries behaviorOf(LogLine line) {
        int from = line.start(Field.CACHE_BEHAVIOR);
        return from < 0 ? whole : behaviors.of(line.buffer(), from, line.end(Field.CACHE_BEHAVIOR));
    }

    private MinuteSeries pathOf(LogLine line) {
        int from = scopes.pathFrom(line);
        int to = scopes.pathTo(line, from);
        if (from < 0 || from >= to) {
            return paths.other();
        }
        byte[] buffer = line.buffer();
        int place = RecentValues.place(buffer, from, to);
        if (recentPaths.has(place, buffer, from, to)) {
            return recentPaths.at(place);
        }
        MinuteSeries counts = paths.of(buffer, from, to);
        recentPaths.put(place, buffer, from, to, counts);
        return counts;
    }

    private MinuteSeries hostOf(LogLine line) {
        Field field = scopes.hostField(line);
        int from = line.start(field);
        if (from < 0) {
            return hosts.other();
        }
        byte[] buffer = line.buffer();
        int to = line.end(field);
        int place = RecentValues.place(buffer, from, to);
        if (recentHosts.has(place, buffer, from, to)) {
            return recentHosts.at(place);
        }
        scopes.readHost(line);
        MinuteSeries counts = hosts.of(scopes.host(), 0, scopes.hostLength());
        recentHosts.put(place, buffer, from, to, counts);
        return counts;
    }

    /** The verdict about the line that was counted last. */
    Forbidden.Verdict verdict() {
        return verdict;
    }

    /** From now on, follows only the values that have been busiest so far. */
    void followNoMore() {
        values.values().forEach(Values::close);
        recentPaths.clear();
        recentHosts.clear();
    }

    /**
     * Chooses the values that are kept. Call it once, at the end of the object.
     *
     * @return by hour: the totals of paths that are not kept
     */
    Map<Long, Map<Scope, Counts>> close() {
        hosts.close();
        behaviors.close();
        Map<Long, Map<Scope, Counts>> totals = new HashMap<>();
        paths.close()
                .forEach((path, series) -> series.totals()
                        .forEach((hour, total) -> totals.computeIfAbsent(hour, any -> new HashMap<>())
                                .put(Scope.of(Dimension.PATH, path), total)));
        return totals;
    }

    Forbidden forbidden() {
        return forbidden;
    }

    /** The time of the newest record counted, in seconds since the epoch. */
    long newestSecond() {
        return newestSecond;
    }

    /** The counts by hour and scope, with the values of each dimension that are kept. Close it before. */
    Map<Long, Map<Scope, ScopeTally>> hours(Map<Integer, Map<Long, List<ClientCount>>> mostClients) {
        Map<Long, Map<Scope, ScopeTally>> hours = new TreeMap<>();
        put(hours, Scope.WHOLE, whole, mostClients);
        values.forEach((dimension, followed) -> {
            followed.values().forEach((value, series) -> put(hours, Scope.of(dimension, value), series, mostClients));
            put(hours, Scope.other(dimension), followed.other(), Map.of());
        });
        return hours;
    }

    private static void put(
            Map<Long, Map<Scope, ScopeTally>> hours,
            Scope scope,
            MinuteSeries series,
            Map<Integer, Map<Long, List<ClientCount>>> mostClients) {
        Map<Long, List<ClientCount>> clients = mostClients.getOrDefault(series.number(), Map.of());
        series.hours()
                .forEach((hour, counts) -> hours.computeIfAbsent(hour, h -> new HashMap<>())
                        .put(scope, new ScopeTally(counts, clientsOf(hour, clients))));
    }

    private static Map<Integer, List<ClientCount>> clientsOf(long hour, Map<Long, List<ClientCount>> byBin) {
        Map<Integer, List<ClientCount>> ofHour = new HashMap<>();
        for (int bin = 0; bin < ScopeTally.BINS; bin++) {
            List<ClientCount> clients = byBin.getOrDefault(hour * ScopeTally.BINS + bin, List.of());
            if (!clients.isEmpty()) {
                ofHour.put(bin, clients);
            }
        }
        return ofHour;
    }
}
