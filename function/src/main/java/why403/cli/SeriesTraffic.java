package why403.cli;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.history.Traffic;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Scope;

/**
 * A series as the traffic of a whole distribution. A series does not name its clients, so the top clients of neighboring
 * rows count as one client.
 */
final class SeriesTraffic implements Traffic {

    private static final int MINUTES_PER_BIN = 5;

    private final List<SeriesRow> rows;

    /** @param rows in ascending order of their minutes */
    SeriesTraffic(List<SeriesRow> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The minutes that have requests. */
    SortedSet<Long> counted() {
        return rows.stream()
                .filter(row -> row.requests() > 0)
                .map(SeriesRow::minute)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The highest rate in five minutes that end with a minute of [from, to); 0 if there were no requests. */
    double peakRate(long from, long to) {
        return between(from, to).stream()
                .map(last -> sum(last.minute() - MINUTES_PER_BIN + 1, last.minute() + 1))
                .filter(counts -> counts.requests() > 0)
                .mapToDouble(counts -> (double) counts.forbidden() / counts.requests())
                .max()
                .orElse(0);
    }

    private Counts sum(long from, long to) {
        return between(from, to).stream().map(SeriesRow::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** The rows of the minutes in [from, to). */
    private List<SeriesRow> between(long from, long to) {
        return rows.subList(firstFrom(from), firstFrom(to));
    }

    /** The index of the first row at or after that minute. */
    private int firstFrom(long minute) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).minute() < minute) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public Set<Scope> scopes(long minute) {
        return between(minute - LONGEST_WINDOW + 1, minute + 1).isEmpty() ? Set.of() : Set.of(Scope.WHOLE);
    }

    @Override
    public Counts minute(Scope scope, long minute) {
        return scope.equals(Scope.WHOLE) ? sum(minute, minute + 1) : Counts.NONE;
    }

    @Override
    public Counts bin(Scope scope, long bin) {
        return scope.equals(Scope.WHOLE) ? sum(bin * MINUTES_PER_BIN, (bin + 1) * MINUTES_PER_BIN) : Counts.NONE;
    }

    @Override
    public List<ClientCount> clients(Scope scope, long bin) {
        return between(bin * MINUTES_PER_BIN, (bin + 1) * MINUTES_PER_BIN).stream()
                .map(SeriesRow::topClient)
                .reduce(SeriesTraffic::plus)
                .filter(client -> client.forbidden() > 0)
                .map(List::of)
                .orElse(List.of());
    }

    @Override
    public int knownClients() {
        return 1;
    }

    private static ClientCount plus(ClientCount one, ClientCount other) {
        return new ClientCount(one.client(), one.requests() + other.requests(), one.forbidden() + other.forbidden());
    }
}
