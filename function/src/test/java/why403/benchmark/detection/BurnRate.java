package why403.benchmark.detection;

import java.util.List;
import java.util.Locale;

/**
 * Multi-window, multi-burn-rate alerts: 14.4 times the error budget over an hour and over five minutes, or six times over
 * six hours and over 30 minutes.
 *
 * @param objective the part of the requests that should not be refused
 * @see <a href="https://sre.google/workbook/alerting-on-slos/">Google: The Site Reliability Workbook, chapter 5</a>
 */
record BurnRate(double objective) implements Rule {

    @Override
    public String name() {
        return String.format(Locale.ROOT, "burn rate, objective %.1f %%", 100 * objective);
    }

    @Override
    public List<Alert> alerts(SiteLog log) {
        RunningSums requests = log.complete().requestSums();
        RunningSums forbidden = log.complete().forbiddenSums();
        return Edges.rising(
                log.minutes(),
                1,
                minute -> burns(requests, forbidden, minute + 1, 14.4, 60, 5)
                        || burns(requests, forbidden, minute + 1, 6, 360, 30));
    }

    private boolean burns(RunningSums requests, RunningSums forbidden, int end, double times, int longer, int shorter) {
        double rate = times * (1 - objective);
        return forbidden.sum(end - longer, end) > rate * requests.sum(end - longer, end)
                && forbidden.sum(end - shorter, end) > rate * requests.sum(end - shorter, end);
    }
}
