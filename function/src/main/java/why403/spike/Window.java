package why403.spike;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import why403.tally.ClientCount;
import why403.tally.Counts;

/**
 * Some minutes of one scope, less those left out.
 *
 * @param first the first minute that is not left out
 * @param bins the counts of its minutes, per five-minute bin that holds one of them
 */
record Window(Series series, long first, SortedMap<Long, Counts> bins) {

    /** The minutes that end with the last one, which is itself in it. */
    static Window ending(Series series, long last, int minutes, LeftOut leftOut) {
        SortedMap<Long, Counts> bins = new TreeMap<>();
        long first = last;
        for (long minute = last; minute > last - minutes; minute--) {
            if (!leftOut.contains(minute)) {
                bins.merge(Minutes.bin(minute), series.minute(minute), Counts::plus);
                first = minute;
            }
        }
        return new Window(series, first, bins);
    }

    Counts total() {
        return bins.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    /** The counts less the requests of the client that has most of the forbidden ones, as far as they are known. */
    Counts withoutBusiestClient() {
        Map<Long, Counts> clients = new HashMap<>();
        bins.forEach((bin, counts) -> series.clients(bin)
                .forEach(client -> clients.merge(client.client(), share(client, counts), Counts::plus)));
        Counts total = total();
        return clients.entrySet().stream()
                .max(Comparator.<Map.Entry<Long, Counts>>comparingLong(
                                client -> client.getValue().forbidden())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(busiest -> minus(total, busiest.getValue()))
                .orElse(total);
    }

    /** Clients are counted per bin; how much of it fell into the window's minutes is at most what these hold. */
    private static Counts share(ClientCount client, Counts window) {
        long forbidden = Math.min(client.forbidden(), window.forbidden());
        long others = Math.min(client.requests() - client.forbidden(), window.requests() - window.forbidden());
        return new Counts(forbidden + others, forbidden, 0);
    }

    private static Counts minus(Counts total, Counts part) {
        return new Counts(total.requests() - part.requests(), total.forbidden() - part.forbidden(), 0);
    }
}
