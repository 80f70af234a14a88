package why403.spike.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * The minutes in a window at which the rate most likely changed from the usual rate to a higher one, and back: the maximum
 * of the log-likelihood ratio over all minutes, where the higher rate is the observed one.
 *
 * @see <a href="https://doi.org/10.1093/biomet/57.1.1">Hinkley: Inference about the change-point in a sequence of random
 *     variables</a>
 */
final class ChangePoint {

    private ChangePoint() {}

    /**
     * The most likely first minute of the higher rate. A minute without forbidden requests is never the first. If two
     * minutes are equally likely, the later one is the answer.
     *
     * @param minutes in ascending order
     * @param usualRate above 0 and below 1
     * @return empty if no minute begins a run with a rate above the usual
     */
    static OptionalLong first(List<MinuteCounts> minutes, double usualRate) {
        List<MinuteCounts> backwards = new ArrayList<>(minutes);
        Collections.reverse(backwards);
        return mostLikely(backwards, usualRate);
    }

    /**
     * The most likely last minute of the higher rate, in the same way. If two minutes are equally likely, the earlier one is
     * the answer.
     */
    static OptionalLong last(List<MinuteCounts> minutes, double usualRate) {
        return mostLikely(minutes, usualRate);
    }

    /** The minute up to which all minutes so far most likely have the higher rate. */
    private static OptionalLong mostLikely(List<MinuteCounts> minutes, double usualRate) {
        OptionalLong found = OptionalLong.empty();
        double most = 0;
        double requests = 0;
        double forbidden = 0;
        for (MinuteCounts counts : minutes) {
            requests += counts.requests();
            forbidden += counts.forbidden();
            // A fall below the usual rate is also a change, but not an end of a spike.
            if (counts.forbidden() > 0 && forbidden > requests * usualRate) {
                double likelihood = logLikelihoodRatio(requests, forbidden, usualRate);
                if (likelihood > most) {
                    most = likelihood;
                    found = OptionalLong.of(counts.minute());
                }
            }
        }
        return found;
    }

    private static double logLikelihoodRatio(double requests, double forbidden, double usualRate) {
        double rate = forbidden / requests;
        double good = requests - forbidden;
        double ofForbidden = forbidden * Math.log(rate / usualRate);
        // With no good request left the second term is 0 · ln(0), which counts as 0.
        return good > 0 ? ofForbidden + good * Math.log((1 - rate) / (1 - usualRate)) : ofForbidden;
    }
}
