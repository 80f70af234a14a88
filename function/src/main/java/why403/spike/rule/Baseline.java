package why403.spike.rule;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * The usual rate of one scope at a minute, and how much that rate varies beyond chance. Both are computed from whole
 * five-minute bins, apart for each length of a window: a longer window is compared with older bins. All minutes of a bin have
 * the same answers, which are cached until the excluded bins change.
 */
public final class Baseline {

    /** The newest bin that counts for a variation ends at least ten minutes before the minute. */
    private static final int LAG_BINS = WindowLength.MINUTE.lagBins();

    private static final int RECENT_BINS = 6;
    private static final int HALF_HOUR_BINS = 6;
    private static final int BINS_PER_HOUR = Minutes.PER_HOUR / Minutes.PER_BIN;
    /** An hour, less the bins just before a spike, which may already belong to it. */
    private static final int LEAST_KNOWN_BINS = BINS_PER_HOUR - 2;

    private static final int DAY_BINS = Minutes.PER_DAY / Minutes.PER_BIN;
    private static final int DAYS = 7;

    /** A variation is measured only against a usual rate of at least this many clean bins. */
    private static final int LEAST_RECENT_BINS = 3;

    /** Callers ask for one bin at a time, or for a few bins near it. */
    private static final int CACHED_VARIATIONS = 8;

    /** The answers for windows of one length. */
    private final class Answers {

        private final NumberedCache<Double> recentRates;
        private final NumberedCache<Double> usualRates;
        private final NumberedCache<Double> variations;

        Answers(WindowLength length) {
            recentRates = new NumberedCache<>(Series.CACHED_BINS, bin -> recentRateAt(length, bin));
            usualRates = new NumberedCache<>(
                    Series.CACHED_BINS,
                    bin -> Math.max(recentRates.get(bin), rateOfDays.get(bin).orElse(0)));
            variations = new NumberedCache<>(CACHED_VARIATIONS, bin -> variationAt(length, bin));
        }

        void forgetFrom(long bin) {
            recentRates.forgetFrom(bin);
            usualRates.forgetFrom(bin);
            variations.forgetFrom(bin);
        }
    }

    private final CleanBins bins;
    private final NumberedCache<OptionalDouble> rateOfDays =
            new NumberedCache<>(Series.CACHED_BINS, this::rateOfDaysAt);
    private final Map<WindowLength, Answers> answers = new EnumMap<>(WindowLength.class);
    private Exclusions excludedBins = Exclusions.NONE;

    /** The baseline of a scope's series, with no excluded bins. */
    public Baseline(Series series) {
        this.bins = new CleanBins(series);
        for (WindowLength length : WindowLength.values()) {
            answers.put(length, new Answers(length));
        }
    }

    /** From now on this baseline ignores these bins. Returns this object. */
    public Baseline excluding(Exclusions excluded) {
        bins.exclude(excluded);
        excludedBins.firstDifference(excluded).ifPresent(this::forgetFrom);
        excludedBins = excluded;
        return this;
    }

    /** The rate of the last half hour and the day. It is never above {@link #usualRate}, and cheaper to compute. */
    double recentRate(long minute, WindowLength length) {
        return answers.get(length).recentRates.get(Minutes.bin(minute));
    }

    /** The rate of the last half hour and the day, or the rate at this time of the last seven days if that is higher. */
    double usualRate(long minute, WindowLength length) {
        return answers.get(length).usualRates.get(Minutes.bin(minute));
    }

    /**
     * Whether there is something to compare with: some good requests in the last week. A site or a path that never served
     * anything has no users that an incident could affect: only scanners ask for it.
     */
    boolean isComparable(long minute, WindowLength length) {
        // The day is part of the week, and the history of the other days is rarely needed for anything else.
        return day(length, Minutes.bin(minute)).good() >= Tuning.LEAST_GOOD
                || week(length, Minutes.bin(minute)).good() >= Tuning.LEAST_GOOD;
    }

    /** Whether the day before the minute's bin has about an hour of clean bins with requests. */
    boolean isKnown(long minute) {
        long bin = Minutes.bin(minute);
        return bins.of(bin - DAY_BINS, bin).used() >= LEAST_KNOWN_BINS
                || rateOfDays.get(bin).isPresent();
    }

    /** The standard deviation of a usual count beyond chance, relative to its mean. */
    public double variation(long minute, WindowLength length) {
        return answers.get(length).variations.get(Minutes.bin(minute));
    }

