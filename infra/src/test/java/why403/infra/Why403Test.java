package why403.infra;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.account.Operation;
import why403.account.Questions;
import why403.lambda.TallySettings;
import why403.lambda.WatchSettings;

/** The properties of the template that matter to a user who deploys it. */
class Why403Test {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:why403";

    private static final Synthesized DEFAULT = Synthesized.of(Map.of());

    private static final Synthesized ALL_OPTIONS = Synthesized.of(Synthesized.ALL_OPTIONS);

    private static Tree tally(Synthesized template) {
        return template.properties(template.idOf("AWS::Lambda::Function", "Why403Tally"));
    }

    private static Tree watch(Synthesized template) {
        return template.properties(template.idOf("AWS::Lambda::Function", "Why403Watch"));
    }

    private static Stream<Tree> statements(Tree policy) {
        return policy.at("PolicyDocument", "Statement").elements();
    }

    /** The statements of the role of the function that watches. */
    private static Stream<Tree> role(Synthesized template) {
        return role(template, watch(template));
    }

    private static Stream<Tree> role(Synthesized template, Tree function) {
        String role = function.at("Role").target();
        return Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
                .flatMap(template::all)
                .filter(policy -> policy.at("Roles")
                        .elements()
                        .anyMatch(one -> one.target().equals(role)))
                .flatMap(Why403Test::statements);
    }

