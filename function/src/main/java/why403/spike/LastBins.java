package why403.spike;

import why403.spike.rule.Minutes;
import why403.spike.rule.Series;
import why403.spike.rule.Span;
import why403.spike.rule.Tuning;
import why403.spike.rule.Window;
import why403.tally.Counts;

/** The last whole five-minute bins of a step, in any scope: the present state of an incident. */
final class LastBins {

    private static final int BINS = 2;
    private static final int BINS_OF_HOUR = Minutes.PER_HOUR / Minutes.PER_BIN;

    private final ScopeStatistics statistics;
    private final Tuning tuning;
    private final long newest;
    private final Span lastTenMinutes;

    /** @param newest the newest counted minute; its bin may not be complete yet, so it does not count */
    LastBins(ScopeStatistics statistics, Tuning tuning, long newest) {
        this.statistics = statistics;
        this.tuning = tuning;
        this.newest = newest;
        this.lastTenMinutes = last(BINS);
    }

    private Span last(int bins) {
        long end = Minutes.bin(newest);
        return new Span(Minutes.PER_BIN * (end - bins), Minutes.PER_BIN * end);
    }

    /** Ten minutes if they show the incident, or else the hour. */
    Period period(Incident incident) {
        return isEnoughInTenMinutes(incident) || !isEnoughInHour(incident) ? Period.LAST_TEN_MINUTES : Period.LAST_HOUR;
    }

    /** The minutes of that period, as far as the incident had begun. */
    Span minutes(Incident incident) {
        return period(incident) == Period.LAST_TEN_MINUTES ? lastTenMinutes : lastHour(incident);
    }

    private Span lastHour(Incident incident) {
        Span hour = last(BINS_OF_HOUR);
        return new Span(
                Math.min(hour.to() - 1, Math.max(hour.from(), incident.span().from())), hour.to());
    }

    /**
     * The rate without the busiest client, because its burst is no change of the incident; 0 without requests. It is the rate
     * of the five minutes before the newest one if that is higher, because people must know of a rise soon.
     */
    double rate(Incident incident) {
        Counts lastMinutes = ofOthers(incident, new Span(newest - Minutes.PER_BIN, newest));
        return Math.max(
                rate(ofOthers(incident, minutes(incident))),
                lastMinutes.forbidden() < tuning.leastExcess() ? 0 : rate(lastMinutes));
    }

    private static double rate(Counts counts) {
        return counts.requests() == 0 ? 0 : (double) counts.forbidden() / counts.requests();
    }

    /**
     * Whether the incident continues in these bins, without the busiest client's requests. If it does not, the few 403s
     * that every site has would look like another cause of the incident.
     */
    boolean show(Incident incident) {
        return isEnoughInTenMinutes(incident) || isEnoughInHour(incident);
    }

    private boolean isEnoughInTenMinutes(Incident incident) {
        return goesOnSince(lastTenMinutes.from(), incident)
                && excess(incident, ofOthers(incident, lastTenMinutes)) >= tuning.leastExcess();
    }

    /** Only on a site that is so quiet that ten minutes of this incident would not be enough. */
    private boolean isEnoughInHour(Incident incident) {
        Span hour = lastHour(incident);
        Counts counts = ofOthers(incident, hour);
        return isQuietSite(incident)
                && goesOnSince(hour.from(), incident)
                && tuning.isLarge(excess(incident, counts), (double) counts.requests());
    }

    private boolean isQuietSite(Incident incident) {
        Series series = statistics.series(incident.scope());
        double rise = rate(series.sum(incident.span())) - incident.usualRate();
        return series.sum(lastTenMinutes).requests() * rise < tuning.leastExcess();
    }

    private static boolean goesOnSince(long minute, Incident incident) {
        return incident.span().to() > minute;
    }

    private static double excess(Incident incident, Counts counts) {
        return counts.forbidden() - counts.requests() * incident.usualRate();
    }

    private Counts ofOthers(Incident incident, Span minutes) {
        return new Window(statistics.series(incident.scope()), minutes.from(), minutes.to() - 1).withoutBusiestClient();
    }
}
