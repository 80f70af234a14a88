package why403.spike;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import why403.tally.ClientCount;
import why403.tally.Counts;

/**
 * Some minutes of one scope that end together, less those left out.
 *
 * @param last the last minute, itself in it
 */
record Window(Series series, long last, int minutes, LeftOut leftOut) {

    /** The first minute that is not left out; the last one if all are. */
    long first() {
        long first = last - minutes + 1;
        while (first < last && leftOut.contains(first)) {
            first++;
        }
        return first;
    }

    Counts total() {
        long requests = 0;
        long forbidden = 0;
        for (long minute = last; minute > last - minutes; minute--) {
            if (!leftOut.contains(minute)) {
                Counts counts = series.minute(minute);
                requests += counts.requests();
                forbidden += counts.forbidden();
            }
        }
        return new Counts(requests, forbidden, 0);
    }

    /** The counts less the requests of the client that has most of the forbidden ones, as far as they are known. */
    Counts withoutBusiestClient() {
        Map<Long, Counts> clients = new HashMap<>();
        bins().forEach((bin, counts) -> series.clients(bin)
                .forEach(client -> clients.merge(client.client(), share(client, counts), Counts::plus)));
        Counts total = total();
        return clients.entrySet().stream()
                .max(Comparator.<Map.Entry<Long, Counts>>comparingLong(
                                client -> client.getValue().forbidden())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(busiest -> minus(total, busiest.getValue()))
                .orElse(total);
    }

    private Map<Long, Counts> bins() {
        Map<Long, Counts> bins = new TreeMap<>();
        for (long minute = last; minute > last - minutes; minute--) {
            if (!leftOut.contains(minute)) {
                bins.merge(Minutes.bin(minute), series.minute(minute), Counts::plus);
            }
        }
        return bins;
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
