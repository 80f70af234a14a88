package why403.spike;

import java.util.List;
import java.util.stream.LongStream;
import why403.history.Traffic;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Scope;

/** The counts of one scope over time, as they are during one step. */
final class Series {

    /** More than the longest window and what lies just before it. */
    private static final int KEPT_MINUTES = 64;

    /** More than a day and the hours that are usual at its beginning. */
    static final int KEPT_BINS = 512;

    private final Traffic traffic;
    private final Scope scope;
    private final Kept<Counts> minutes;
    private final Kept<Counts> bins;

    Series(Traffic traffic, Scope scope) {
        this.traffic = traffic;
        this.scope = scope;
        this.minutes = new Kept<>(KEPT_MINUTES, minute -> traffic.minute(scope, minute));
        this.bins = new Kept<>(KEPT_BINS, bin -> traffic.bin(scope, bin));
    }

    Scope scope() {
        return scope;
    }

    Counts minute(long minute) {
        return minutes.get(minute);
    }

    Counts bin(long bin) {
        return bins.get(bin);
    }

    List<ClientCount> clients(long bin) {
        return traffic.clients(scope, bin);
    }

    /** All counts of these minutes, whole bins at a time where it can; those no longer remembered at its end are 0. */
    Counts sum(Span minutes) {
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