    private static Set<String> actions(Synthesized template, String service) {
        return role(template)
                .flatMap(statement -> statement.at("Action").texts().stream())
                .filter(action -> action.startsWith(service + ":"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyAlarmCanPublishToTheTopic() {
        for (Synthesized template : List.of(DEFAULT, ALL_OPTIONS)) {
            List<Tree> alarms = template.all("AWS::CloudWatch::Alarm").toList();
            assertThat(alarms).hasSize(6);
            for (Tree alarm : alarms) {
                String topic = alarm.at("AlarmActions")
                        .elements()
                        .findFirst()
                        .orElseThrow()
                        .target();
                assertThat(template.all("AWS::SNS::TopicPolicy")
                                .filter(policy -> policy.at("Topics")
                                        .elements()
                                        .anyMatch(one -> one.target().equals(topic)))
                                .flatMap(Why403Test::statements)
                                .filter(Why403Test::allowsAlarms)
                                .flatMap(statement -> statement.at("Action").texts().stream()))
                        .containsExactly("sns:Publish");
            }
        }
    }

    @Test
    void theTopicHasAKeyOnlyIfTheOptionNamesOne() {
        String key = "arn:aws:kms:eu-central-1:123456789012:key/87654321-dcba-43fe-21dc-0987654321ba";

        assertThat(DEFAULT.idsOf("AWS::KMS::Key")).isEmpty();
        assertThat(DEFAULT.all("AWS::SNS::Topic")
                        .map(topic -> topic.at("KmsMasterKeyId").isThere()))
                .containsExactly(false);
        assertThat(ALL_OPTIONS
                        .all("AWS::SNS::Topic")
                        .map(topic -> topic.at("KmsMasterKeyId").text()))
                .containsExactly(key);
        assertThat(role(ALL_OPTIONS)
                        .filter(statement -> statement.at("Action").texts().contains("kms:GenerateDataKey"))
                        .map(statement -> statement.at("Resource").text()))
                .containsExactly(key);
    }

    @Test
    void onlyOneMetricIsPaidFor() {
        assertThat(DEFAULT.all("AWS::CloudWatch::Alarm")
                        .map(alarm -> alarm.at("Namespace").text())
                        .filter(namespace -> !namespace.startsWith("AWS/")))
                .containsExactly("why403");
    }

    @Test
    void anAlarmDetectsThatNoLogArrivedForADay() {
        Tree alarm = DEFAULT.properties(DEFAULT.idOf("AWS::CloudWatch::Alarm", "NoLogs"));
        int seconds = Integer.parseInt(alarm.at("Period").text())
                * Integer.parseInt(alarm.at("EvaluationPeriods").text());

        assertThat(alarm.at("MetricName").text()).isEqualTo("NumberOfMessagesSent");
        assertThat(alarm.at("ComparisonOperator").text()).isEqualTo("LessThanThreshold");
        assertThat(seconds).isEqualTo(86_400);
    }

    /** Without invocations, Lambda writes no metric at all. */
    @Test
    void anAlarmDetectsThatTheFunctionIsNotInvoked() {
        Tree alarm = DEFAULT.properties(DEFAULT.idOf("AWS::CloudWatch::Alarm", "NoInvocations"));

        assertThat(alarm.at("MetricName").text()).isEqualTo("Invocations");
        assertThat(alarm.at("ComparisonOperator").text()).isEqualTo("LessThanThreshold");
        assertThat(alarm.at("TreatMissingData").text()).isEqualTo("breaching");
    }

    @Test
    void anAlarmDetectsThatLogObjectsWait() {
        Tree alarm = DEFAULT.properties(DEFAULT.idOf("AWS::CloudWatch::Alarm", "Waiting"));
        Tree queue = alarm.at("Dimensions").elements().findFirst().orElseThrow().at("Value");

        assertThat(queue.target()).isEqualTo(DEFAULT.idOf("AWS::SQS::Queue", "DeliveriesQueue"));
        assertThat(alarm.at("MetricName").text()).isEqualTo("ApproximateAgeOfOldestMessage");
        assertThat(alarm.at("Statistic").text()).isEqualTo("Maximum");
        assertThat(alarm.at("Threshold").text()).isEqualTo("1800");
    }

    private static boolean allowsAlarms(Tree statement) {
        return statement.at("Effect").text().equals("Allow")
                && statement.at("Principal", "Service").text().equals("cloudwatch.amazonaws.com")
                && statement
                        .at("Condition", "StringEquals", "aws:SourceAccount")
                        .isThere();
    }

    @Test
    void newObjectsReachTheNewestVersionOfTheFunctionThatTallies() {
        Tree configuration = DEFAULT.properties(DEFAULT.idOf("Custom::S3BucketNotifications", ""))
                .at("NotificationConfiguration", "QueueConfigurations")
                .elements()
                .findFirst()
                .orElseThrow();
        String queue = configuration.at("QueueArn").target();
        Tree mapping = DEFAULT.properties(DEFAULT.idOf("AWS::Lambda::EventSourceMapping", ""));
        String alias = DEFAULT.idOf("AWS::Lambda::Alias", "Tally");

        assertThat(configuration.at("Events").texts()).containsExactly("s3:ObjectCreated:*");
        assertThat(mapping.at("EventSourceArn").target()).isEqualTo(queue);
        assertThat(mapping.at("FunctionResponseTypes").texts()).containsExactly("ReportBatchItemFailures");
        assertThat(mapping.at("ScalingConfig").isThere()).isFalse();
        assertThat(mapping.at("BatchSize").text()).isEqualTo("100");
        assertThat(mapping.at("MaximumBatchingWindowInSeconds").text()).isEqualTo("20");
        assertThat(mapping.at("FunctionName").text()).contains("Ref=" + alias).endsWith(":live]]}");
        assertThat(DEFAULT.properties(alias).at("FunctionVersion").target())
                .isEqualTo(DEFAULT.idOf("AWS::Lambda::Version", "Tally"));
        assertThat(DEFAULT.all("AWS::SQS::QueuePolicy")
                        .filter(policy -> policy.at("Queues")
                                .elements()
                                .anyMatch(one -> one.target().equals(queue)))
                        .flatMap(Why403Test::statements)
                        .filter(statement ->
                                statement.at("Principal", "Service").text().equals("s3.amazonaws.com"))
                        .flatMap(statement -> statement.at("Action").texts().stream()))
                .contains("sqs:SendMessage");
    }

    @Test
    void aFailedMessageComesBackWithinFiveMinutesAndNeverWhileItIsProcessed() {
        Tree queue = DEFAULT.properties(DEFAULT.idOf("AWS::SQS::Queue", "DeliveriesQueue"));
        int visibility = Integer.parseInt(queue.at("VisibilityTimeout").text());
        int timeout = Integer.parseInt(tally(DEFAULT).at("Timeout").text());

        assertThat(visibility).isLessThanOrEqualTo(300).isGreaterThanOrEqualTo(2 * timeout);
    }

    @Test
    void twoAndAHalfHoursOfFailuresSendNoMessageToTheDeadLetterQueue() {
        Tree queue = DEFAULT.properties(DEFAULT.idOf("AWS::SQS::Queue", "DeliveriesQueue"));
        String dead = queue.at("RedrivePolicy", "deadLetterTargetArn").target();
        int receives =
                Integer.parseInt(queue.at("RedrivePolicy", "maxReceiveCount").text());
        int visibility = Integer.parseInt(queue.at("VisibilityTimeout").text());

        assertThat((receives - 1) * visibility).isGreaterThan(150 * 60);
        assertThat(queue.at("MessageRetentionPeriod").text()).isEqualTo("1209600");
        assertThat(DEFAULT.properties(dead).at("MessageRetentionPeriod").text()).isEqualTo("1209600");
    }

    @Test
    void onlySourcesOfTheAccountCanSendMessages() {
        for (Synthesized template : List.of(DEFAULT, ALL_OPTIONS)) {
            List<Tree> senders = template.all("AWS::SQS::QueuePolicy")
                    .flatMap(Why403Test::statements)
                    .filter(statement -> statement.at("Effect").text().equals("Allow"))
                    .toList();

            assertThat(senders).singleElement().satisfies(sender -> {
                assertThat(sender.at("Action").text()).isEqualTo("sqs:SendMessage");
                assertThat(sender.at("Condition", "StringEquals", "aws:SourceAccount")
                                .target())
                        .isEqualTo("AWS::AccountId");
                assertThat(sender.at("Condition", "ArnEquals", "aws:SourceArn").isThere())
                        .isTrue();
            });
        }
    }

    @Test
    void lambdaAssumesTheRoleOnlyForTheAccount() {
        for (Tree function : List.of(tally(DEFAULT), watch(DEFAULT))) {
            Tree role = DEFAULT.properties(function.at("Role").target());

            assertThat(role.at("AssumeRolePolicyDocument", "Statement").elements())
                    .singleElement()
                    .satisfies(trust -> {
                        assertThat(trust.at("Principal", "Service").text()).isEqualTo("lambda.amazonaws.com");
                        assertThat(trust.at("Condition", "StringEquals", "aws:SourceAccount")
                                        .target())
                                .isEqualTo("AWS::AccountId");
                    });
        }
    }

    @Test
    void theRoleCanAskOnlyAboutBucketsOfTheAccount() {
        for (Synthesized template : List.of(DEFAULT, ALL_OPTIONS)) {
            assertThat(role(template).filter(Why403Test::isAboutAnyBucket))
                    .isNotEmpty()
                    .allMatch(statement -> statement
                            .at("Condition", "StringEquals", "aws:ResourceAccount")
                            .target()
                            .equals("AWS::AccountId"));
        }
    }

    private static boolean isAboutAnyBucket(Tree statement) {
        return statement.at("Resource").texts().stream().anyMatch(resource -> resource.contains(":s3:::*"));
    }

    /** The size of a policy counts without white space. A role has up to 10 managed policies. */
    @ParameterizedTest
    @CsvSource({"1, false", "95, false", "96, false", "96, true", "200, false", "200, true"})
    void thePoliciesOfTheRoleAreWithinTheLimits(int distributions, boolean isMinimized) {
        List<String> ids = IntStream.range(0, distributions)
                .mapToObj(number -> "E%013d".formatted(number))
                .toList();
        Synthesized template =
                Synthesized.of(Map.of("distributions", ids), Map.of("@aws-cdk/aws-iam:minimizePolicies", isMinimized));
        String role = watch(template).at("Role").target();
        List<Integer> inline = sizes(template, "AWS::IAM::Policy", role);
        List<Integer> managed = sizes(template, "AWS::IAM::ManagedPolicy", role);

        assertThat(inline.stream().mapToInt(size -> size).sum()).isPositive().isLessThanOrEqualTo(10_240);
        assertThat(managed).hasSizeLessThanOrEqualTo(10).allMatch(size -> size <= 6_144);
        assertThat(role(template)
                        .filter(statement -> statement.at("Action").texts().contains("cloudfront:GetDistribution"))
                        .flatMap(statement -> statement.at("Resource").texts().stream()))
                .hasSize(distributions);
    }

    private static List<Integer> sizes(Synthesized template, String type, String role) {
        return template.all(type)
                .filter(policy -> policy.at("Roles")
                        .elements()
                        .anyMatch(one -> one.target().equals(role)))
                .map(policy -> policy.at("PolicyDocument").deployedSize())
                .toList();
    }

    @Test
    void moreDistributionsThanTheEnvironmentHoldsAreRejected() {
        List<String> ids = IntStream.range(0, 500)
                .mapToObj(number -> "E%013d".formatted(number))
                .toList();

        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> Synthesized.of(Map.of("distributions", ids)))
                .withMessage("The options distributions, ignore and causesUrl have 7500 characters together, but the"
                        + " function's environment has room for 3000. Use fewer entries, or leave out distributions to"
                        + " watch all of the account.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cn-north-1 | CloudFront in China",
                "cn-northwest-1 | CloudFront in China",
                "us-gov-west-1 | AWS GovCloud (US) has no CloudFront",
                "us-gov-east-1 | AWS GovCloud (US) has no CloudFront",
                "ap-southeast-6 | Lambda has no SnapStart in Asia Pacific (New Zealand)",
                "ap-east-2 | Lambda has no SnapStart in Asia Pacific (Taipei)"
            })
    void aRegionInWhichTheStackDoesNotWorkIsRejected(String region, String why) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> Synthesized.stackIn(region, Map.of()))
                .withMessageStartingWith("The stack cannot be deployed into " + region + ", because ")
                .withMessageContaining(why)
                .withMessageEndingWith(".");
    }

