package why403.spike.rule;

import java.util.List;
import java.util.OptionalLong;

/**
 * The minute in a window at which the rate most likely changed from the usual rate to a higher one: the maximum of the
 * log-likelihood ratio over all first minutes, where the rate afterwards is the observed one.
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
    static OptionalLong of(List<MinuteCounts> minutes, double usualRate) {
        OptionalLong first = OptionalLong.empty();
        double most = 0;
        double requests = 0;
        double forbidden = 0;
        for (int i = minutes.size() - 1; i >= 0; i--) {
            MinuteCounts counts = minutes.get(i);
            requests += counts.requests();
            forbidden += counts.forbidden();
            // A fall below the usual rate is also a change, but not the beginning of a spike.
            if (counts.forbidden() > 0 && forbidden > requests * usualRate) {
                double likelihood = logLikelihoodRatio(requests, forbidden, usualRate);
                if (likelihood > most) {
                    most = likelihood;
                    first = OptionalLong.of(counts.minute());
                }
            }
        }
        return first;
    }

    private static double logLikelihoodRatio(double requests, double forbidden, double usualRate) {
        double rate = forbidden / requests;
        double good = requests - forbidden;
        double ofForbidden = forbidden * Math.log(rate / usualRate);
        // With no good request left the second term is 0 · ln(0), which counts as 0.
        return good > 0 ? ofForbidden + good * Math.log((1 - rate) / (1 - usualRate)) : ofForbidden;
    }
}
