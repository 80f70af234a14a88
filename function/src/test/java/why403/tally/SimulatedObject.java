package why403.tally;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import why403.tally.Scope.Dimension;
import why403.trigger.LogObject;

/**
 * The tally of a log object whose records were never written: of minutes and paths, only the counts are drawn. Which
 * paths it keeps is decided by the same code as for real objects.
 */
public final class SimulatedObject {

    private static final Comparator<ClientCount> MOST_FIRST =
            Comparator.comparingLong(ClientCount::forbidden).reversed().thenComparing(ClientCount::client);

    private final String distribution;
    private final LogObject object;
    private final long hour;
    private final int bin;
    private final MinuteSeries whole = new MinuteSeries(0);
    private final Map<String, MinuteSeries> paths = new HashMap<>();
    private final Map<String, Map<Long, Long>> clients = new HashMap<>();

    /**
     * An object without requests.
     *
     * @param bin five minutes since the epoch; all requests are in it
     */
    public SimulatedObject(String distribution, LogObject object, long bin) {
        this.distribution = distribution;
        this.object = object;
        this.hour = Math.floorDiv(bin, ScopeTally.BINS);
        this.bin = Math.floorMod(bin, ScopeTally.BINS);
    }

    /** Adds requests in a minute of the bin, 0 to 4. */
    public void add(String path, int minute, long good, Map<Long, Long> forbiddenByClient) {
        if (good == 0 && forbiddenByClient.values().stream().allMatch(forbidden -> forbidden == 0)) {
            return;
        }
        MinuteSeries series = paths.computeIfAbsent(path, any -> new MinuteSeries(0));
        int minuteOfHour = bin * 5 + minute;
        for (long i = 0; i < good; i++) {
            series.add(hour, minuteOfHour, Forbidden.Verdict.NO);
            whole.add(hour, minuteOfHour, Forbidden.Verdict.NO);
        }
        forbiddenByClient.forEach((client, forbidden) -> {
            for (long i = 0; i < forbidden; i++) {
                series.add(hour, minuteOfHour, Forbidden.Verdict.YES);
                whole.add(hour, minuteOfHour, Forbidden.Verdict.YES);
            }
            count("*", client, forbidden);
            count(path, client, forbidden);
        });
    }

    private void count(String scope, long client, long forbidden) {
        clients.computeIfAbsent(scope, any -> new HashMap<>()).merge(client, forbidden, Long::sum);
    }

    /** The tally of what was added: at least one request. */
    public Tally tally() {
        ValueChoice choice = ValueChoice.among(paths);
        Map<Scope, ScopeTally> scopes = new HashMap<>();
        scopes.put(Scope.WHOLE, tally(whole, "*"));
        choice.kept().forEach((path, series) -> scopes.put(Scope.of(Dimension.PATH, path), tally(series, path)));
        Map<Scope, Counts> totals = choice.totalled().entrySet().stream()
                .collect(Collectors.toMap(
                        path -> Scope.of(Dimension.PATH, path.getKey()),
                        path -> path.getValue().totals().get(hour)));
        return new Tally(distribution, hour, object, ErrorMapping.NONE, scopes, totals);
    }

    private ScopeTally tally(MinuteSeries series, String scope) {
        List<ClientCount> busiest = new ArrayList<>();
        clients.getOrDefault(scope, Map.of())
                .forEach((client, forbidden) -> busiest.add(new ClientCount(client, forbidden, forbidden)));
        busiest.sort(MOST_FIRST);
        List<ClientCount> kept = List.copyOf(busiest.subList(0, Math.min(ClientCounter.MOST_KEPT, busiest.size())));
        return new ScopeTally(series.hours().get(hour), kept.isEmpty() ? Map.of() : Map.of(bin, kept));
    }
}