    @Test
    void theFunctionsRunTheJarsHandlersWithSnapStart() {
        assertThat(tally(DEFAULT).at("Handler").text()).isEqualTo("why403.lambda.TallyHandler");
        assertThat(watch(DEFAULT).at("Handler").text()).isEqualTo("why403.lambda.WatchHandler");
        for (Tree function : List.of(tally(DEFAULT), watch(DEFAULT))) {
            assertRunsWithSnapStart(function);
        }
    }

    private static void assertRunsWithSnapStart(Tree function) {
        assertThat(function.at("Runtime").text()).isEqualTo("java25");
        assertThat(function.at("Architectures").texts()).containsExactly("arm64");
        assertThat(function.at("SnapStart", "ApplyOn").text()).isEqualTo("PublishedVersions");
        assertThat(function.at("LoggingConfig", "LogFormat").text()).isEqualTo("JSON");
        assertThat(function.at("Environment", "Variables", "JAVA_TOOL_OPTIONS").text())
                .isEqualTo("-XX:TieredStopAtLevel=1");
        assertThat(DEFAULT.properties(function.at("LoggingConfig", "LogGroup").target())
                        .at("RetentionInDays")
                        .text())
                .isEqualTo("90");
    }

    @Test
    void theTableHasTheKeysThatTheFunctionUses() {
        Tree table = DEFAULT.properties(
                tally(DEFAULT).at("Environment", "Variables", "WHY403_TABLE").target());

        assertThat(table.at("KeySchema")
                        .elements()
                        .map(key -> key.at("AttributeName").text()))
                .containsExactly("pk", "sk");
        assertThat(table.at("TimeToLiveSpecification", "AttributeName").text()).isEqualTo("expires");
        assertThat(table.at("BillingMode").text()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                        .text())
                .isEqualTo("true");
    }

