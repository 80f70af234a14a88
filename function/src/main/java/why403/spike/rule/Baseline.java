package why403.spike.rule;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import why403.tally.Counts;

/**
 * The usual rate of one scope at a minute, and how much that rate varies beyond chance. Both are computed from whole
 * five-minute bins. All minutes of a bin have the same answers, which are cached until the excluded bins change.
 */
public final class Baseline {

    /** The newest bin that counts ends at least ten minutes before the minute: new data is not yet usual. */
    private static final int LAG_BINS = 3;

    private static final int RECENT_BINS = 36;
    private static final int HALF_HOUR_BINS = 6;
    private static final int DAY_BINS = Minutes.PER_DAY / Minutes.PER_BIN;
    private static final int DAYS = 7;

    /** Callers ask for one bin at a time, or for a few bins near it. */
    private static final int CACHED_VARIATIONS = 8;

    /** A weak prior of 2 %: an hour without requests proves nothing. */
    private static final double PRIOR_FORBIDDEN = 2;

    private static final double PRIOR_REQUESTS = 100;

    private final Series series;
    private final Tuning tuning;
    private final NumberedCache<Double> recentRates = new NumberedCache<>(Series.CACHED_BINS, this::recentRateAt);
    private final NumberedCache<Double> usualRates = new NumberedCache<>(Series.CACHED_BINS, this::usualRateAt);
    private final NumberedCache<Double> variations = new NumberedCache<>(CACHED_VARIATIONS, this::variationAt);
    private Exclusions excludedBins = Exclusions.NONE;

    /** The baseline of a scope's series, with no excluded bins. */
    public Baseline(Series series, Tuning tuning) {
        this.series = series;
        this.tuning = tuning;
    }

    /** From now on this baseline ignores these bins. Returns this object. */
    public Baseline excluding(Exclusions bins) {
        excludedBins.firstDifference(bins).ifPresent(this::forgetFrom);
        excludedBins = bins;
        return this;
    }

    /** The rate of the last three hours. It is never above {@link #usualRate}, and cheaper to compute. */
    double recentRate(long minute) {
        return recentRates.get(Minutes.bin(minute));
    }

    /** The rate of the last three hours, or the rate at this time of the last seven days if that is higher. */
    double usualRate(long minute) {
        return usualRates.get(Minutes.bin(minute));
    }

    /**
     * Whether at least one earlier request supports {@link #usualRate}. Without any, the usual rate is only the prior
     * and says nothing about this site.
     */
    boolean hasHistory(long minute) {
        long bin = Minutes.bin(minute);
        return recentCounts(bin).requests() > 0 || rateOfDays(bin).isPresent();
    }

    /** The standard deviation of a usual count beyond chance, relative to its mean. */
    public double variation(long minute) {
        return variations.get(Minutes.bin(minute));
    }

    private double recentRateAt(long bin) {
        return rate(recentCounts(bin));
    }

    private Counts recentCounts(long bin) {
        long end = bin - LAG_BINS + 1;
        return sum(end - RECENT_BINS, end);
    }

    private double usualRateAt(long bin) {
        return Math.max(recentRates.get(bin), rateOfDays(bin).orElse(0));
    }

    private OptionalDouble rateOfDays(long bin) {
        Counts[] days = LongStream.rangeClosed(1, DAYS)
                .map(day -> bin - day * DAY_BINS)
                .mapToObj(middle -> sum(middle - HALF_HOUR_BINS, middle + HALF_HOUR_BINS))
                .toArray(Counts[]::new);
        boolean reachesBackADay =
                sum(bin - DAY_BINS - HALF_HOUR_BINS, bin - DAY_BINS).requests() > 0
                        || Arrays.stream(days).skip(1).anyMatch(day -> day.requests() > 0);
        return reachesBackADay ? OptionalDouble.of(medianRate(days)) : OptionalDouble.empty();
    }

    private static double medianRate(Counts[] days) {
        double[] rates = Arrays.stream(days)
                .filter(day -> day.requests() > 0)
                .mapToDouble(Baseline::rate)
                .sorted()
                .toArray();
        return (rates[(rates.length - 1) / 2] + rates[rates.length / 2]) / 2;
    }

    private double variationAt(long bin) {
        double squares = 0;
        double beyondChance = 0;
        int bins = 0;
        for (long past = bin - DAY_BINS; past <= bin - LAG_BINS; past++) {
            Counts counts = sum(past, past + 1);
            if (counts.requests() > 0) {
                double mean = counts.requests() * usualRates.get(past);
                double off = counts.forbidden() - mean;
                squares += mean * mean;
                beyondChance += off * off - mean;
                bins++;
            }
        }
        return bins == 0 ? tuning.variation(0, 0) : tuning.variation(Math.max(0, beyondChance / squares), bins);
    }

    private Counts sum(long fromBin, long toBin) {
        long requests = 0;
        long forbidden = 0;
        for (long bin = fromBin; bin < toBin; bin++) {
            if (!excludedBins.contains(bin)) {
                Counts counts = series.bin(bin);
                requests += counts.requests();
                forbidden += counts.forbidden();
            }
        }
        return new Counts(requests, forbidden, 0);
    }

    private static double rate(Counts counts) {
        return (counts.forbidden() + PRIOR_FORBIDDEN) / (counts.requests() + PRIOR_REQUESTS);
    }

    private void forgetFrom(long firstBin) {
        for (NumberedCache<Double> answers : List.of(recentRates, usualRates, variations)) {
            answers.forgetFrom(firstBin + LAG_BINS);
        }
    }
}
