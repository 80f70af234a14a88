package why403.spike.rule;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import why403.tally.ClientCount;
import why403.tally.Counts;

/**
 * Consecutive minutes of one scope.
 *
 * @param first the first minute
 * @param last the last minute, which belongs to the window
 */
public record Window(Series series, long first, long last) {

    private static final Comparator<Counts> BY_COUNTS =
            Comparator.comparingLong(Counts::forbidden).thenComparingLong(Counts::requests);

    /** The sum over all minutes. */
    public Counts total() {
        long requests = 0;
        long forbidden = 0;
        // A loop: this runs for every window of every scope and minute.
        for (long minute = first; minute <= last; minute++) {
            Counts counts = series.minute(minute);
            requests += counts.requests();
            forbidden += counts.forbidden();
        }
        return new Counts(requests, forbidden, 0);
    }

    /**
     * The sum less the requests of the busiest client: the one with the most forbidden requests, as far as the tallies
     * know it.
     */
    public Counts withoutBusiestClient() {
        return withoutBusiestClients(1);
    }

    /**
     * The sum less the requests of that many clients: those with the most forbidden requests. If the traffic knows fewer, the
     * others count as large as the last one that it knows.
     */
    Counts withoutBusiestClients(int clients) {
        int known = Math.min(clients, series.knownClients());
        List<Counts> busiest = busiestClients()
                .limit(known)
                .map(client -> client.values().stream().reduce(Counts.NONE, Counts::plus))
                .toList();
        Stream<Counts> supposed =
                busiest.stream().skip(known - 1L).flatMap(last -> Collections.nCopies(clients - known, last).stream());
        return minus(total(), Stream.concat(busiest.stream(), supposed).reduce(Counts.NONE, Counts::plus));
    }

    /** Whether that many of the busiest clients are known. */
    boolean knowsClients(int clients) {
        return series.knownClients() >= clients;
    }

    /** The counts of each minute, in ascending order. */
    List<MinuteCounts> minuteCounts() {
        return minutes()
                .mapToObj(minute -> MinuteCounts.of(minute, series.minute(minute)))
                .toList();
    }

    /**
     * The same less the requests of the busiest client. Tallies count clients by bin, so each minute loses the same
     * fraction as its bin.
     */
    List<MinuteCounts> minuteCountsWithoutBusiestClient() {
        Map<Long, Counts> bins = bins();
        Map<Long, Counts> client = busiestClient().orElse(Map.of());
        return minutes()
                .mapToObj(minute -> less(
                        minute, bins.get(Minutes.bin(minute)), client.getOrDefault(Minutes.bin(minute), Counts.NONE)))
                .toList();
    }

    /** The last minute of {@link #minuteCountsWithoutBusiestClient}. */
    public MinuteCounts lastMinuteWithoutBusiestClient() {
        List<MinuteCounts> counts = minuteCountsWithoutBusiestClient();
        return counts.get(counts.size() - 1);
    }

    private MinuteCounts less(long minute, Counts bin, Counts client) {
        Counts counts = series.minute(minute);
        double forbidden = rest(counts.forbidden(), client.forbidden(), bin.forbidden());
        double good = rest(good(counts), good(client), good(bin));
        return new MinuteCounts(minute, forbidden + good, forbidden);
    }

    /** What remains of a minute's count after its bin of {@code whole} has lost {@code part}. */
    private static double rest(long count, long part, long whole) {
        return whole == 0 ? 0 : (double) count * (whole - part) / whole;
    }

    private static long good(Counts counts) {
        return counts.requests() - counts.forbidden();
    }

    /**
     * The busiest client's counts by bin; empty if no client is known. Of clients with equally many forbidden requests, it
     * is the one with more in the earliest bin in which they differ. Hashes decide nothing: they depend on a secret.
     */
    private Optional<Map<Long, Counts>> busiestClient() {
        return busiestClients().findFirst();
    }

    private Stream<Map<Long, Counts>> busiestClients() {
        Map<Long, Counts> bins = bins();
        Map<Long, Map<Long, Counts>> clients = new HashMap<>();
        bins.forEach((bin, counts) -> series.clients(bin)
                .forEach(client -> clients.computeIfAbsent(client.client(), any -> new HashMap<>())
                        .merge(bin, share(client, counts), Counts::plus)));
        return clients.values().stream()
                .sorted(Comparator.<Map<Long, Counts>>comparingLong(client -> forbidden(client.values()))
                        .thenComparing((one, other) -> compare(bins.keySet(), one, other))
                        .reversed());
    }

    private static long forbidden(Collection<Counts> counts) {
        return counts.stream().mapToLong(Counts::forbidden).sum();
    }

    /** @param bins in order */
    private static int compare(Set<Long> bins, Map<Long, Counts> one, Map<Long, Counts> other) {
        return bins.stream()
                .map(bin -> BY_COUNTS.compare(one.getOrDefault(bin, Counts.NONE), other.getOrDefault(bin, Counts.NONE)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
    }

    private Map<Long, Counts> bins() {
        Map<Long, Counts> bins = new TreeMap<>();
        minutes().forEach(minute -> bins.merge(Minutes.bin(minute), series.minute(minute), Counts::plus));
        return bins;
    }

    private LongStream minutes() {
        return LongStream.rangeClosed(first, last);
    }

    /** Tallies count clients by bin. The part that falls into the window is at most what the window's minutes hold. */
    private static Counts share(ClientCount client, Counts window) {
        long forbidden = Math.min(client.forbidden(), window.forbidden());
        long others = Math.min(client.requests() - client.forbidden(), good(window));
        return new Counts(forbidden + others, forbidden, 0);
    }

    private static Counts minus(Counts total, Counts part) {
        long forbidden = Math.max(0, total.forbidden() - part.forbidden());
        return new Counts(forbidden + Math.max(0, good(total) - good(part)), forbidden, 0);
    }
}
