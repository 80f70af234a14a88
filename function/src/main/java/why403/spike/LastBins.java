package why403.spike;

import why403.spike.rule.Minutes;
import why403.spike.rule.Span;
import why403.spike.rule.Tuning;
import why403.spike.rule.Window;
import why403.tally.Counts;

/** The last two whole five-minute bins of a step, in any scope: the present state of an incident. */
final class LastBins {

    private static final int BINS = 2;

    private final ScopeStatistics statistics;
    private final int leastExcess;
    private final Span minutes;

    /** @param newest the newest counted minute; its bin may not be complete yet, so it does not count */
    LastBins(ScopeStatistics statistics, Tuning tuning, long newest) {
        this.statistics = statistics;
        this.leastExcess = tuning.leastExcess();
        long end = Minutes.bin(newest);
        this.minutes = new Span(Minutes.PER_BIN * (end - BINS), Minutes.PER_BIN * end);
    }

    Span minutes() {
        return minutes;
    }

    /** The rate, including the busiest client's requests; 0 without requests. */
    double rate(Incident incident) {
        Counts counts = statistics.series(incident.scope()).sum(minutes);
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
