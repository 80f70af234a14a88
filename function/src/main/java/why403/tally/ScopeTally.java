package why403.tally;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One hour of one scope: counts by minute, and the clients with the most forbidden requests by five-minute bin. */
public final class ScopeTally {

    /** Minutes in an hour. */
    public static final int MINUTES = 60;

    /** Five-minute bins in an hour. */
    public static final int BINS = 12;

    private static final int SERIES = 3;

    private final int[] counts;
    private final Counts sum;
    private final Map<Integer, List<ClientCount>> clients;

    /**
     * The tally with these numbers.
     *
     * @param counts requests, forbidden and ambiguous of minute 0, then of minute 1, and so on: 180 numbers
     * @param clients by bin of the hour, 0 to 11, most forbidden first; bins without clients are not contained
     */
    ScopeTally(int[] counts, Map<Integer, List<ClientCount>> clients) {
        if (counts.length != MINUTES * SERIES) {
            throw new IllegalArgumentException("An hour has 180 counts, not " + counts.length);
        }
        this.counts = counts.clone();
        this.sum = sum(this.counts);
        this.clients = Map.copyOf(clients);
    }

    /** The counts of a minute of the hour, 0 to 59. */
    public Counts minute(int minute) {
        int at = minute * SERIES;
        return new Counts(counts[at], counts[at + 1], counts[at + 2]);
    }

    /** The clients with the most forbidden requests in a bin of the hour, 0 to 11; none if few were forbidden. */
    public List<ClientCount> clients(int bin) {
        return clients.getOrDefault(bin, List.of());
    }

    /** By bin of the hour: the same clients; bins without clients are not contained. */
    public Map<Integer, List<ClientCount>> clients() {
        return clients;
    }

    /** Adds the requests, forbidden and ambiguous of each minute to 180 sums. */
    public void addTo(long[] sums) {
        for (int i = 0; i < counts.length; i++) {
            sums[i] += counts[i];
        }
    }

    /** All minutes of the hour, in order. */
    public List<Counts> minutes() {
        return IntStream.range(0, MINUTES).mapToObj(this::minute).toList();
    }

    /** The requests of the hour. */
    public long requests() {
        return sum.requests();
    }

    /** The sum of the hour. */
    public Counts sum() {
        return sum;
    }

    private static Counts sum(int[] counts) {
        long requests = 0;
        long forbidden = 0;
        long ambiguous = 0;
        for (int at = 0; at < counts.length; at += SERIES) {
            if (counts[at + 2] < 0 || counts[at + 1] < counts[at + 2] || counts[at] < counts[at + 1]) {
                throw new IllegalArgumentException("Counts must fall from requests to ambiguous in each minute");
            }
            requests += counts[at];
            forbidden += counts[at + 1];
            ambiguous += counts[at + 2];
        }
        return new Counts(requests, forbidden, ambiguous);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScopeTally that && Arrays.equals(counts, that.counts) && clients.equals(that.clients);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(counts) + clients.hashCode();
    }
}
