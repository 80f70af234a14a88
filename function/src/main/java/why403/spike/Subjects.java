package why403.spike;

import java.util.HashMap;
import java.util.Map;
import why403.history.Traffic;
import why403.tally.Scope;

/** Each scope's series, what is usual in it, and whether it is worth a test, made once a step. */
final class Subjects {

    private static final int BINS_OF_LONGEST_WINDOW = 7;

    private final Traffic traffic;
    private final Tuning tuning;
    private final Ledger ledger;
    private final Map<Scope, Series> series = new HashMap<>();
    private final Map<Scope, Baseline> baselines = new HashMap<>();
    private final Map<Scope, Boolean> busy = new HashMap<>();
    private long busyBin;

    Subjects(Traffic traffic, Tuning tuning, Ledger ledger) {
        this.traffic = traffic;
        this.tuning = tuning;
        this.ledger = ledger;
    }

    Series series(Scope scope) {
        return series.computeIfAbsent(scope, any -> new Series(traffic, scope));
    }

    /** What is usual, the incidents known at that minute left out. */
    Baseline baseline(Scope scope, long minute) {
        return baselines
                .computeIfAbsent(scope, any -> new Baseline(series(scope), tuning))
                .leavingOut(ledger.binsLeftOut(scope, minute));
    }

    Trial trial(Scope scope, long minute, boolean oneClient, double leastUsualRate) {
        LeftOut leftOut = ledger.minutesLeftOut(scope, oneClient, minute);
        return new Trial(series(scope), baseline(scope, minute), leftOut, minute, oneClient, leastUsualRate);
    }

    /** Whether the bins of the longest window hold enough 403s for any window to pass: most scopes have far fewer. */
    boolean isBusy(Scope scope, long minute) {
        long bin = Minutes.bin(minute);
        if (bin != busyBin) {
            busy.clear();
            busyBin = bin;
        }
        return busy.computeIfAbsent(scope, any -> forbidden(series(scope), bin) >= tuning.leastExcess());
    }

    private static long forbidden(Series series, long lastBin) {
        long forbidden = 0;
        for (long bin = lastBin - BINS_OF_LONGEST_WINDOW + 1; bin <= lastBin; bin++) {
            forbidden += series.bin(bin).forbidden();
        }
        return forbidden;
    }
}
