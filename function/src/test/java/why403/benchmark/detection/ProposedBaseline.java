package why403.benchmark.detection;

import java.util.Arrays;

/**
 * The usual rate and the variation of {@link ProposedRule}, for windows of 1, 5, 15 and 60 minutes. Numbers of bins count
 * from the start of the site.
 */
final class ProposedBaseline {

    static final int DAY_BINS = 288;

    private static final int HOUR_BINS = 6;
    private static final int DAYS = 7;
    private static final double[] PRIOR = {2, 100};
    private static final double DAY_WEIGHT = 500;
    private static final int NEWEST_LAG = 3;
    private static final int LEAST_CLEAN = 3;
    private static final double CLIP = 16;
    private static final double LEAST_SQUARE = 0.0156;
    private static final double COLD_VARIATION = 0.6;
    private static final int COLD_BINS = 12;
    private static final double LEAST_VARIATION = 0.25;

    private final DeliveredTraffic traffic;
    private final boolean[] excluded;
    private final long[] requests;
    private final long[] forbidden;
    private final int[] clean;
    private final int[] served;
    private final double[] seasonal;
    private boolean stale = true;

    ProposedBaseline(DeliveredTraffic traffic) {
        this.traffic = traffic;
        int bins = traffic.minutes() / LogObjectCounts.MINUTES;
        this.excluded = new boolean[bins];
        this.requests = new long[bins + 1];
        this.forbidden = new long[bins + 1];
        this.clean = new int[bins + 1];
        this.served = new int[bins + 1];
        this.seasonal = new double[bins];
    }

    /** From now on, these minutes are not usual, or usual again. */
    void mark(int fromMinute, int toMinute, boolean isExcluded) {
        int last = Math.min(excluded.length - 1, (toMinute - 1) / LogObjectCounts.MINUTES);
        for (int bin = Math.max(0, fromMinute / LogObjectCounts.MINUTES); bin <= last; bin++) {
            stale |= excluded[bin] != isExcluded;
            excluded[bin] = isExcluded;
        }
    }

    /** The traffic has changed. */
    void forget() {
        stale = true;
    }

    /** How many bins with requests of [from, to) are not excluded. */
    int cleanWithRequests(int from, int to) {
        refresh();
        return served[limit(to)] - served[limit(from)];
    }

    /** The usual rate for windows of so many minutes that end in a bin. */
    double usualRate(int window, int bin) {
        refresh();
        int end = hourEnd(window, bin);
        double dayRate =
                (sum(forbidden, end - DAY_BINS, end) + PRIOR[0]) / (sum(requests, end - DAY_BINS, end) + PRIOR[1]);
        double hourRate = (sum(forbidden, end - HOUR_BINS, end) + DAY_WEIGHT * dayRate)
                / (sum(requests, end - HOUR_BINS, end) + DAY_WEIGHT);
        return Math.max(hourRate, seasonal(bin));
    }

    /** The relative standard deviation of a window's count beyond chance. */
    double variation(int window, int bin) {
        refresh();
        int bins = Math.max(1, window / LogObjectCounts.MINUTES);
        double squares = 0;
        double beyondChance = 0;
        int number = 0;
        for (int end = Math.max(bins, bin - DAY_BINS + 1); end <= bin - NEWEST_LAG + 1; end++) {
            int hour = hourEnd(window, end - 1);
            if (clean[end] - clean[end - bins] == bins
                    && clean[limit(hour)] - clean[limit(hour - HOUR_BINS)] >= LEAST_CLEAN) {
                double x = forbidden[end] - forbidden[end - bins];
                double good = requests[end] - requests[end - bins] - x;
                double rate = usualRate(window, end - 1);
                double mean = good * rate / (1 - rate);
                double chance = mean / (1 - rate);
                squares += mean * mean;
                beyondChance += Math.min((x - mean) * (x - mean), CLIP * (chance + mean * mean)) - chance;
                number++;
            }
        }
        double square = squares == 0 ? LEAST_SQUARE : Math.max(LEAST_SQUARE, beyondChance / squares);
        double weight = squares == 0 ? 0 : (double) number / bins;
        double logarithm =
                (COLD_BINS * Math.log(COLD_VARIATION) + weight * Math.log(Math.sqrt(square))) / (COLD_BINS + weight);
        return Math.max(LEAST_VARIATION, Math.exp(logarithm));
    }

    private static int hourEnd(int window, int bin) {
        return switch (window) {
            case 60 -> bin - 13;
            case 15 -> bin - 4;
            default -> bin - 2;
        };
    }

    /** The median rate at this time of the last seven days; 0 if the history does not reach back a day. */
    private double seasonal(int bin) {
        if (Double.isNaN(seasonal[bin])) {
            seasonal[bin] = seasonalOf(bin);
        }
        return seasonal[bin];
    }

    private double seasonalOf(int bin) {
        double[] rates = new double[DAYS];
        int number = 0;
        boolean reaches = sum(requests, bin - DAY_BINS - HOUR_BINS, bin - DAY_BINS) > 0;
        for (int day = 1; day <= DAYS; day++) {
            int middle = bin - day * DAY_BINS;
            double all = sum(requests, middle - HOUR_BINS, middle + HOUR_BINS);
            if (all > 0) {
                reaches |= day > 1;
                rates[number] = (sum(forbidden, middle - HOUR_BINS, middle + HOUR_BINS) + PRIOR[0]) / (all + PRIOR[1]);
                number++;
            }
        }
        if (!reaches) {
            return 0;
        }
        Arrays.sort(rates, 0, number);
        return (rates[(number - 1) / 2] + rates[number / 2]) / 2;
    }

    private double sum(long[] upTo, int from, int to) {
        return upTo[limit(to)] - upTo[limit(from)];
    }

    private int limit(int bin) {
        return Math.max(0, Math.min(excluded.length, bin));
    }

    private void refresh() {
        if (!stale) {
            return;
        }
        stale = false;
        Arrays.fill(seasonal, Double.NaN);
        for (int bin = 0; bin < excluded.length; bin++) {
            long all = 0;
            long refused = 0;
            for (int i = 0; i < LogObjectCounts.MINUTES; i++) {
                all += traffic.requests(bin * LogObjectCounts.MINUTES + i);
                refused += traffic.forbidden(bin * LogObjectCounts.MINUTES + i);
            }
            boolean counts = !excluded[bin];
            requests[bin + 1] = requests[bin] + (counts ? all : 0);
            forbidden[bin + 1] = forbidden[bin] + (counts ? refused : 0);
            clean[bin + 1] = clean[bin] + (counts ? 1 : 0);
            served[bin + 1] = served[bin] + (counts && all > 0 ? 1 : 0);
        }
    }
}
