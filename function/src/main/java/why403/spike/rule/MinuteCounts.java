package why403.spike.rule;

import why403.tally.Counts;

/**
 * The counts of one minute. They are fractions where a part of the minute was estimated and subtracted.
 *
 * @param forbidden at most {@code requests}
 */
public record MinuteCounts(long minute, double requests, double forbidden) {

    static MinuteCounts of(long minute, Counts counts) {
        return new MinuteCounts(minute, counts.requests(), counts.forbidden());
    }
}
