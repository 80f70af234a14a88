package why403.spike.rule;

import java.util.List;
import java.util.stream.LongStream;
import why403.history.Traffic;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Scope;

/** The counts of one scope over time. They do not change during one step, so that they are cached. */
public final class Series {

    /** More than the longest window and the minutes just before it. */
    private static final int CACHED_MINUTES = 128;

    /** More than a day, and the hours before it that its first baseline needs. */
    static final int CACHED_BINS = 512;

    private final Traffic traffic;
    private final Scope scope;
    private final NumberedCache<Counts> minutes;
    private final NumberedCache<Counts> bins;

    /** The counts of a scope of this traffic. */
    public Series(Traffic traffic, Scope scope) {
        this.traffic = traffic;
        this.scope = scope;
        this.minutes = new NumberedCache<>(CACHED_MINUTES, minute -> traffic.minute(scope, minute));
        this.bins = new NumberedCache<>(CACHED_BINS, bin -> traffic.bin(scope, bin));
    }

    /** The scope that is counted. */
    public Scope scope() {
        return scope;
    }

    /** The counts of a minute. */
    public Counts minute(long minute) {
        return minutes.get(minute);
    }

    /** The counts of a five-minute bin. */
    public Counts bin(long bin) {
        return bins.get(bin);
    }

    /** Whether the bin and its minutes are known, and not only the total of its hour. */
    boolean knows(long bin) {
        return traffic.knows(scope, bin);
    }

    /** The first minute of [first, last] from which all minutes are known; after the last one if that one is not. */
    long knownFrom(long first, long last) {
        long bin = Minutes.bin(last);
        while (bin >= Minutes.bin(first) && traffic.knows(scope, bin)) {
            bin--;
        }
        return Math.max(first, (bin + 1) * Minutes.PER_BIN);
    }

    List<ClientCount> clients(long bin) {
        return traffic.clients(scope, bin);
    }

    int knownClients() {
        return traffic.knownClients();
    }

    /** The sum of these minutes. Minutes that the history no longer held at the end of the span count as 0. */
    public Counts sum(Span minutes) {
        long from = Math.max(minutes.from(), minutes.to() - Minutes.REMEMBERED);
        long firstBin = Minutes.bin(from + Minutes.PER_BIN - 1);
        long lastBin = Minutes.bin(minutes.to());
        if (firstBin >= lastBin) {
            return sumMinutes(from, minutes.to());
        }
        Counts whole = LongStream.range(firstBin, lastBin).mapToObj(this::bin).reduce(Counts.NONE, Counts::plus);
        return whole.plus(sumMinutes(from, Minutes.PER_BIN * firstBin))
                .plus(sumMinutes(Minutes.PER_BIN * lastBin, minutes.to()));
    }

    private Counts sumMinutes(long from, long to) {
        return LongStream.range(from, to).mapToObj(this::minute).reduce(Counts.NONE, Counts::plus);
    }
}