    /** The good requests of a minute in the last half hour; 0 if there are none. */
    double goodPerMinute(long minute, WindowLength length) {
        CleanBins.Sum recent = recent(length, Minutes.bin(minute));
        return recent.used() == 0 ? 0 : recent.good() / recent.used() / Minutes.PER_BIN;
    }

    private CleanBins.Sum recent(WindowLength length, long bin) {
        long end = bin - length.lagBins() + 1;
        return bins.of(end - RECENT_BINS, end);
    }

    private CleanBins.Sum day(WindowLength length, long bin) {
        long end = bin - length.lagBins() + 1;
        return bins.of(end - DAY_BINS, end);
    }

    private CleanBins.Sum week(WindowLength length, long bin) {
        long end = bin - length.lagBins() + 1;
        return bins.of(end - DAYS * DAY_BINS, end);
    }

    private double recentRateAt(WindowLength length, long bin) {
        CleanBins.Sum recent = recent(length, bin);
        return (recent.forbidden() + Tuning.WEIGHT_OF_DAY * rateOfDay(length, bin))
                / (recent.requests() + Tuning.WEIGHT_OF_DAY);
    }

    private double rateOfDay(WindowLength length, long bin) {
        CleanBins.Sum lastDay = day(length, bin);
        // After a weekend without requests, or an incident of a day, the week says more than the prior.
        CleanBins.Sum day = lastDay.used() > 0 ? lastDay : week(length, bin);
        double prior =
                day.used() > 0 && day.used() < BINS_PER_HOUR ? Tuning.YOUNG_PRIOR_REQUESTS : Tuning.PRIOR_REQUESTS;
        return (day.forbidden() + Tuning.PRIOR_FORBIDDEN) / (day.requests() + prior);
    }

    private OptionalDouble rateOfDaysAt(long bin) {
        CleanBins.Sum[] days = LongStream.rangeClosed(1, DAYS)
                .map(day -> bin - day * DAY_BINS)
                .mapToObj(middle -> bins.of(middle - HALF_HOUR_BINS, middle + HALF_HOUR_BINS))
                .toArray(CleanBins.Sum[]::new);
        boolean reachesBackADay =
                bins.of(bin - DAY_BINS - HALF_HOUR_BINS, bin - DAY_BINS).requests() > 0
                        || Arrays.stream(days).skip(1).anyMatch(day -> day.requests() > 0);
        return reachesBackADay ? OptionalDouble.of(medianRate(days)) : OptionalDouble.empty();
    }

    private static double medianRate(CleanBins.Sum[] days) {
        double[] rates = Arrays.stream(days)
                .filter(day -> day.requests() > 0)
                .mapToDouble(
                        day -> (day.forbidden() + Tuning.PRIOR_FORBIDDEN) / (day.requests() + Tuning.PRIOR_REQUESTS))
                .sorted()
                .toArray();
        return (rates[(rates.length - 1) / 2] + rates[rates.length / 2]) / 2;
    }

    /** Over windows of the same length that end with each bin of the last day. Where they overlap, they count for less. */
    private double variationAt(WindowLength length, long bin) {
        NumberedCache<Double> rates = answers.get(length).usualRates;
        double squares = 0;
        double beyondChance = 0;
        int windows = 0;
        for (long past = bin - DAY_BINS; past <= bin - LAG_BINS; past++) {
            CleanBins.Sum window = bins.of(past - length.bins() + 1, past + 1);
            if (window.requests() > 0
                    && window.measured() == length.bins()
                    && recent(length, past).used() >= LEAST_RECENT_BINS) {
                Expected expected = Expected.of(window.good(), rates.get(past));
                double square = expected.mean() * expected.mean();
                double off = window.forbidden() - expected.mean();
                double chance = expected.variance();
                squares += square;
                beyondChance += Math.min(off * off, Tuning.MOST_SQUARED_DEVIATIONS * (chance + square)) - chance;
                windows++;
            }
        }
        return squares == 0
                ? Tuning.variation(0, 0)
                : Tuning.variation(beyondChance / squares, (double) windows / length.bins());
    }

    private void forgetFrom(long changedBin) {
        // The bins of an hour of which only the total is known are clean together.
        long firstBin = Math.floorDiv(changedBin, BINS_PER_HOUR) * BINS_PER_HOUR;
        bins.forgetFrom(firstBin);
        // Nothing that was computed from a bin belongs to an earlier one.
        rateOfDays.forgetFrom(firstBin);
        answers.values().forEach(ofLength -> ofLength.forgetFrom(firstBin + LAG_BINS));
    }
}
