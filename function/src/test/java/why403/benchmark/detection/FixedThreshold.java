package why403.benchmark.detection;

import java.util.List;

/** An alarm on the metric {@code 403ErrorRate}: above a fixed percentage in a period of five minutes. */
record FixedThreshold(double rate) implements Rule {

    @Override
    public String name() {
        return "fixed > " + Math.round(100 * rate) + " %";
    }

    @Override
    public List<Alert> alerts(SiteLog log) {
        RunningSums requests = log.complete().requestSums();
        RunningSums forbidden = log.complete().forbiddenSums();
        return Edges.rising(
                log.minutes(),
                5,
                minute -> forbidden.sum(minute - 4, minute + 1) > rate * requests.sum(minute - 4, minute + 1));
    }
}
