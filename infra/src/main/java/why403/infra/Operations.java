package why403.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;
import why403.lambda.Metric.Dimension;

/** Alarms and a dashboard that show whether why403 itself works. */
final class Operations extends Construct {

    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    private static final Duration SIX_HOURS = Duration.hours(6);
    private static final Duration HALF_AN_HOUR = Duration.minutes(30);
    private static final int HALF_WIDTH = 12;

    private final Alias function;
    private final Deliveries deliveries;
    private final SnsAction notifyTopic;

    /** @param dashboardName the name under which the function links the dashboard */
    Operations(Construct scope, Alias function, Deliveries deliveries, Alerts alerts, String dashboardName) {
        super(scope, "Operations");
        this.function = function;
        this.deliveries = deliveries;
        this.notifyTopic = new SnsAction(alerts.topic());
        alarms();
        dashboard(dashboardName);
    }

    private void alarms() {
        alarm(
                "DeadLetters",
                deadLetters(),
                1,
                "Log objects could not be processed. See the function's log for each object and what to do. Then redrive"
                        + " the dead-letter queue.");
        alarm("Errors", function.metricErrors(fiveMinutes()), 3, "The function fails. See its log for the reason.");
        alarm(
                "Throttles",
                function.metricThrottles(fiveMinutes()),
                3,
                "Lambda throttles the function. Request a higher quota for concurrent executions.");
        alarm(
                "Silence",
                own(why403.lambda.Metric.SILENT_DISTRIBUTIONS, "Maximum"),
                3,
                "The logs of a distribution stopped. See the function's log for the distribution.");
        alarm(
                "FailedPublishes",
                own(why403.lambda.Metric.FAILED_PUBLISHES, "Sum"),
                3,
                "Notices cannot be published. See the function's log for the reason.");
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

    /** Also detects that logging was never turned on, because each tick adds 0 to the metric. The first log ends it. */
    private void noLogs() {
        notifying(Alarm.Builder.create(this, "NoLogs")
                .metric(own(why403.lambda.Metric.OBJECTS, "Sum")
                        .with(MetricOptions.builder().period(SIX_HOURS).build()))
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
                .metric(function.metricInvocations(fiveMinutes()))
                .threshold(1)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .evaluationPeriods(3)
                .treatMissingData(TreatMissingData.BREACHING)
                .alarmDescription(
                        "why403: The function was not invoked for a quarter of an hour. Check that the rule of"
                                + " the schedule is enabled and that the function has concurrency left.")
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
                        "why403: New log objects have waited for half an hour. Check that the function's event"
                                + " source mapping is enabled and that Lambda does not throttle the function.")
                .build());
    }

    private void notifying(Alarm alarm) {
        alarm.addAlarmAction(notifyTopic);
        alarm.addOkAction(notifyTopic);
    }

    private void dashboard(String name) {
        Dashboard dashboard =
                Dashboard.Builder.create(this, "Dashboard").dashboardName(name).build();
        dashboard.addWidgets(
                graph("Forbidden by distribution", eachDistribution(why403.lambda.Metric.FORBIDDEN, "Sum")),
                graph("Requests by distribution", eachDistribution(why403.lambda.Metric.REQUESTS, "Sum")));
        dashboard.addWidgets(
                graph("Age of the newest record, seconds", eachDistribution(why403.lambda.Metric.LOG_LAG, "Maximum")),
                graph(
                        "Notices",
                        own(why403.lambda.Metric.NOTICES, "Sum"),
                        own(why403.lambda.Metric.FAILED_PUBLISHES, "Sum"),
                        own(why403.lambda.Metric.ONE_CLIENT_INCIDENTS, "Sum"),
                        own(why403.lambda.Metric.IGNORED_NOTICES, "Sum")));
        dashboard.addWidgets(
                graph("Function", function.metricErrors(fiveMinutes()), function.metricThrottles(fiveMinutes())),
                graph(
                        "Log objects that are waiting or could not be read",
                        deliveries.queue().metricApproximateNumberOfMessagesVisible(),
                        deadLetters(),
                        own(why403.lambda.Metric.UNREADABLE_OBJECTS, "Sum")));
    }

    private static GraphWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .width(HALF_WIDTH)
                .build();
    }

    /** A search, so that the graph shows the distributions that exist when somebody opens the dashboard. */
    private static IMetric eachDistribution(why403.lambda.Metric metric, String statistic) {
        return MathExpression.Builder.create()
                .expression("SEARCH('{" + why403.lambda.Metric.NAMESPACE + ","
                        + Dimension.DISTRIBUTION_ID.dimensionName() + "} MetricName=\"" + metric.metricName() + "\"', '"
                        + statistic + "', 300)")
                .usingMetrics(Map.of())
                .label("")
                .build();
    }

    private static Metric own(why403.lambda.Metric metric, String statistic) {
        return Metric.Builder.create()
                .namespace(why403.lambda.Metric.NAMESPACE)
                .metricName(metric.metricName())
                .statistic(statistic)
                .period(FIVE_MINUTES)
                .build();
    }

    private IMetric deadLetters() {
        return deliveries.deadLetters().metricApproximateNumberOfMessagesVisible();
    }

    private static MetricOptions fiveMinutes() {
        return MetricOptions.builder().period(FIVE_MINUTES).statistic("Sum").build();
    }
}
