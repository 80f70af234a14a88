package why403.benchmark.detection;

import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * The ceiling: a test that knows what no rule can know, the window of the incident and the site's true usual rate and
 * variation. It asks only whether the refused requests of the window are too many. For any rise above a known rate this
 * count decides the likelihood ratio, so no test with the same false alerts finds more.
 *
 * <p>Given the G good requests, the refused ones are the failures before success G + 1 of independent trials: a negative
 * binomial count. So a flood, which changes the number of requests, and denied requests, which do not, are tested alike.
 * What remains of the slow noise in the mean of the window makes the rate a lognormal variable, as in the simulation; the
 * tail is the mean over it.
 */
final class InformedTest {

    /**
     * The probability of a false alert in one test: .02 a week with a test in each of its 10,080 minutes, which is what a
     * good rule has.
     */
    static final double CHANCE = 0.02 / (7 * 24 * 60);

    private static final double HIGHEST_RATE = 0.97;
    private static final double REACH = 8;
    private static final double STEP = 0.1;

    /** For so many requests, the chance of the count is a Poisson chance. */
    private static final double MANY_GOOD = 1e5;

    /** For so many refused requests, only the noise matters. */
    private static final long MANY_REFUSED = 100_000;

    private InformedTest() {}

    static boolean finds(SiteModel model, DeliveredTraffic traffic, PlannedIncident incident) {
        long requests = 0;
        long forbidden = 0;
        double rates = 0;
        for (int minute = incident.begin(); minute < incident.end(); minute++) {
            requests += traffic.requests(minute);
            forbidden += traffic.forbidden(minute);
            rates += model.rate() * model.rates().applyAsDouble(minute);
        }
        int minutes = incident.end() - incident.begin();
        double square = model.variation() * model.variation() * remainingNoise(minutes);
        return atLeast(forbidden, requests - forbidden, rates / minutes, square) < CHANCE;
    }

    /**
     * The probability of so many refused requests or more, beside the good ones.
     *
     * @param square the variance of the rate relative to the square of its mean
     */
    static double atLeast(long refused, long good, double rate, double square) {
        double deviation = Math.sqrt(Math.log(1 + square));
        double sum = 0;
        double weights = 0;
        for (double z = -REACH; z <= REACH; z += STEP) {
            double weight = Math.exp(-z * z / 2);
            double noise = Math.exp(deviation * z - deviation * deviation / 2);
            sum += weight * atLeast(refused, good, Math.min(HIGHEST_RATE, rate * noise));
            weights += weight;
        }
        return sum / weights;
    }

    private static double atLeast(long refused, long good, double rate) {
        if (refused == 0) {
            return 1;
        }
        double mean = (good + 1) * rate / (1 - rate);
        if (refused > MANY_REFUSED) {
            return mean >= refused ? 1 : 0;
        }
        return good > MANY_GOOD
                ? RegularizedGamma.P.value((double) refused, mean)
                : RegularizedBeta.value(rate, (double) refused, good + 1.0);
    }

    /** The variance of the mean of so many minutes of {@link SlowNoise}, relative to the variance of one minute. */
    static double remainingNoise(int minutes) {
        double memories = minutes / SlowNoise.MEMORY_MINUTES;
        return 2 / memories - 2 / (memories * memories) * (1 - Math.exp(-memories));
    }
}
