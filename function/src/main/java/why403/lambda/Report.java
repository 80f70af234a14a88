package why403.lambda;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import why403.alert.RenderedNotice;
import why403.trigger.Delivery;
import why403.watch.TallyResult;
import why403.watch.WatchResult;

/** Reports the result of one invocation as log lines and metrics. */
final class Report {

    private static final String OPENED = "opened";

    private final JsonLog log;
    private final MetricWriter metrics;

    Report(JsonLog log, MetricWriter metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    void warn(String problem) {
        log.warn(problem);
    }

    void refused(String problem) {
        log.error(problem);
    }

    void tallied(Delivery delivery, TallyResult tallied) {
        delivery.messages().forEach(message -> {
            message.passedOver().forEach(log::info);
            message.problem().ifPresent(log::error);
        });
        tallied.remarks().forEach(log::info);
        tallied.unreadable().values().forEach(log::error);
        tallied.deferred().values().forEach(log::error);
        TallyResult.Totals totals = tallied.totals();
        metrics.add(Metric.OBJECTS, totals.objects());
        metrics.add(Metric.RECORDS, totals.traffic().requests());
        metrics.add(Metric.UNREADABLE_RECORDS, totals.unreadable());
        metrics.add(Metric.UNREADABLE_OBJECTS, tallied.unreadable().size());
        metrics.add(Metric.DEFERRED_OBJECTS, tallied.deferred().size());
        tallied.traffic().forEach((distribution, counts) -> {
            metrics.addOfDistribution(Metric.REQUESTS, distribution, counts.requests());
            metrics.addOfDistribution(Metric.FORBIDDEN, distribution, counts.forbidden());
        });
        tallied.newest().forEach(metrics::read);
        log.info(
                "Tallied",
                Map.of(
                        "objects", totals.objects(),
                        "records", totals.traffic().requests(),
                        "forbidden", totals.traffic().forbidden(),
                        "unreadableObjects", tallied.unreadable().size(),
                        "deferredObjects", tallied.deferred().size(),
                        "unreadableRecords", totals.unreadable()));
    }

    void watched(WatchResult watched) {
        watched.problems().forEach(log::warn);
        watched.undone().forEach(log::error);
        watched.due().forEach(this::due);
        watched.published().stream().filter(RenderedNotice::alerts).forEach(this::published);
        metrics.add(Metric.FAILED_PUBLISHES, watched.unpublished().size());
    }

    private void due(RenderedNotice notice) {
        log.info(
                "Notice due",
                Map.of(
                        "noticeId", notice.id(),
                        "alerts", notice.alerts(),
                        "ignored", notice.isIgnored(),
                        "notice", notice.json()));
        if (notice.isIgnored()) {
            metrics.add(Metric.IGNORED_NOTICES, 1);
        } else if (!notice.alerts() && notice.attributes().event().equals(OPENED)) {
            metrics.add(Metric.ONE_CLIENT_INCIDENTS, 1);
        }
    }

    void published(RenderedNotice notice) {
        log.info("Notice published", Map.of("noticeId", notice.id()));
        metrics.addOfEvent(Metric.NOTICES, notice.attributes().event(), 1);
    }

    /** A tick adds 0 objects, so that missing logs are a number and not a gap. */
    void ticked(List<String> silent) {
        metrics.add(Metric.OBJECTS, 0);
        silent.forEach(distribution ->
                log.warn("The logs of distribution " + distribution + " stopped. Check that its standard"
                        + " logging is on and that events of the log bucket reach the function."));
        metrics.add(Metric.SILENT_DISTRIBUTIONS, silent.size());
    }

    void failed(String sentence, Throwable why) {
        log.error(sentence, why);
    }

    void end(Duration took) {
        metrics.add(Metric.INVOCATION_TIME, took.toMillis());
        metrics.flush();
    }
}
