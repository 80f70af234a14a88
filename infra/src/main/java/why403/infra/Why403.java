package why403.infra;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * Everything that watches the logs of one bucket: bucket → queue → function → topic, the function's table and schedule,
 * and what tells that these work. It can stand in any stack that is in the bucket's region.
 */
public final class Why403 extends Construct {

    private static final Duration TIMEOUT = Duration.minutes(5);

    /** So many objects a call, and so many calls at once: enough for a busy site, and no strain on the account. */
    private static final int OBJECTS_IN_A_BATCH = 10;

    private static final int MOST_AT_ONCE = 5;

    private final Why403Props props;

    /** @param code the function's jar */
    public Why403(Construct scope, String id, Why403Props props, Code code) {
        super(scope, id);
        this.props = props;
        checkRegionOfKey();
        LogSource logs = new LogSource(this, props);
        Deliveries deliveries = new Deliveries(this, TIMEOUT);
        logs.tell(deliveries.queue(), props.logEvents());
        Table table = table();
        Alerts alerts = new Alerts(this, props);
        LogGroup ownLog = ownLog();
        Role role = role(logs, deliveries, table, alerts, ownLog);
        Alias function = published(function(code, table, alerts, ownLog, role));
        takeMessages(deliveries, function);
        everyMinute(function);
        new Operations(this, function, deliveries, alerts);
        new NextSteps(this).print(logs.bucket(), alerts.topic(), ownLog, function, deliveries.dead());
    }

    /** A bucket's key is in its region, and the bucket in the stack's. */
    private void checkRegionOfKey() {
        String region = Stack.of(this).getRegion();
        props.logKeyArn()
                .filter(arn -> !Token.isUnresolved(region) && !regionOf(arn).equals(region))
                .ifPresent(arn -> {
                    throw new OptionException("logKeyArn is " + arn + ", and the stack is in " + region
                            + ": deploy it into the region of the log bucket and its key.");
                });
    }

    private String regionOf(String arn) {
        return Stack.of(this).splitArn(arn, ArnFormat.SLASH_RESOURCE_NAME).getRegion();
    }

    private Table table() {
        return Table.Builder.create(this, "Table")
                .partitionKey(text("pk"))
                .sortKey(text("sk"))
                .timeToLiveAttribute("expires")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    private LogGroup ownLog() {
        LogGroup made = LogGroup.Builder.create(this, "Log")
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        ((CfnLogGroup) made.getNode().getDefaultChild()).setRetentionInDays(props.retentionDays());
        return made;
    }

    private Role role(LogSource logs, Deliveries deliveries, Table table, Alerts alerts, LogGroup ownLog) {
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
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

    private Function function(Code code, Table table, Alerts alerts, LogGroup ownLog, Role role) {
        Function made = Function.Builder.create(this, "Function")
                .description("Reads CloudFront's logs and tells why it answers 403")
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(Handler.class.getName())
                .code(code)
                .memorySize(props.memoryMb())
                .timeout(TIMEOUT)
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .environment(environment(table.getTableName(), alerts.topic().getTopicArn()))
                .loggingFormat(LoggingFormat.JSON)
                .logGroup(ownLog)
                .role(role)
                .build();
        Annotations.of(made)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish",
                        "Queue and schedule call the alias of a version.");
        return made;
    }

    private Map<String, String> environment(String table, String topic) {
        Map<String, String> variables = new TreeMap<>(Map.of(
                Settings.TABLE,
                table,
                Settings.TOPIC,
                topic,
                Settings.SENSITIVITY,
                props.sensitivity().name().toLowerCase(Locale.ROOT),
                Settings.READ_CONTENT,
                Boolean.toString(props.readContent())));
        variables.putAll(list(Settings.DISTRIBUTIONS, props.distributions()));
        variables.putAll(list(Settings.IGNORE, props.ignore()));
        return variables;
    }

    private static Map<String, String> list(String variable, List<String> entries) {
        return entries.isEmpty() ? Map.of() : Map.of(variable, String.join(",", entries));
    }

    /** SnapStart works for published versions only, so that everything calls the newest of these. */
    private Alias published(Function function) {
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
                        .batchSize(OBJECTS_IN_A_BATCH)
                        .reportBatchItemFailures(true)
                        .maxConcurrency(MOST_AT_ONCE)
                        .build());
    }

    /** What one tick leaves, the next does: none is tried again. */
    private void everyMinute(Alias function) {
        Rule.Builder.create(this, "EveryMinute")
                .description("Publishes, resolves and expires what no log event does")
                .schedule(Schedule.rate(Duration.minutes(1)))
                .targets(List.of(LambdaFunction.Builder.create(function)
                        .event(RuleTargetInput.fromObject(Map.of("why403", "tick")))
                        .maxEventAge(Duration.minutes(1))
                        .retryAttempts(0)
                        .build()))
                .build();
    }
}
