package why403.benchmark.detection;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import why403.tally.ClientCount;

/** The minutes of [from, to) of {@link ProposedRule}, from the start of the site. */
record ProposedWindow(DeliveredTraffic traffic, int from, int to) {

    long requests() {
        long sum = 0;
        for (int minute = from; minute < to; minute++) {
            sum += traffic.requests(minute);
        }
        return sum;
    }

    long forbidden() {
        return forbidden(from, to);
    }

    /** The forbidden requests of the three busiest clients, most first; 0 for each that is not known. */
    long[] busiest() {
        Map<Long, Long> clients = new HashMap<>();
        int last = (to - 1) / LogObjectCounts.MINUTES;
        for (int bin = from / LogObjectCounts.MINUTES; bin <= last; bin++) {
            List<ClientCount> known = traffic.clients(bin);
            if (!known.isEmpty()) {
                int first = bin * LogObjectCounts.MINUTES;
                long part = forbidden(Math.max(from, first), Math.min(to, first + LogObjectCounts.MINUTES));
                known.forEach(client -> clients.merge(client.client(), Math.min(part, client.forbidden()), Long::sum));
            }
        }
        long[] three = clients.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(3)
                .mapToLong(Long::longValue)
                .toArray();
        return Arrays.copyOf(three, 3);
    }

    private long forbidden(int first, int end) {
        long sum = 0;
        for (int minute = first; minute < end; minute++) {
            sum += traffic.forbidden(minute);
        }
        return sum;
    }
}
