package why403.benchmark.detection;

/**
 * The ceiling: a test that knows what no rule can know, the window of the incident and the site's true usual rate and
 * variation. It asks only whether the refused requests of the window are too many. For any rise above a known rate this
 * count decides the likelihood ratio, so no test with the same false alerts finds more.
 *
 * <p>Given the G good requests, the refused ones are the failures before success G + 1 of independent trials: a negative
 * binomial count. So a flood, which changes the number of requests, and denied requests, which do not, are tested alike.
 * The slow noise adds to the variance what remains of it in the mean of the window.
 */
final class InformedTest {

    /**
     * The probability of a false alert in one test: .02 a week with a test in each of its 10,080 minutes, which is what a
     * good rule has.
     */
    static final double CHANCE = 0.02 / (7 * 24 * 60);

    private InformedTest() {}

    static boolean finds(SiteModel model, DeliveredTraffic traffic, PlannedIncident incident) {
        long requests = 0;
        long forbidden = 0;
        double expected = 0;
        for (int minute = incident.begin(); minute < incident.end(); minute++) {
            requests += traffic.requests(minute);
            forbidden += traffic.forbidden(minute);
            expected += model.rate() * model.rates().applyAsDouble(minute);
        }
        int minutes = incident.end() - incident.begin();
        double odds = odds(expected / minutes);
        double trials = requests - forbidden + 1.0;
        double mean = trials * odds;
        double square = model.variation() * model.variation() * remainingNoise(minutes);
        return NegativeBinomialTail.atLeast(forbidden, mean, mean + (square + 1 / trials) * mean * mean) < CHANCE;
    }

    private static double odds(double rate) {
        return rate / (1 - rate);
    }

    /** The variance of the mean of so many minutes of {@link SlowNoise}, relative to the variance of one minute. */
    static double remainingNoise(int minutes) {
        double memories = minutes / SlowNoise.MEMORY_MINUTES;
        return 2 / memories - 2 / (memories * memories) * (1 - Math.exp(-memories));
    }
}
