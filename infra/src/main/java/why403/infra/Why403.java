package why403.infra;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import why403.lambda.TallyHandler;
import why403.lambda.TallySettings;
import why403.lambda.Variables;
import why403.lambda.WatchHandler;
import why403.lambda.WatchSettings;

/**
 * All resources that watch the logs of one bucket: bucket → queue → the function that tallies → table → the function that
 * watches → topic, with alarms and a dashboard. Add it to any stack in the bucket's region.
 */
public final class Why403 extends Construct {

    /** As many as Lambda passes at once within {@link #BATCHING_WINDOW}, so that a busy queue costs few invocations. */
    private static final int BATCH_SIZE = 100;

    /** CloudFront delivers logs minutes after the requests, so a few seconds more delay no alert. */
    private static final Duration BATCHING_WINDOW = Duration.seconds(20);

    private final Why403Props props;

    /**
     * Creates all resources.
     *
     * @param code the functions' jar
     * @throws OptionException if the stack's region is known and cannot be used, or a key's ARN is of another one
     */
    public Why403(Construct scope, String id, Why403Props props, Code code) {
        super(scope, id);
        this.props = props;
        knownRegion().ifPresent(SupportedRegion::check);
        checkRegionOf("logKeyArn", props.logKeyArn());
        checkRegionOf("topicKeyArn", props.topicKeyArn());
        LogSource logs = new LogSource(this, props);
        Deliveries deliveries = new Deliveries(this);
        logs.sendEventsTo(deliveries, props.logEvents());
        Table table = table();
        Alerts alerts = new Alerts(this, props);
        LogGroup ownLog = ownLog();
        // A generated name would make a cycle: the dashboard refers to the function, and the function to the name.
        String dashboardName = RegionalName.of(this);
        JavaFunction.Shared shared = new JavaFunction.Shared(code, props.memoryMb(), ownLog);
        Alias tally = tally(shared, logs, deliveries, table);
        Alias watch = watch(shared, logs, table, alerts, dashboardName);
        takeMessages(deliveries, tally);
        everyMinute(watch);
        new Operations(this, watch, deliveries, alerts, ownLog, dashboardName);
        Backfill backfill = new Backfill(this, logs.bucket(), props.logPrefix(), deliveries.queue());
        new NextSteps(this)
                .print(logs.bucket(), alerts.topic(), ownLog, watch, backfill.machine(), deliveries.deadLetters());
    }

    private Alias tally(JavaFunction.Shared shared, LogSource logs, Deliveries deliveries, Table table) {
        Permissions permissions = new Permissions(Stack.of(this), props);
        Map<String, String> environment = new TreeMap<>(
                Map.of(TallySettings.LOG_BUCKET, logs.bucket().getBucketName(), Variables.TABLE, table.getTableName()));
        environment.putAll(list(Variables.DISTRIBUTIONS, props.distributions()));
        return new JavaFunction(
                        this,
                        "Tally",
                        "Reads CloudFront logs and counts their requests",
                        TallyHandler.class,
                        shared,
                        environment,
                        Stream.of(
                                        permissions.ofLogs(logs.bucket().getBucketArn(), props.logKeyArn()),
                                        permissions.ofQueue(deliveries.queue().getQueueArn()),
                                        permissions.ofTableForTally(table.getTableArn()),
                                        permissions.ofOwnLog(shared.ownLog().getLogGroupArn()),
                                        permissions.ofErrorMappings())
                                .flatMap(List::stream)
                                .toList())
                .alias();
    }

    private Alias watch(JavaFunction.Shared shared, LogSource logs, Table table, Alerts alerts, String dashboardName) {
        Permissions permissions = new Permissions(Stack.of(this), props);
        Map<String, String> environment = new TreeMap<>(Map.of(
                Variables.TABLE,
                table.getTableName(),
                WatchSettings.TOPIC,
                alerts.topic().getTopicArn(),
                WatchSettings.DASHBOARD,
                dashboardName,
                WatchSettings.SENSITIVITY,
                props.sensitivity().name().toLowerCase(Locale.ROOT),
                WatchSettings.READ_CONTENT,
                Boolean.toString(props.readContent())));
        environment.putAll(list(Variables.DISTRIBUTIONS, props.distributions()));
        environment.putAll(list(WatchSettings.IGNORE, props.ignore()));
        props.causesUrl().ifPresent(url -> environment.put(WatchSettings.CAUSES_URL, url));
        return new JavaFunction(
                        this,
                        "Watch",
                        "Finds out why CloudFront returns 403 errors, and notifies people",
                        WatchHandler.class,
                        shared,
                        environment,
                        Stream.of(
                                        permissions.ofLogs(logs.bucket().getBucketArn(), props.logKeyArn()),
                                        permissions.ofTableForWatch(table.getTableArn()),
                                        permissions.ofTopic(alerts.topic().getTopicArn()),
                                        permissions.ofOwnLog(shared.ownLog().getLogGroupArn()),
                                        permissions.ofQuestions())
                                .flatMap(List::stream)
                                .toList())
                .alias();
    }

    /** S3 and SNS use only keys of their own region, and S3 notifies only queues in that region. */
    private void checkRegionOf(String option, Optional<String> keyArn) {
        knownRegion()
                .ifPresent(region -> keyArn.filter(arn -> !regionOf(arn).equals(region))
                        .ifPresent(arn -> {
                            throw new OptionException(
                                    "The option " + option + " is " + arn + ", but the stack is in " + region
                                            + ". Deploy the stack in the region of the log bucket and its key, and use a key of that"
                                            + " region for the topic.");
                        }));
    }

    /** The region; empty if only the deployment knows it. */
    private Optional<String> knownRegion() {
        return Optional.of(Stack.of(this).getRegion()).filter(region -> !Token.isUnresolved(region));
    }

    private String regionOf(String arn) {
        return Stack.of(this).splitArn(arn, ArnFormat.SLASH_RESOURCE_NAME).getRegion();
    }

    /**
     * CloudFormation cannot delete a protected table, so it keeps the table when the stack is deleted or its creation
     * fails. Deleting it by mistake would lose open incidents and pending notices.
     */
    private Table table() {
        return Table.Builder.create(this, "Table")
                .partitionKey(text("pk"))
                .sortKey(text("sk"))
                .timeToLiveAttribute("expires")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    private LogGroup ownLog() {
        LogGroup created = LogGroup.Builder.create(this, "Log")
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        ((CfnLogGroup) created.getNode().getDefaultChild()).setRetentionInDays(props.retentionDays());
        return created;
    }

    private static Map<String, String> list(String variable, List<String> entries) {
        return entries.isEmpty() ? Map.of() : Map.of(variable, String.join(",", entries));
    }

    private static void takeMessages(Deliveries deliveries, Alias tally) {
        tally.addEventSourceMapping(
                "Messages",
                EventSourceMappingOptions.builder()
                        .eventSourceArn(deliveries.queue().getQueueArn())
                        .batchSize(BATCH_SIZE)
                        .maxBatchingWindow(BATCHING_WINDOW)
                        .reportBatchItemFailures(true)
                        .build());
    }

    /** Ticks are not retried, because the next tick does the same work. */
    private void everyMinute(Alias watch) {
        Rule.Builder.create(this, "EveryMinute")
                .description("Runs why403 every minute to watch what was counted")
                .schedule(Schedule.rate(Duration.minutes(1)))
                .targets(List.of(LambdaFunction.Builder.create(watch)
                        .event(RuleTargetInput.fromObject(Map.of("why403", "tick")))
                        .maxEventAge(Duration.minutes(1))
                        .retryAttempts(0)
                        .build()))
                .build();
    }
}
