package why403.infra;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
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
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import why403.lambda.Handler;
import why403.lambda.Settings;

/**
 * All resources that watch the logs of one bucket: bucket → queue → function → topic, the function's table and schedule,
 * alarms and a dashboard. Add it to any stack in the bucket's region.
 */
public final class Why403 extends Construct {

    /**
     * Long enough for the last object of a batch: no object starts after 90 s, and one object takes at most 30 s to open,
     * 10 s for its error mapping and 16 s to store an hour of it.
     */
    private static final Duration TIMEOUT = Duration.seconds(150);

    /**
     * With SnapStart, Lambda lets Java 25 use all compilers. The optimizing one then takes most of the processor time of a
     * function that runs for a second at a time.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">AWS: customize Java runtime
     *     startup behavior</a>
     */
    private static final Map<String, String> FAST_COMPILER_ONLY =
            Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");

    /** Together with the concurrency, enough for a busy site without using up the account's concurrency. */
    private static final int BATCH_SIZE = 10;

    private static final int MAX_CONCURRENCY = 5;

    private final Why403Props props;

    /**
     * Creates all resources.
     *
     * @param code the function's jar
     * @throws OptionException if the stack's region is known and cannot be used, or {@code logKeyArn} is in another one
     */
    public Why403(Construct scope, String id, Why403Props props, Code code) {
        super(scope, id);
        this.props = props;
        knownRegion().ifPresent(SupportedRegion::check);
        checkRegionOfKey();
        LogSource logs = new LogSource(this, props);
        Deliveries deliveries = new Deliveries(this);
        logs.sendEventsTo(deliveries, props.logEvents());
        Table table = table();
        Alerts alerts = new Alerts(this, props);
        LogGroup ownLog = ownLog();
        // A generated name would make a cycle: the dashboard refers to the function, and the function to the name.
        String dashboardName = RegionalName.of(this);
        Role role = role(logs, deliveries, table, alerts, ownLog);
        Alias function = publish(function(code, environment(logs, table, alerts, dashboardName), ownLog, role));
        takeMessages(deliveries, function);
        everyMinute(function);
        new Operations(this, function, deliveries, alerts, dashboardName);
        new NextSteps(this).print(logs.bucket(), alerts.topic(), ownLog, function, deliveries.deadLetters());
    }

    /** A bucket and its key are in one region, and S3 notifies only queues in that region. */
    private void checkRegionOfKey() {
        knownRegion()
                .ifPresent(region -> props.logKeyArn()
                        .filter(arn -> !regionOf(arn).equals(region))
                        .ifPresent(arn -> {
                            throw new OptionException("The option logKeyArn is " + arn + ", but the stack is in "
                                    + region + ". Deploy the stack in the region of the log bucket and its key.");
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

    private Role role(LogSource logs, Deliveries deliveries, Table table, Alerts alerts, LogGroup ownLog) {
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal(
                        "lambda.amazonaws.com",
                        ServicePrincipalOpts.builder()
                                .conditions(Conditions.sourceAccount(this))
                                .build()))
                .build();
        Permissions permissions = new Permissions(Stack.of(this), props);
        Stream.of(
                        permissions.ofLogs(logs.bucket().getBucketArn(), props.logKeyArn()),
                        permissions.ofQueue(deliveries.queue().getQueueArn()),
                        permissions.ofTable(table.getTableArn()),
                        permissions.ofTopic(
                                alerts.topic().getTopicArn(), alerts.key().getKeyArn()),
                        permissions.ofOwnLog(ownLog.getLogGroupArn()),
                        permissions.ofQuestions())
                .flatMap(List::stream)
                .forEach(role::addToPolicy);
        return role;
    }

    private Function function(Code code, Map<String, String> environment, LogGroup ownLog, Role role) {
        Function created = Function.Builder.create(this, "Function")
                .description("Reads CloudFront logs and finds out why requests get 403")
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(Handler.class.getName())
                .code(code)
                .memorySize(props.memoryMb())
                .timeout(TIMEOUT)
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .environment(environment)
                .loggingFormat(LoggingFormat.JSON)
                .logGroup(ownLog)
                .role(role)
                .build();
        Annotations.of(created)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish",
                        "The queue and the schedule call the alias of a version.");
        return created;
    }

    private Map<String, String> environment(LogSource logs, Table table, Alerts alerts, String dashboardName) {
        Map<String, String> variables = new TreeMap<>(FAST_COMPILER_ONLY);
        variables.putAll(Map.of(
                Settings.LOG_BUCKET,
                logs.bucket().getBucketName(),
                Settings.TABLE,
                table.getTableName(),
                Settings.TOPIC,
                alerts.topic().getTopicArn(),
                Settings.DASHBOARD,
                dashboardName,
                Settings.SENSITIVITY,
                props.sensitivity().name().toLowerCase(Locale.ROOT),
                Settings.READ_CONTENT,
                Boolean.toString(props.readContent())));
        variables.putAll(list(Settings.DISTRIBUTIONS, props.distributions()));
        variables.putAll(list(Settings.IGNORE, props.ignore()));
        props.causesUrl().ifPresent(url -> variables.put(Settings.CAUSES_URL, url));
        return variables;
    }

    private static Map<String, String> list(String variable, List<String> entries) {
        return entries.isEmpty() ? Map.of() : Map.of(variable, String.join(",", entries));
    }

    /** SnapStart needs published versions, so all callers use an alias of the newest version. */
    private Alias publish(Function function) {
        return Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .maxEventAge(Duration.minutes(1))
                .retryAttempts(0)
                .build();
    }

    private static void takeMessages(Deliveries deliveries, Alias function) {
        function.addEventSourceMapping(
                "Messages",
                EventSourceMappingOptions.builder()
                        .eventSourceArn(deliveries.queue().getQueueArn())
                        .batchSize(BATCH_SIZE)
                        .reportBatchItemFailures(true)
                        .maxConcurrency(MAX_CONCURRENCY)
                        .build());
    }

    /** Ticks are not retried, because the next tick does the same work. */
    private void everyMinute(Alias function) {
        Rule.Builder.create(this, "EveryMinute")
                .description("Runs why403 every minute to publish notices and to resolve incidents")
                .schedule(Schedule.rate(Duration.minutes(1)))
                .targets(List.of(LambdaFunction.Builder.create(function)
                        .event(RuleTargetInput.fromObject(Map.of("why403", "tick")))
                        .maxEventAge(Duration.minutes(1))
                        .retryAttempts(0)
                        .build()))
                .build();
    }
}
