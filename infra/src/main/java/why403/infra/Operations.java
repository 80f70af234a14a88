package why403.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.LogQueryVisualizationType;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;
import why403.lambda.SilenceMetric;

/** Alarms and a dashboard that show whether why403 itself works. */
final class Operations extends Construct {

    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    private static final Duration SIX_HOURS = Duration.hours(6);
    private static final Duration HALF_AN_HOUR = Duration.minutes(30);
    private static final int HALF_WIDTH = 12;

    private final Alias watch;
    private final Deliveries deliveries;
    private final ILogGroup ownLog;
    private final SnsAction notifyTopic;

    /**
     * Creates both.
     *
     * @param watch the function that watches
     * @param ownLog the log of both functions
     * @param dashboardName the name under which notices link the dashboard
     */
    Operations(
            Construct scope,
            Alias watch,
            Deliveries deliveries,
            Alerts alerts,
            ILogGroup ownLog,
            String dashboardName) {
        super(scope, "Operations");
        this.watch = watch;
        this.deliveries = deliveries;
        this.ownLog = ownLog;
        this.notifyTopic = new SnsAction(alerts.topic());
        alarms();
        dashboard(dashboardName);
    }

    private void alarms() {
        alarm(
                "DeadLetters",
                deadLetters(),
                1,
                "Log objects could not be processed. See the functions' log for each object and what to do. Then redrive"
                        + " the dead-letter queue.");
        alarm(
                "Errors",
                watch.metricErrors(fiveMinutes()),
                3,
                "The function that watches fails, or its notices cannot be published. See its log for the reason.");
        alarm(
                "Silence",
                Metric.Builder.create()
                        .namespace(SilenceMetric.NAMESPACE)
                        .metricName(SilenceMetric.NAME)
                        .statistic("Maximum")
                        .period(FIVE_MINUTES)
                        .build(),
                3,
                "The logs of a distribution stopped. See the functions' log for the distribution.");
        noLogs();
        noInvocations();
        waiting();
    }

    /** An alarm that notifies after this number of consecutive five-minute periods. */
    private void alarm(String id, IMetric metric, int periods, String description) {
        notifying(Alarm.Builder.create(this, id)
                .metric(metric)
                .threshold(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .alarmDescription("why403: " + description)
                .build());
    }

    /**
     * Also detects that logging was never turned on: Lambda polls the queue, and SQS reports 0 sent messages for a queue that
     * is polled. The first log ends it.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">AWS:
     *     CloudWatch metrics for Amazon SQS</a>
     */
    private void noLogs() {
        notifying(Alarm.Builder.create(this, "NoLogs")
                .metric(deliveries
                        .queue()
                        .metricNumberOfMessagesSent(MetricOptions.builder()
                                .period(SIX_HOURS)
                                .statistic("Sum")
                                .build()))
                .threshold(1)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .evaluationPeriods(4)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .alarmDescription("why403: No log object arrived for a day. Check that standard logging is on"
                        + " and writes to this stack's log bucket.")
                .build());
    }

    /** The schedule invokes the function every minute. Without invocations there is no metric, so missing data is a failure. */
    private void noInvocations() {
        notifying(Alarm.Builder.create(this, "NoInvocations")
                .metric(watch.metricInvocations(fiveMinutes()))
                .threshold(1)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .evaluationPeriods(3)
                .treatMissingData(TreatMissingData.BREACHING)
                .alarmDescription(
                        "why403: The function that watches was not invoked for a quarter of an hour. Check that the rule of"
                                + " the schedule is enabled and that Lambda has concurrency left in this region.")
                .build());
    }

    /** A message that failed three times does not count here, so one bad object does not set off this alarm. */
    private void waiting() {
        notifying(Alarm.Builder.create(this, "Waiting")
                .metric(deliveries
                        .queue()
                        .metricApproximateAgeOfOldestMessage(MetricOptions.builder()
                                .period(FIVE_MINUTES)
                                .statistic("Maximum")
                                .build()))
                .threshold(HALF_AN_HOUR.toSeconds())
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(3)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .alarmDescription(
                        "why403: New log objects have waited for half an hour. Check that the event source mapping of the"
                                + " function that tallies is enabled, and that Lambda does not throttle it.")
                .build());
    }

    private void notifying(Alarm alarm) {
        alarm.addAlarmAction(notifyTopic);
        alarm.addOkAction(notifyTopic);
    }

    /** The graphs about distributions query the functions' log, because each metric of a distribution would cost money. */
    private void dashboard(String name) {
        Dashboard dashboard =
                Dashboard.Builder.create(this, "Dashboard").dashboardName(name).build();
        dashboard.addWidgets(
                logs(
                        "Forbidden requests, by the time at which their logs arrived",
                        LogQueryVisualizationType.LINE,
                        "filter message = \"Tallied distribution\"",
                        "stats sum(forbidden) as forbidden_requests by bin(5m)"),
                logs(
                        "Distributions",
                        LogQueryVisualizationType.TABLE,
                        "filter message = \"Tallied distribution\"",
                        "stats sum(requests) as all_requests, sum(forbidden) as forbidden_requests,"
                                + " 100 * sum(forbidden) / sum(requests) as percent, max(lagSeconds) as oldest_seconds"
                                + " by distributionId",
                        "sort forbidden_requests desc",
                        "limit 50"));
        dashboard.addWidgets(
                logs(
                        "Notices",
                        LogQueryVisualizationType.TABLE,
                        "filter message = \"Notice due\"",
                        "fields @timestamp, event, noticeId, alerts, ignored",
                        "sort @timestamp desc",
                        "limit 50"),
                logs(
                        "Problems",
                        LogQueryVisualizationType.TABLE,
                        "filter level in [\"WARN\", \"ERROR\"]",
                        "fields @timestamp, level, message",
                        "sort @timestamp desc",
                        "limit 50"));
        dashboard.addWidgets(
                graph("Function that watches", watch.metricErrors(fiveMinutes()), watch.metricDuration()),
                graph(
                        "Log objects that are waiting or could not be read",
                        deliveries.queue().metricApproximateNumberOfMessagesVisible(),
                        deadLetters()));
    }

    private LogQueryWidget logs(String title, LogQueryVisualizationType view, String... query) {
        return LogQueryWidget.Builder.create()
                .title(title)
                .logGroupNames(List.of(ownLog.getLogGroupName()))
                .view(view)
                .queryLines(List.of(query))
                .width(HALF_WIDTH)
                .build();
    }

    private static GraphWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .width(HALF_WIDTH)
                .build();
    }

    private IMetric deadLetters() {
        return deliveries.deadLetters().metricApproximateNumberOfMessagesVisible();
    }

    private static MetricOptions fiveMinutes() {
        return MetricOptions.builder().period(FIVE_MINUTES).statistic("Sum").build();
    }
}
