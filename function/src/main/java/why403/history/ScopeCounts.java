package why403.history;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.ScopeTally;
import why403.tally.Spread;

/** The sums of one scope in one hour, while its tallies are read. */
final class ScopeCounts {

    /**
     * How many counts of clients a five-minute bin holds. If there are more, the smallest are left out: those of objects
     * in which the client had few forbidden requests. So many clients have more of them that it is not one client's
     * spike.
     */
    private static final int MOST_CLIENTS = 1024;

    private static final int SERIES = 3;
    private static final int MINUTES_IN_BIN = ScopeTally.MINUTES / ScopeTally.BINS;

    private static final Comparator<ClientCount> MOST_FIRST =
            Comparator.comparingLong(ClientCount::forbidden).reversed().thenComparing(ClientCount::client);

    private final long[] counts;
    private final Map<Integer, BoundedSums> clients;
    private long[] spread;

    ScopeCounts() {
        this(new long[ScopeTally.MINUTES * SERIES], new HashMap<>(), new long[0]);
    }

    private ScopeCounts(long[] counts, Map<Integer, BoundedSums> clients, long[] spread) {
        this.counts = counts;
        this.clients = clients;
        this.spread = spread;
    }

    /** The same counts, to which those of other scopes can be added. It shares the clients. */
    ScopeCounts copy() {
        return new ScopeCounts(counts.clone(), clients, spread.clone());
    }

    /** About how much memory it takes. */
    long bytes() {
        return (long) Long.BYTES * (counts.length + spread.length)
                + clients.values().stream().mapToLong(BoundedSums::bytes).sum();
    }

    void add(ScopeTally tally) {
        tally.addTo(counts);
        tally.clients()
                .forEach((bin, busiest) ->
                        busiest.forEach(client -> clients.computeIfAbsent(bin, any -> new BoundedSums(MOST_CLIENTS))
                                .add(client.client(), 0, client.forbidden())));
    }

    /** Adds the counts of an object that knows only the total of the scope. They are part of its overflow scope too. */
    void add(Spread minutes, Counts total) {
        if (spread.length == 0) {
            spread = new long[counts.length];
        }
        minutes.addTo(spread, total);
    }

    /** Adds what another scope has by minute to this overflow scope. It has no clients. */
    void addCounts(ScopeCounts that) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += that.counts[i];
        }
    }

    /**
     * The counts of a minute of the hour. Of objects that know only the total, the good requests are contained, but not the
     * forbidden ones: their clients are not known, and a single crawler would look like many.
     */
    Counts minute(int minute) {
        Counts known = known(minute);
        return known.plus(new Counts(spreadGood(minute), 0, 0));
    }

    private Counts known(int minute) {
        int at = minute * SERIES;
        return new Counts(counts[at], counts[at + 1], counts[at + 2]);
    }

    private long spreadGood(int minute) {
        int at = minute * SERIES;
        return spread.length == 0 ? 0 : spread[at] - spread[at + 1];
    }

    private Counts complete(int minute) {
        int at = minute * SERIES;
        return spread.length == 0
                ? known(minute)
                : known(minute).plus(new Counts(spread[at], spread[at + 1], spread[at + 2]));
    }

    /** The counts of each five-minute bin. They contain all requests. */
    List<Counts> bins() {
        return IntStream.range(0, ScopeTally.BINS)
                .mapToObj(bin -> IntStream.range(bin * MINUTES_IN_BIN, (bin + 1) * MINUTES_IN_BIN)
                        .mapToObj(this::complete)
                        .reduce(Counts.NONE, Counts::plus))
                .toList();
    }

    /** By bin with known clients: the clients, those with the most forbidden requests first. */
    Map<Integer, List<ClientCount>> clients() {
        Map<Integer, List<ClientCount>> sorted = new HashMap<>();
        clients.forEach((bin, sums) -> sorted.put(bin, sorted(sums)));
        return sorted;
    }

    private static List<ClientCount> sorted(BoundedSums sums) {
        Map<Long, Long> forbidden = new HashMap<>();
        sums.forEach((client, none, sum) -> forbidden.merge(client, sum, Long::sum));
        return forbidden.entrySet().stream()
                .map(client -> new ClientCount(client.getKey(), client.getValue(), client.getValue()))
                .sorted(MOST_FIRST)
                .toList();
    }
}