    /** CloudFormation fails when it tries to delete a protected table. */
    @Test
    void theTableIsProtectedAndStaysWhenTheStackIsDeleted() {
        String table =
                tally(DEFAULT).at("Environment", "Variables", "WHY403_TABLE").target();

        assertThat(DEFAULT.properties(table).at("DeletionProtectionEnabled").text())
                .isEqualTo("true");
        assertThat(DEFAULT.resource(table).at("DeletionPolicy").text()).isEqualTo("Retain");
        assertThat(DEFAULT.resource(table).at("UpdateReplacePolicy").text()).isEqualTo("Retain");
    }

    @Test
    void theScheduleSendsATickToTheAliasEveryMinute() {
        Tree rule = DEFAULT.properties(DEFAULT.idOf("AWS::Events::Rule", "EveryMinute"));
        Tree target = rule.at("Targets").elements().findFirst().orElseThrow();

        assertThat(rule.at("ScheduleExpression").text()).isEqualTo("rate(1 minute)");
        assertThat(target.at("Input").text()).isEqualTo("{\"why403\":\"tick\"}");
        assertThat(target.at("Arn").target()).isEqualTo(DEFAULT.idOf("AWS::Lambda::Alias", "Watch"));
    }

    @Test
    void theRoleAllowsExactlyTheActionsOfTheQuestions() {
        Set<String> asked = Questions.operations().stream()
                .map(Operation::actionsWithoutContent)
                .flatMap(List::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> allowed = Stream.of(
                        "apigateway", "cloudfront", "cloudtrail", "elasticloadbalancing", "lambda", "s3", "wafv2")
                .flatMap(service -> actions(DEFAULT, service).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        allowed.addAll(List.of("kms:DescribeKey", "kms:GetKeyPolicy"));
        allowed.remove("s3:GetObject");

        assertThat(allowed).isEqualTo(asked);
    }

    @Test
    void theRoleCanReadObjectsOfSitesOnlyWithReadContent() {
        assertThat(readable(DEFAULT)).noneMatch(resource -> resource.contains(":s3:::*/*"));
        assertThat(readable(ALL_OPTIONS)).anyMatch(resource -> resource.contains(":s3:::*/*"));
        assertThat(watch(ALL_OPTIONS)
                        .at("Environment", "Variables", "WHY403_READ_CONTENT")
                        .text())
                .isEqualTo("true");
    }

    private static List<String> readable(Synthesized template) {
        return role(template)
                .filter(statement -> statement.at("Action").texts().contains("s3:GetObject"))
                .map(statement -> statement.at("Resource").text())
                .toList();
    }

    @Test
    void theRoleCanReadOnlyLogsWithThePrefixAndUseTheirKey() {
        assertThat(readable(ALL_OPTIONS)).anyMatch(resource -> resource.contains(":s3:::example-logs/cdn/*"));
        assertThat(role(ALL_OPTIONS)
                        .filter(statement -> statement.at("Action").text().equals("kms:Decrypt"))
                        .map(statement -> statement.at("Resource").text()))
                .containsExactly("arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    }

    /** S3 requires it. The role's resource has the prefix as it is. */
    @Test
    void theNotificationFilterEncodesThePrefix() {
        String hive = "AWSLogs/aws-account-id=123456789012/Cloud Front/";
        Synthesized template = Synthesized.of(Map.of("logBucket", "example-logs", "logPrefix", hive));
        Tree filter = template.properties(template.idOf("Custom::S3BucketNotifications", ""))
                .at("NotificationConfiguration", "QueueConfigurations")
                .elements()
                .findFirst()
                .orElseThrow()
                .at("Filter", "Key", "FilterRules")
                .elements()
                .findFirst()
                .orElseThrow();

        assertThat(filter.at("Value").text()).isEqualTo("AWSLogs/aws-account-id%3D123456789012/Cloud+Front/");
        assertThat(readable(template)).anyMatch(resource -> resource.contains(":s3:::example-logs/" + hive + "*"));
    }

    /** Otherwise CloudFormation would update the resource, and the first bucket would keep its notification. */
    @Test
    void anotherLogBucketGetsAnotherNotificationResource() {
        assertThat(Stream.of("example-logs", "other-logs")
                        .map(bucket -> Synthesized.of(Map.of("logBucket", bucket)))
                        .map(template -> template.idOf("Custom::S3BucketNotifications", ""))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void aKeyInAnotherRegionIsRejected() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> Synthesized.stackIn("eu-west-1", Synthesized.ALL_OPTIONS))
                .withMessageStartingWith("The option logKeyArn is arn:aws:kms:eu-central-1:")
                .withMessageContaining("the stack is in eu-west-1");
        assertThatCode(() -> Synthesized.stackIn("eu-central-1", Synthesized.ALL_OPTIONS))
                .doesNotThrowAnyException();
    }

    @Test
    void aCommaInAnIgnoredEntryIsEncoded() {
        Synthesized template = Synthesized.of(Map.of("ignore", List.of("path:/a,b/", "waf-block")));

        assertThat(watch(template)
                        .at("Environment", "Variables", "WHY403_IGNORE")
                        .text())
                .isEqualTo("path:/a%2Cb/,waf-block");
    }

    @Test
    void theRoleCanReadOnlyTheWatchedDistributions() {
        List<String> resources = role(ALL_OPTIONS)
                .filter(statement -> statement.at("Action").texts().contains("cloudfront:GetDistribution"))
                .flatMap(statement -> statement.at("Resource").texts().stream())
                .toList();

        assertThat(resources)
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).contains(":distribution/E1GRANTEXAMPLE"),
                        other -> assertThat(other).contains(":distribution/E2EXAMPLE"));
    }

    @Test
    void onlyActionsWithoutResourcesAreAllowedOnAllResources() {
        assertThat(role(ALL_OPTIONS)
                        .filter(statement -> statement.at("Resource").text().equals("*"))
                        .flatMap(statement -> statement.at("Action").texts().stream()))
                .containsExactlyInAnyOrder(
                        "cloudfront:GetKeyGroup",
                        "cloudfront:GetPublicKey",
                        "cloudfront:ListDistributions",
                        "cloudtrail:LookupEvents",
                        "elasticloadbalancing:DescribeListeners",
                        "elasticloadbalancing:DescribeLoadBalancers",
                        "elasticloadbalancing:DescribeRules",
                        "lambda:ListFunctions",
                        "s3:GetAccountPublicAccessBlock");
    }

    @Test
    void everyEmailAddressGetsNoticesAndAlarms() {
        List<Tree> subscriptions = ALL_OPTIONS.all("AWS::SNS::Subscription").toList();

        assertThat(subscriptions)
                .extracting(subscription -> subscription.at("Endpoint").text())
                .containsExactlyInAnyOrder("ops@example.com", "web@example.com");
        assertThat(subscriptions)
                .noneMatch(subscription -> subscription.at("FilterPolicy").isThere());
        assertThat(DEFAULT.idsOf("AWS::SNS::Subscription")).isEmpty();
    }

    @Test
    void slackHasReadOnlyPermissions() {
        Tree slack = ALL_OPTIONS.properties(ALL_OPTIONS.idOf("AWS::Chatbot::SlackChannelConfiguration", ""));

        assertThat(slack.at("ConfigurationName").text()).contains("Ref=AWS::Region");
        assertThat(slack.at("GuardrailPolicies").elements().map(Tree::text))
                .singleElement()
                .asString()
                .contains(":iam::aws:policy/CloudWatchReadOnlyAccess");
        assertThat(ALL_OPTIONS
                        .properties(slack.at("IamRoleArn").target())
                        .at("ManagedPolicyArns")
                        .isThere())
                .isFalse();
        assertThat(ALL_OPTIONS.idsOf("AWS::SNS::Topic"))
                .containsExactly(slack.at("SnsTopicArns")
                        .elements()
                        .findFirst()
                        .orElseThrow()
                        .target());
        assertThat(DEFAULT.idsOf("AWS::Chatbot::SlackChannelConfiguration")).isEmpty();
    }

    @Test
    void eventBridgeSendsObjectsWithThePrefixToTheQueue() {
        Tree rule = ALL_OPTIONS.properties(ALL_OPTIONS.idOf("AWS::Events::Rule", "ObjectCreated"));

        assertThat(rule.at("EventPattern", "detail", "bucket", "name").texts()).containsExactly("example-logs");
        assertThat(rule.at("EventPattern", "detail", "object", "key")
                        .elements()
                        .map(key -> key.at("prefix").text()))
                .containsExactly("cdn/");
        assertThat(rule.at("Targets").elements().map(target -> target.at("Arn").target()))
                .containsExactly(ALL_OPTIONS.idOf("AWS::SQS::Queue", "DeliveriesQueue"));
    }

    @Test
    void onlyANewBucketIsConfiguredAndItAcceptsBothKindsOfLogs() {
        assertThat(ALL_OPTIONS.idsOf("AWS::S3::Bucket")).isEmpty();
        String made = DEFAULT.idOf("AWS::S3::Bucket", "");
        assertThat(DEFAULT.properties(made)
                        .at("OwnershipControls", "Rules")
                        .elements()
                        .map(rule -> rule.at("ObjectOwnership").text()))
                .containsExactly("BucketOwnerPreferred");
        assertThat(Stream.of(made, DEFAULT.idOf("AWS::S3::BucketPolicy", ""))
                        .map(id -> DEFAULT.resource(id).at("DeletionPolicy").text()))
                .containsOnly("RetainExceptOnCreate");
        assertThat(DEFAULT.all("AWS::S3::BucketPolicy")
                        .flatMap(Why403Test::statements)
                        .filter(statement ->
                                statement.at("Principal", "Service").text().equals("delivery.logs.amazonaws.com"))
                        .map(statement -> statement.at("Action").text()))
                .containsExactly("s3:PutObject");
    }

    @Test
    void optionsReachTheFunctions() {
        Tree function = watch(ALL_OPTIONS);

        assertThat(function.at("MemorySize").text()).isEqualTo("2048");
        assertThat(tally(ALL_OPTIONS)
                        .at("Environment", "Variables", "WHY403_LOG_BUCKET")
                        .text())
                .isEqualTo("example-logs");
        assertThat(function.at("Environment", "Variables", "WHY403_SENSITIVITY").text())
                .isEqualTo("low");
        assertThat(function.at("Environment", "Variables", "WHY403_DISTRIBUTIONS")
                        .text())
                .isEqualTo("E1GRANTEXAMPLE,E2EXAMPLE");
        assertThat(function.at("Environment", "Variables", "WHY403_IGNORE").text())
                .isEqualTo("waf-block,path:/wp-admin/");
    }

    @Test
    void theFunctionKnowsTheNameOfTheDashboard() {
        Object name = watch(DEFAULT)
                .at("Environment", "Variables", "WHY403_DASHBOARD")
                .value();
        Tree dashboard = DEFAULT.properties(DEFAULT.idOf("AWS::CloudWatch::Dashboard", ""));

        assertThat(dashboard.at("DashboardName").value()).isEqualTo(name);
        assertThat(Synthesized.in("eu-west-1", Map.of())
                        .all("AWS::CloudWatch::Dashboard")
                        .map(one -> one.at("DashboardName").text()))
                .singleElement(as(STRING))
                .matches("[A-Za-z0-9_-]{1,255}")
                .endsWith("-eu-west-1");
    }

    @Test
    void theFunctionGetsTheCausesUrlOnlyIfItIsSet() {
        assertThat(watch(ALL_OPTIONS)
                        .at("Environment", "Variables", "WHY403_CAUSES_URL")
                        .text())
                .isEqualTo("https://wiki.example.com/why403/causes");
        assertThat(watch(DEFAULT)
                        .at("Environment", "Variables", "WHY403_CAUSES_URL")
                        .isThere())
                .isFalse();
    }

    /** The functions accept every environment that the template sets. */
    @Test
    void theFunctionsCanReadTheirEnvironment() {
        for (Synthesized template : List.of(DEFAULT, ALL_OPTIONS)) {
            WatchSettings settings = WatchSettings.of(environment(watch(template)));
            assertThat(settings.topic().text()).isEqualTo(TOPIC);
            assertThat(settings.options().links().dashboardUrl())
                    .contains("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1"
                            + "#dashboards/dashboard/why403-dashboard-eu-west-1");
            assertThat(TallySettings.of(environment(tally(template))).logBucket())
                    .contains("example-logs");
        }
    }

    private static Map<String, String> environment(Tree function) {
        Map<String, String> environment = new TreeMap<>(Map.of("AWS_REGION", "eu-west-1"));
        function.at("Environment", "Variables")
                .members()
                .forEach((name, value) -> environment.put(name, deployed(name, value)));
        return environment;
    }

    /** Replaces references, as CloudFormation does. */
    private static String deployed(String name, Tree value) {
        return switch (name) {
            case "WHY403_TABLE" -> "why403-table";
            case "WHY403_LOG_BUCKET" -> "example-logs";
            case "WHY403_TOPIC" -> TOPIC;
            case "WHY403_DASHBOARD" -> "why403-dashboard-eu-west-1";
            default -> value.text();
        };
    }
}
