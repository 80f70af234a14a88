package why403.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import why403.alert.RenderedNotice;
import why403.tally.Counts;
import why403.trigger.Delivery;
import why403.watch.TallyResult;
import why403.watch.WatchResult;

/** Reports the result of one invocation as log lines. The dashboard reads their fields: do not rename one. */
final class Report {

    private final JsonLog log;
    private final SilenceMetric metric;
    private final InstantSource clock;

    Report(JsonLog log, SilenceMetric metric, InstantSource clock) {
        this.log = log;
        this.metric = metric;
        this.clock = clock;
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
        tallied.traffic()
                .forEach((distribution, counts) ->
                        distribution(distribution, counts, tallied.newest().get(distribution)));
        TallyResult.Totals totals = tallied.totals();
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

    private void distribution(String distribution, Counts counts, Instant newest) {
        log.info(
                "Tallied distribution",
                Map.of(
                        "distributionId", distribution,
                        "requests", counts.requests(),
                        "forbidden", counts.forbidden(),
                        "lagSeconds", lag(newest)));
    }

    /** Clocks differ: a record with a future time has no lag. */
    private long lag(Instant record) {
        return Math.max(0, Duration.between(record, clock.instant()).toSeconds());
    }

    void watched(WatchResult watched) {
        watched.problems().forEach(log::warn);
        watched.undone().forEach(log::error);
        watched.pasts()
                .forEach((distribution, incidents) ->
                        log.info("Evaluated the past", Map.of("distributionId", distribution, "incidents", incidents)));
        watched.due().forEach(this::due);
        watched.published().stream().filter(RenderedNotice::alerts).forEach(this::published);
    }

    private void due(RenderedNotice notice) {
        log.info(
                "Notice due",
                Map.of(
                        "noticeId", notice.id(),
                        "event", notice.attributes().event(),
                        "alerts", notice.alerts(),
                        "ignored", notice.isIgnored(),
                        "notice", notice.json()));
    }

    void published(RenderedNotice notice) {
        log.info(
                "Notice published",
                Map.of("noticeId", notice.id(), "event", notice.attributes().event()));
    }

    /** @param silent the ids of the distributions whose logs stopped */
    void silent(List<String> silent) {
        silent.forEach(distribution ->
                log.warn("The logs of distribution " + distribution + " stopped. Check that its standard"
                        + " logging is on and that events of the log bucket reach the queue."));
        metric.write(silent.size());
    }

    void failed(String sentence, Throwable why) {
        log.error(sentence, why);
    }
}
