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

/** How a person sees that why403 itself works, and is told when it does not. */
final class Operations extends Construct {

    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    private static final Duration A_QUARTER_OF_A_DAY = Duration.hours(6);
    private static final int HALF_OF_THE_WIDTH = 12;

    private final Alias function;
    private final Deliveries deliveries;
    private final SnsAction tell;

    Operations(Construct scope, Alias function, Deliveries deliveries, Alerts alerts) {
        super(scope, "Operations");
        this.function = function;
        this.deliveries = deliveries;
        this.tell = new SnsAction(alerts.topic());
        alarms();
        dashboard();
    }

    private void alarms() {
        alarm(
                "DeadLetters",
                deadLetters(),
                1,
                "Log objects could not be counted: the function's log names each and says what to do, then redrive.");
        alarm("Errors", function.metricErrors(fiveMinutes()), 3, "The function fails: its log says why.");
        alarm(
                "Throttles",
                function.metricThrottles(fiveMinutes()),
                3,
                "Lambda throttles the function: raise the account's concurrency.");
        alarm(
                "Silence",
                own(why403.lambda.Metric.SILENT_DISTRIBUTIONS, "Maximum"),
                3,
                "Logs of a distribution stopped coming: the function's log names it.");
        alarm(
                "FailedPublishes",
                own(why403.lambda.Metric.FAILED_PUBLISHES, "Sum"),
                3,
                "Notices do not leave: the function's log says why.");
        noLogs();
    }

    /** Tells after so many periods of five minutes one after the other. */
    private void alarm(String id, IMetric metric, int periods, String description) {
        telling(Alarm.Builder.create(this, id)
                .metric(metric)
                .threshold(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .alarmDescription("why403: " + description)
                .build());
    }

    /** Goes off where logging was never turned on, too, since each tick counts no object; and ends with the first log. */
    private void noLogs() {
        telling(Alarm.Builder.create(this, "NoLogs")
                .metric(own(why403.lambda.Metric.OBJECTS, "Sum")
                        .with(MetricOptions.builder().period(A_QUARTER_OF_A_DAY).build()))
                .threshold(1)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .evaluationPeriods(4)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .alarmDescription("why403: No log object was counted for a day: is standard logging on,"
                        + " and into the bucket of this stack?")
                .build());
    }

    private void telling(Alarm alarm) {
        alarm.addAlarmAction(tell);
        alarm.addOkAction(tell);
    }

    private void dashboard() {
        Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard").build();
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
                        "Log objects that wait or could not be read",
                        deliveries.queue().metricApproximateNumberOfMessagesVisible(),
                        deadLetters(),
                        own(why403.lambda.Metric.UNREADABLE_OBJECTS, "Sum")));
    }

    private static GraphWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .width(HALF_OF_THE_WIDTH)
                .build();
    }

    /** Those that there are when somebody looks. */
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
        return deliveries.dead().metricApproximateNumberOfMessagesVisible();
    }

    private static MetricOptions fiveMinutes() {
        return MetricOptions.builder().period(FIVE_MINUTES).statistic("Sum").build();
    }
}
