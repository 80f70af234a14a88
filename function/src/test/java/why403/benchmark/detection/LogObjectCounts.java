package why403.benchmark.detection;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import why403.tally.ClientCount;
import why403.tally.Counts;

/**
 * What a tally keeps of one log object that covers one five-minute bin.
 *
 * @param arrival the minute, from the start of the site, before which nobody knows it
 * @param bin the number of the bin, from the start of the site
 * @param counts of each of its minutes
 * @param clients the four clients with the most forbidden requests; empty if fewer than five were forbidden
 */
record LogObjectCounts(int arrival, int bin, List<Counts> counts, List<ClientCount> clients) {

    static final int MINUTES = 5;

    private static final int MOST_CLIENTS = 4;

    LogObjectCounts {
        counts = List.copyOf(counts);
        clients = List.copyOf(clients);
    }

    /** The first minute of the bin, from the start of the site. */
    int first() {
        return bin * MINUTES;
    }

    /** Those of these clients that a tally keeps. It knows only their forbidden requests. */
    static List<ClientCount> busiest(Map<Long, Long> forbiddenByClient) {
        return forbiddenByClient.entrySet().stream()
                .filter(client -> client.getValue() > 0)
                .map(client -> new ClientCount(client.getKey(), client.getValue(), client.getValue()))
                .sorted(Comparator.comparingLong(ClientCount::forbidden)
                        .reversed()
                        .thenComparing(ClientCount::client))
                .limit(MOST_CLIENTS)
                .toList();
    }
}
