package why403.spike;

import why403.spike.rule.MinuteCounts;
import why403.tally.Counts;

/**
 * Whether the rate has fallen from that of an incident to the usual one. On a quiet site, fifteen minutes hold too few
 * requests to show it. The minutes are added in ascending order.
 *
 * @param ofForbidden the logarithm of how much better the usual rate explains a forbidden request; negative
 * @param ofGood the same of a good request; positive
 * @param logOdds the logarithm of how much better the usual rate explains all requests since the best beginning
 * @see <a href="https://doi.org/10.1093/biomet/41.1-2.100">Page: Continuous inspection schemes</a>
 */
record Fall(double ofForbidden, double ofGood, double logOdds) {

    /** Nothing was added. */
    static final Fall NONE = new Fall(0, 0, 0);

    private static final double LEAST_LOG_ODDS = Math.log(1000);

    /**
     * Before the first minute.
     *
     * @param during the counts of the incident
     */
    static Fall from(Counts during, double usualRate) {
        double observed = (during.forbidden() + usualRate) / (during.requests() + 1.0);
        // An incident is found in the minutes in which its rate happens to be highest. Few requests make it look much
        // higher.
        double certain = Wilson.lowerBound((double) during.forbidden(), (double) during.requests());
        double rate = Math.max(certain, (observed + usualRate) / 2);
        return rate > usualRate
                ? new Fall(Math.log(usualRate / rate), Math.log((1 - usualRate) / (1 - rate)), 0)
                : new Fall(0, 0, LEAST_LOG_ODDS); // late data shows that it never rose
    }

    Fall after(MinuteCounts minute) {
        double good = minute.requests() - minute.forbidden();
        return new Fall(ofForbidden, ofGood, Math.max(0, logOdds + minute.forbidden() * ofForbidden + good * ofGood));
    }

    boolean isCertain() {
        return logOdds >= LEAST_LOG_ODDS;
    }
}
