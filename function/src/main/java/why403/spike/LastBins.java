package why403.spike;

import why403.tally.Counts;

/** The last two whole five-minute bins of a step, in any scope: how an incident stands now. */
final class LastBins {

    private static final int BINS = 2;

    private final Subjects subjects;
    private final int leastExcess;
    private final Span minutes;

    /** @param newest the newest minute counted; the bin that holds it may not be over yet */
    LastBins(Subjects subjects, Tuning tuning, long newest) {
        this.subjects = subjects;
        this.leastExcess = tuning.leastExcess();
        long end = Minutes.bin(newest);
        this.minutes = new Span(Minutes.PER_BIN * (end - BINS), Minutes.PER_BIN * end);
    }

    Span minutes() {
        return minutes;
    }

    /** The busiest client's requests included; 0 where there are none. */
    double rate(Incident incident) {
        Counts counts = subjects.series(incident.scope()).sum(minutes);
        return counts.requests() == 0 ? 0 : (double) counts.forbidden() / counts.requests();
    }

    /**
     * Whether the incident goes on in them, the busiest client left out. If not, the few 403s that every site has would
     * read as another cause of it.
     */
    boolean hold(Incident incident) {
        Window window = new Window(
                subjects.series(incident.scope()), minutes.to() - 1, BINS * Minutes.PER_BIN, LeftOut.NOTHING);
        Counts counts = window.withoutBusiestClient();
        return incident.span().to() > minutes.from()
                && counts.forbidden() - counts.requests() * incident.usualRate() >= leastExcess;
    }
}
