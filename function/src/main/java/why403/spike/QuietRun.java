package why403.spike;

import java.util.OptionalLong;
import why403.tally.Counts;

/**
 * The quiet minutes after an incident's end, counted from the traffic alone: minutes become complete without being
 * touched, so no count is carried from step to step. Within one step it goes on where it stopped.
 */
final class QuietRun {

    private static final int QUIET_MINUTES = 15;

    /** A minute is complete once a record at least so much newer was counted. */
    private static final int COMPLETE_AFTER_MINUTES = 10;

    private static final int LOOK_BACK_MINUTES = 5;

    /** On a quiet site a handful of 403s is no trouble going on. */
    private static final int HARMLESS_EXCESS = 5;

    private final Series series;
    private final Baseline baseline;
    private long to;
    private long next;
    private int quiet;

    QuietRun(Series series, Baseline baseline) {
        this.series = series;
        this.baseline = baseline;
    }

    /**
     * The minute at which the incident resolves: the first one with requests by which fifteen quiet minutes after its
     * end were complete.
     *
     * @param newest the newest minute counted
     */
    OptionalLong resolves(Incident incident, long newest) {
        startAgainIfExtended(incident);
        next = Math.max(next, newest - Minutes.REMEMBERED);
        while (quiet < QUIET_MINUTES && next <= newest - COMPLETE_AFTER_MINUTES) {
            if (series.minute(next).requests() > 0) {
                quiet = isQuiet(incident, next) ? quiet + 1 : 0;
            }
            next++;
        }
        return quiet < QUIET_MINUTES ? OptionalLong.empty() : OptionalLong.of(firstCounted(newest));
    }

    /** Whether the five minutes that end with this one hold nothing to speak of beyond the incident's usual rate. */
    boolean isQuiet(Incident incident, long minute) {
        Window window = new Window(series, minute, LOOK_BACK_MINUTES, LeftOut.NOTHING);
        Counts counts = incident.oneClient() ? window.total() : window.withoutBusiestClient();
        double mean = counts.requests() * incident.usualRate();
        return counts.forbidden() <= mean + HARMLESS_EXCESS
                || counts.forbidden() <= mean * (1 + 2 * baseline.variation(minute));
    }

    private void startAgainIfExtended(Incident incident) {
        long end = incident.span().to();
        if (end != to) {
            to = end;
            next = end;
            quiet = 0;
        }
    }

    private long firstCounted(long newest) {
        long minute = Math.max(next - 1 + COMPLETE_AFTER_MINUTES, newest - Minutes.REMEMBERED);
        while (minute < newest && series.minute(minute).requests() == 0) {
            minute++;
        }
        return minute;
    }
}
