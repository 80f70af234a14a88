package why403.benchmark.detection;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The first path segments of a simulated site. The path of rank k has a share of the requests proportional to 1/k. Each
 * path has a usual rate of 403s of its own, from .05 to 5 %, and each rate wanders by itself, as much as that of a site with
 * this rate in the fixed mix.
 */
final class SitePaths {

    private static final double LEAST_RATE = 0.0005;
    private static final double MOST_RATE = 0.05;
    private static final double MIDDLE_RATE = 0.01;
    private static final double VARIATION_AT_LEAST_RATE = 0.5;
    private static final double VARIATION_AT_MIDDLE_RATE = 0.3;
    private static final double VARIATION_AT_MOST_RATE = 0.2;

    private final double[] shares;
    private final double[][] rates;
    private final List<String> names;

    SitePaths(UniformRandomProvider random, int paths, int minutes) {
        double sum =
                IntStream.rangeClosed(1, paths).mapToDouble(rank -> 1.0 / rank).sum();
        this.shares = new double[paths];
        this.rates = new double[paths][];
        this.names = IntStream.rangeClosed(1, paths)
                .mapToObj(rank -> String.format("/p%03d/", rank))
                .toList();
        for (int path = 0; path < paths; path++) {
            shares[path] = 1 / (path + 1.0) / sum;
            double usual = LEAST_RATE * Math.pow(MOST_RATE / LEAST_RATE, random.nextDouble());
            rates[path] = SlowNoise.of(random, minutes, variation(usual));
            for (int minute = 0; minute < minutes; minute++) {
                rates[path][minute] *= usual;
            }
        }
    }

    /** Between the rates of the fixed mix, it changes with the logarithm of the rate. */
    private static double variation(double rate) {
        return rate < MIDDLE_RATE
                ? between(rate, LEAST_RATE, VARIATION_AT_LEAST_RATE, MIDDLE_RATE, VARIATION_AT_MIDDLE_RATE)
                : between(rate, MIDDLE_RATE, VARIATION_AT_MIDDLE_RATE, MOST_RATE, VARIATION_AT_MOST_RATE);
    }

    private static double between(double rate, double low, double atLow, double high, double atHigh) {
        return atLow + (atHigh - atLow) * Math.log(rate / low) / Math.log(high / low);
    }

    int number() {
        return shares.length;
    }

    String name(int path) {
        return names.get(path);
    }

    /** The part of all requests. */
    double share(int path) {
        return shares[path];
    }

    /** The part of the path's requests that are usually forbidden at this minute. */
    double rate(int path, int minute) {
        return rates[path][minute];
    }

    /** The path whose share is nearest to this one. */
    int withShare(double share) {
        int nearest = 0;
        for (int path = 1; path < shares.length; path++) {
            if (Math.abs(shares[path] - share) < Math.abs(shares[nearest] - share)) {
                nearest = path;
            }
        }
        return nearest;
    }
}
