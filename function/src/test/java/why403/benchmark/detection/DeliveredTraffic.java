package why403.benchmark.detection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import why403.history.Traffic;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Scope;

/** The log objects of one site that have been delivered so far, as the product's rule reads them. */
final class DeliveredTraffic implements Traffic {

    /** The start of a Monday. The product numbers minutes from the epoch, the benchmark from the start of the site. */
    static final long START_MINUTE = Instant.parse("2026-11-02T00:00:00Z").getEpochSecond() / 60;

    private static final long START_BIN = START_MINUTE / LogObjectCounts.MINUTES;
    private static final Set<Scope> WHOLE = Set.of(Scope.WHOLE);

    private final long[] requests;
    private final long[] forbidden;
    private final Counts[] bins;
    private final List<List<ClientCount>> clients;

    DeliveredTraffic(int minutes) {
        this.requests = new long[minutes];
        this.forbidden = new long[minutes];
        this.bins = new Counts[minutes / LogObjectCounts.MINUTES];
        Arrays.fill(bins, Counts.NONE);
        this.clients = new ArrayList<>(Collections.nCopies(bins.length, List.of()));
    }

    void add(LogObjectCounts object) {
        int minute = object.first();
        for (Counts counts : object.counts()) {
            requests[minute] += counts.requests();
            forbidden[minute] += counts.forbidden();
            bins[object.bin()] = bins[object.bin()].plus(counts);
            minute++;
        }
        clients.set(object.bin(), merged(clients.get(object.bin()), object.clients()));
    }

    private static List<ClientCount> merged(List<ClientCount> these, List<ClientCount> those) {
        if (these.isEmpty()) {
            return those;
        }
        Map<Long, Long> sums = new HashMap<>();
        these.forEach(client -> sums.merge(client.client(), client.forbidden(), Long::sum));
        those.forEach(client -> sums.merge(client.client(), client.forbidden(), Long::sum));
        return sums.entrySet().stream()
                .map(client -> new ClientCount(client.getKey(), client.getValue(), client.getValue()))
                .sorted(Comparator.comparingLong(ClientCount::forbidden)
                        .reversed()
                        .thenComparing(ClientCount::client))
                .toList();
    }

    int minutes() {
        return requests.length;
    }

    /** The requests of a minute, from the start of the site. */
    long requests(int minute) {
        return requests[minute];
    }

    /** The forbidden requests of a minute, from the start of the site. */
    long forbidden(int minute) {
        return forbidden[minute];
    }

    /** The clients of a bin, from the start of the site: those with the most forbidden requests first. */
    List<ClientCount> clients(int bin) {
        return clients.get(bin);
    }

    /** The forbidden requests of each minute. */
    RunningSums forbiddenSums() {
        return new RunningSums(forbidden);
    }

    /** The requests of each minute. */
    RunningSums requestSums() {
        return new RunningSums(requests);
    }

    @Override
    public Set<Scope> scopes(long minute) {
        return WHOLE;
    }

    @Override
    public Counts minute(Scope scope, long minute) {
        long index = minute - START_MINUTE;
        return index < 0 || index >= requests.length || !scope.equals(Scope.WHOLE)
                ? Counts.NONE
                : new Counts(requests[(int) index], forbidden[(int) index], 0);
    }

    @Override
    public Counts bin(Scope scope, long bin) {
        long index = bin - START_BIN;
        return index < 0 || index >= bins.length || !scope.equals(Scope.WHOLE) ? Counts.NONE : bins[(int) index];
    }

    @Override
    public List<ClientCount> clients(Scope scope, long bin) {
        long index = bin - START_BIN;
        return index < 0 || index >= bins.length || !scope.equals(Scope.WHOLE) ? List.of() : clients.get((int) index);
    }
}
