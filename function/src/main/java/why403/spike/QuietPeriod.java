package why403.spike;

import java.util.OptionalLong;
import java.util.function.LongFunction;
import why403.spike.rule.Baseline;
import why403.spike.rule.MinuteCounts;
import why403.spike.rule.Minutes;
import why403.spike.rule.Series;
import why403.spike.rule.Window;
import why403.spike.rule.WindowLength;
import why403.tally.Counts;

/**
 * The quiet minutes after the end of an incident. They are counted from the traffic alone, because a minute can become
 * complete without being touched. So no count is carried from step to step. Within one step the count continues.
 */
final class QuietPeriod {

    /** Without a new problem, this is long enough to be sure. */
    static final int QUIET_MINUTES = 15;

    /** The same for a problem that came back: it will probably come back again. */
    static final int QUIET_MINUTES_IF_REOPENED = 60;

    /** A minute is complete when a record that is at least this much newer was counted. */
    private static final int COMPLETE_AFTER_MINUTES = 10;

    private static final int LOOK_BACK_MINUTES = 5;

    /** On a quiet site a few 403s do not mean that the incident continues. */
    private static final int HARMLESS_EXCESS = 5;

    private final Series series;
    private final LongFunction<Baseline> baselines;
    private final int quietMinutes;
    private Counts during = Counts.NONE;
    private Fall fall = Fall.NONE;
    private long to;
    private long next;
    private int quiet;

    /**
     * The quiet minutes in a scope.
     *
     * @param baselines the baseline as of a minute
     * @param quietMinutes how many an incident needs to resolve
     */
    QuietPeriod(Series series, LongFunction<Baseline> baselines, int quietMinutes) {
        this.series = series;
        this.baselines = baselines;
        this.quietMinutes = quietMinutes;
    }

    /**
     * The minute at which the incident resolves: the first minute with requests at which enough quiet minutes after its end
     * are complete.
     *
     * @param newest the newest counted minute
     */
    OptionalLong resolves(Incident incident, long newest) {
        startAgainIfExtended(incident);
        next = Math.max(next, newest - Minutes.REMEMBERED);
        while (!isOver() && next <= newest - COMPLETE_AFTER_MINUTES) {
            Counts counts = series.minute(next);
            if (counts.requests() > 0) {
                fall = fall.after(ofOthers(incident, next, counts));
                quiet = isQuiet(incident, next) ? quiet + 1 : 0;
            }
            next++;
        }
        return isOver() ? OptionalLong.of(firstCounted(newest)) : OptionalLong.empty();
    }

    private boolean isOver() {
        return quiet >= quietMinutes && fall.isCertain();
    }

    /**
     * Whether a quiet period lies between an earlier minute and the incident, so that the minute does not belong to it.
     * Whole bins decide, because the traffic does not have the minutes of every hour.
     */
    boolean isBetween(long minute, Incident incident) {
        long end = Minutes.bin(incident.span().from());
        int minutes = 0;
        for (long bin = Minutes.bin(minute) + 1; bin < end && minutes < QUIET_MINUTES; bin++) {
            Counts counts = series.bin(bin);
            if (counts.requests() > 0) {
                boolean isQuiet = isQuiet(incident, counts, Minutes.PER_BIN * bin);
                minutes = isQuiet ? minutes + Minutes.PER_BIN : 0;
            }
        }
        return minutes >= QUIET_MINUTES;
    }

    /** Whether the five minutes that end with this one have no relevant excess over the incident's usual rate. */
    boolean isQuiet(Incident incident, long minute) {
        startAgainIfExtended(incident);
        return isQuiet(incident, counts(incident, minute - LOOK_BACK_MINUTES + 1, minute), minute)
                && isBelowHalf(incident, minute);
    }

    /**
     * Whether the rate since the incident's end, over at most fifteen minutes, is nearer to the usual rate than to the
     * incident's. On a quiet site, five minutes hold too few requests to show that the incident continues.
     */
    private boolean isBelowHalf(Incident incident, long minute) {
        long first = Math.max(minute - QUIET_MINUTES + 1, incident.span().to());
        if (first > minute) {
            return true;
        }
        Counts since = counts(incident, first, minute);
        double rise = (double) during.forbidden() / Math.max(1, during.requests()) - incident.usualRate();
        return since.forbidden() - since.requests() * incident.usualRate() <= since.requests() * rise / 2;
    }

    /** One client whose requests go on being refused must not keep an incident of others open. */
    private MinuteCounts ofOthers(Incident incident, long minute, Counts counts) {
        return incident.oneClient()
                ? new MinuteCounts(minute, counts.requests(), counts.forbidden())
                : new Window(series, minute - LOOK_BACK_MINUTES + 1, minute).lastMinuteWithoutBusiestClient();
    }

    private Counts counts(Incident incident, long first, long last) {
        Window window = new Window(series, first, last);
        return incident.oneClient() ? window.total() : window.withoutBusiestClient();
    }

    private boolean isQuiet(Incident incident, Counts counts, long minute) {
        double mean = counts.requests() * incident.usualRate();
        return counts.forbidden() <= mean + HARMLESS_EXCESS
                || counts.forbidden()
                        <= mean * (1 + 2 * baselines.apply(minute).variation(minute, WindowLength.FIVE_MINUTES));
    }

    private void startAgainIfExtended(Incident incident) {
        long end = incident.span().to();
        if (end != to) {
            during = series.sum(incident.span());
            fall = Fall.from(during, incident.usualRate());
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
