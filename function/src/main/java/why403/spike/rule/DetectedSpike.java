package why403.spike.rule;

import why403.tally.Scope;

/**
 * A scope for which the rule passes at a minute.
 *
 * @param oneClient whether the rule passes only with the busiest client's requests in the counts
 * @param from the minute when the spike began: the change point in the longest window that passes
 * @param to the minute after the last one that belongs to the spike: the change back to the usual rate in that window; the
 *     tested minute is not part of the spike if late data shows that the spike was over before
 * @param windowStart the first minute that may belong to the spike: some minutes before {@code from}, within the longest window
 *     that passes
 * @param usualRate the usual rate at that minute, as a fraction
 * @param usualIsKnown whether at least an hour of earlier requests of this scope supports the usual rate
 * @param excess forbidden requests beyond the usual in the longest window, whether or not that window passes: the
 *     same window for all scopes, so that the scopes can be compared
 */
public record DetectedSpike(
        Scope scope,
        boolean oneClient,
        long from,
        long to,
        long windowStart,
        double usualRate,
        boolean usualIsKnown,
        double excess) {

    /** A pause of this length does not end a spike. */
    private static final int PAUSE_MINUTES = 5;

    /**
     * Whether it goes on at the tested minute. Nothing opens on a spike that is over: a long window still shows it, but it was
     * part of an incident of a wider scope, or of another dimension.
     */
    public boolean isOngoing(long minute) {
        return to > minute - PAUSE_MINUTES;
    }
}
