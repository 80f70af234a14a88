package why403.benchmark.detection;

import java.util.List;

/**
 * Cloudflare's alerts: the 403s of the last five minutes are many standard deviations above the mean of the five-minute
 * counts of some hours before, and not few.
 *
 * @param least the fewest 403s in the five minutes
 * @param buckets how many counts of five minutes the past has
 * @param step every how many minutes it is evaluated
 * @param silence for how many minutes it is silent after a notice; 0 if it alerts each time the condition becomes true
 * @see <a href="https://developers.cloudflare.com/notifications/notification-available/">Cloudflare: available
 *     notifications</a>
 */
record ZScore(String name, long least, int buckets, int step, int silence) implements Rule {

    private static final double LIMIT = 3.5;
    private static final int BUCKET = 5;

    /** The last five minutes against four hours, and more than 200 requests. */
    static ZScore trafficAnomalies() {
        return new ZScore("Cloudflare anomalies", 201, 48, 1, 0);
    }

    /** Six hours in five-minute buckets, at least 200 events, then silent for two hours. */
    static ZScore wafAlerts() {
        return new ZScore("Cloudflare WAF", 200, 72, BUCKET, 120);
    }

    @Override
    public List<Alert> alerts(SiteLog log) {
        RunningSums forbidden = log.complete().forbiddenSums();
        return silence == 0
                ? Edges.rising(log.minutes(), step, minute -> isAnomalous(forbidden, minute))
                : Edges.withSilence(log.minutes(), step, silence, minute -> isAnomalous(forbidden, minute));
    }

    private boolean isAnomalous(RunningSums forbidden, int minute) {
        int end = minute + 1;
        long now = forbidden.sum(end - BUCKET, end);
        if (now < least || end < BUCKET * (buckets + 1)) {
            return false;
        }
        double sum = 0;
        double squares = 0;
        for (int bucket = 1; bucket <= buckets; bucket++) {
            double count = forbidden.sum(end - BUCKET * (bucket + 1), end - BUCKET * bucket);
            sum += count;
            squares += count * count;
        }
        double mean = sum / buckets;
        double deviation = Math.sqrt(Math.max(0, squares / buckets - mean * mean));
        return now - mean > LIMIT * deviation;
    }
}
