package why403.benchmark.detection;

import java.util.List;

/**
 * A band that is learned for each time of day, as CloudWatch's anomaly detection has it: the rate of five minutes is three
 * standard deviations above the mean of the same hour of the days before, three times in succession.
 */
record HourOfDayBand() implements Rule {

    private static final int BIN = 5;
    private static final int BINS_OF_DAY = 288;
    private static final int HALF_HOUR_BINS = 6;
    private static final int MOST_DAYS = 14;
    private static final int LEAST_DAYS = 2;
    private static final double WIDTH = 3;
    private static final int SUCCESSIVE = 3;

    @Override
    public String name() {
        return "hour-of-day band";
    }

    @Override
    public List<Alert> alerts(SiteLog log) {
        double[] rates = rates(log);
        boolean[] above = new boolean[rates.length];
        for (int bin = LEAST_DAYS * BINS_OF_DAY; bin < rates.length; bin++) {
            above[bin] = isAbove(rates, bin);
        }
        return Edges.rising(log.minutes(), BIN, minute -> {
            int bin = minute / BIN;
            boolean all = bin >= SUCCESSIVE - 1;
            for (int i = 0; all && i < SUCCESSIVE; i++) {
                all = above[bin - i];
            }
            return all;
        });
    }

    private static double[] rates(SiteLog log) {
        RunningSums requests = log.complete().requestSums();
        RunningSums forbidden = log.complete().forbiddenSums();
        double[] rates = new double[log.minutes() / BIN];
        for (int bin = 0; bin < rates.length; bin++) {
            long all = requests.sum(bin * BIN, (bin + 1) * BIN);
            rates[bin] = all == 0 ? 0 : (double) forbidden.sum(bin * BIN, (bin + 1) * BIN) / all;
        }
        return rates;
    }

    private static boolean isAbove(double[] rates, int bin) {
        double sum = 0;
        double squares = 0;
        int number = 0;
        for (int day = 1; day <= MOST_DAYS; day++) {
            int middle = bin - day * BINS_OF_DAY;
            for (int past = Math.max(0, middle - HALF_HOUR_BINS); past < middle + HALF_HOUR_BINS; past++) {
                sum += rates[past];
                squares += rates[past] * rates[past];
                number++;
            }
        }
        double mean = sum / number;
        return rates[bin] > mean + WIDTH * Math.sqrt(Math.max(0, squares / number - mean * mean));
    }
}
