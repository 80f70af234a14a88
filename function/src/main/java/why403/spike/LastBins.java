package why403.spike;

import why403.spike.rule.Minutes;
import why403.spike.rule.Series;
import why403.spike.rule.Span;
import why403.spike.rule.Tuning;
import why403.spike.rule.Window;
import why403.tally.Counts;

/** The last two whole five-minute bins of a step, in any scope: the present state of an incident. */
final class LastBins {

    private static final int BINS = 2;

    private final ScopeStatistics statistics;
    private final int leastExcess;
    private final long newest;
    private final Span minutes;

    /** @param newest the newest counted minute; its bin may not be complete yet, so it does not count */
    LastBins(ScopeStatistics statistics, Tuning tuning, long newest) {
        this.statistics = statistics;
        this.leastExcess = tuning.leastExcess();
        this.newest = newest;
        long end = Minutes.bin(newest);
        this.minutes = new Span(Minutes.PER_BIN * (end - BINS), Minutes.PER_BIN * end);
    }

    Span minutes() {
        return minutes;
    }

    /**
     * The rate, including the busiest client's requests; 0 without requests. It is the rate of the five minutes before the
     * newest one if that is higher, because people must know of a rise soon.
     */
    double rate(Incident incident) {
        Series series = statistics.series(incident.scope());
        Counts lastMinutes = series.sum(new Span(newest - Minutes.PER_BIN, newest));
        return Math.max(rate(series.sum(minutes)), lastMinutes.forbidden() < leastExcess ? 0 : rate(lastMinutes));
    }

    private static double rate(Counts counts) {
        return counts.requests() == 0 ? 0 : (double) counts.forbidden() / counts.requests();
    }

    /**
     * Whether the incident continues in these bins, without the busiest client's requests. If it does not, the few 403s
     * that every site has would look like another cause of the incident.
     */
    boolean show(Incident incident) {
        Window window = new Window(statistics.series(incident.scope()), minutes.from(), minutes.to() - 1);
        Counts counts = window.withoutBusiestClient();
        return incident.span().to() > minutes.from()
                && counts.forbidden() - counts.requests() * incident.usualRate() >= leastExcess;
    }
}
