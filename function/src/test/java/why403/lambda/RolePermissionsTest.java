package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import why403.account.ApiGatewayQuestions;
import why403.account.CloudFrontQuestions;
import why403.account.CloudTrailQuestions;
import why403.account.HttpApiQuestions;
import why403.account.KmsQuestions;
import why403.account.LambdaQuestions;
import why403.account.LoadBalancerQuestions;
import why403.account.Operation;
import why403.account.Question;
import why403.account.Questions;
import why403.account.S3ControlQuestions;
import why403.account.S3Questions;
import why403.account.WafQuestions;
import why403.aws.AccountServer;
import why403.aws.ClientTimeouts;
import why403.aws.Clients;
import why403.aws.LiveAccount;
import why403.aws.RoleGate;

/** The roles of both functions allow exactly what their adapters call. */
class RolePermissionsTest {

    private static final Map<String, String> CLIENTS = Map.ofEntries(
            Map.entry(ApiGatewayClient.class.getName(), "apigateway"),
            Map.entry(ApiGatewayV2Client.class.getName(), "apigateway"),
            Map.entry(CloudFrontClient.class.getName(), "cloudfront"),
            Map.entry(CloudTrailClient.class.getName(), "cloudtrail"),
            Map.entry(DynamoDbClient.class.getName(), "dynamodb"),
            Map.entry(ElasticLoadBalancingV2Client.class.getName(), "elasticloadbalancing"),
            Map.entry(KmsClient.class.getName(), "kms"),
            Map.entry(LambdaClient.class.getName(), "lambda"),
            Map.entry(S3Client.class.getName(), "s3"),
            Map.entry(S3ControlClient.class.getName(), "s3control"),
            Map.entry(SnsClient.class.getName(), "sns"),
            Map.entry(Wafv2Client.class.getName(), "wafv2"));

    /**
     * The actions that do not have the name of the method.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">AWS: required
     *     permissions for Amazon S3 API operations</a>
     */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "s3:HeadObject", "s3:GetObject",
            "s3:ListObjectsV2", "s3:ListBucket",
            "s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock",
            "s3control:GetPublicAccessBlock", "s3:GetAccountPublicAccessBlock",
            "s3:GetBucketEncryption", "s3:GetEncryptionConfiguration",
            "s3:GetBucketCors", "s3:GetBucketCORS");

    /** Only with the option {@code readContent}. */
    private static final Set<String> ABOUT_CONTENT = Set.of("s3:GetObjectAcl");

    /** A transaction needs the permissions of its parts. */
    private static final Map<String, String> PARTS_OF_TRANSACTIONS = Map.of(
            ConditionCheck.class.getName(), "dynamodb:ConditionCheckItem",
            Delete.class.getName(), "dynamodb:DeleteItem",
            Put.class.getName(), "dynamodb:PutItem",
            Update.class.getName(), "dynamodb:UpdateItem");

    /**
     * SNS uses the topic's key with the publisher's permissions.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">AWS: managing SNS encryption
     *     keys</a>
     */
    private static final Set<String> BY_SNS = Set.of("kms:Decrypt", "kms:GenerateDataKey");

    /** Lambda writes the log of a function with its role. */
    private static final Set<String> BY_LAMBDA = Set.of("logs:CreateLogStream", "logs:PutLogEvents");

    /**
     * Lambda polls the queue with the role of the function that tallies.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">AWS: an event source
     *     mapping for an SQS queue</a>
     */
    private static final Set<String> BY_QUEUE =
            Set.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");

    /** The calls of {@link TallyAdapters}: it reads logs and error mappings, and stores tallies. */
    private static final Set<String> OF_TALLY = Set.of(
            "cloudfront:GetDistribution",
            "cloudfront:ListDistributions",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
            "s3:GetObject",
            "s3:ListBucket");

    private static final Set<String> NEEDED = Stream.of(
                    accesses().flatMap(RolePermissionsTest::actions), BY_SNS.stream(), BY_LAMBDA.stream())
            .flatMap(actions -> actions)
            .collect(Collectors.toCollection(TreeSet::new));

    private static Stream<JavaAccess<?>> accesses() {
        JavaClasses adapters = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("why403.aws");
        return adapters.stream().flatMap(type -> type.getAccessesFromSelf().stream());
    }

    private static Stream<String> actions(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        if (PARTS_OF_TRANSACTIONS.containsKey(owner)) {
            return Stream.of(PARTS_OF_TRANSACTIONS.get(owner));
        }
        return CLIENTS.containsKey(owner) ? action(CLIENTS.get(owner), name).stream() : Stream.of();
    }

    private static Optional<String> action(String service, String method) {
        if (Set.of("builder", "close", "transactWriteItems").contains(method)) {
            return Optional.empty();
        }
        if (service.equals("apigateway")) {
            return Optional.of("apigateway:GET");
        }
        String operation = method.replaceFirst("Paginator$", "");
        String action = service + ":" + Character.toUpperCase(operation.charAt(0)) + operation.substring(1);
        return Optional.of(OTHER_NAMES.getOrDefault(action, action));
    }

    private static Set<String> allowed(String template, Half half) {
        return StackTemplate.read(template, half, "why403", "example-logs")
                .role()
                .actions();
    }

    @Test
    void theRoleThatWatchesAllowsExactlyTheCallsOfTheAdapters() {
        assertThat(allowed("template-all-options.json", Half.WATCH)).isEqualTo(NEEDED);
    }

    @Test
    void withoutOptionsTheRoleThatWatchesDoesNotAllowWhatIsAboutContentOrTheTopicsKey() {
        Set<String> needed = new TreeSet<>(NEEDED);
        needed.removeAll(ABOUT_CONTENT);
        needed.removeAll(Set.of("kms:Decrypt", "kms:GenerateDataKey"));

        assertThat(allowed("template.json", Half.WATCH)).isEqualTo(needed);
    }

    @Test
    void theRoleThatTalliesAllowsOnlyToReadLogsAndToStoreTallies() {
        Set<String> needed = new TreeSet<>(OF_TALLY);
        needed.addAll(BY_LAMBDA);
        needed.addAll(BY_QUEUE);

        assertThat(allowed("template.json", Half.TALLY)).isEqualTo(needed);
        needed.add("kms:Decrypt");
        assertThat(allowed("template-all-options.json", Half.TALLY)).isEqualTo(needed);
    }

    private static List<Question<?>> questionsAboutEveryKindOfResource() {
        Optional<String> elsewhere = Optional.of("ap-southeast-2");
        return List.of(
                CloudFrontQuestions.listDistributions(),
                CloudFrontQuestions.distribution("E1GRANTEXAMPLE"),
                CloudFrontQuestions.originAccessControl("E1OAC"),
                CloudFrontQuestions.originAccessIdentity("E74FTE3AEXAMPLE"),
                CloudFrontQuestions.cachePolicy("2e2a6a1b"),
                CloudFrontQuestions.originRequestPolicy("7f3b1c2d"),
                CloudFrontQuestions.keyGroup("kg-1"),
                CloudFrontQuestions.publicKey("K2EXAMPLE"),
                CloudFrontQuestions.function("rewrite"),
                S3Questions.bucketPolicy("example-assets", elsewhere),
                S3Questions.publicAccessBlock("example-assets", elsewhere),
                S3Questions.bucketEncryption("example-assets", elsewhere),
                S3Questions.ownershipControls("example-assets", elsewhere),
                S3Questions.cors("example-assets", elsewhere),
                S3Questions.object("example-assets", "docs/a", elsewhere),
                S3Questions.objectAcl("example-assets", "docs/a", elsewhere),
                S3Questions.listing("example-assets", "docs/a", elsewhere),
                S3ControlQuestions.publicAccessBlock("123456789012", elsewhere),
                KmsQuestions.key("1234abcd-12ab-34cd-56ef-1234567890ab", elsewhere),
                KmsQuestions.keyPolicy("1234abcd-12ab-34cd-56ef-1234567890ab", elsewhere),
                LambdaQuestions.functions(elsewhere),
                LambdaQuestions.functionUrls("render", elsewhere),
                LambdaQuestions.functionUrl("render:live", elsewhere),
                LambdaQuestions.functionPolicy("render:live", elsewhere),
                ApiGatewayQuestions.restApi("a1b2c3d4e5", elsewhere),
                ApiGatewayQuestions.stage("a1b2c3d4e5", "prod", elsewhere),
                HttpApiQuestions.api("f6g7h8i9j0", elsewhere),
                HttpApiQuestions.stage("f6g7h8i9j0", "$default", elsewhere),
                LoadBalancerQuestions.rules("a.example", Optional.of(80), Optional.empty(), elsewhere),
                WafQuestions.webAcl("edge", "a1b2"),
                WafQuestions.sampledRequests(
                        "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/a1b2",
                        "no-admin",
                        Instant.parse("2026-11-24T12:00:00Z"),
                        Instant.parse("2026-11-24T18:00:00Z")),
                CloudTrailQuestions.events(
                        CloudTrailQuestions.Attribute.SOURCE,
                        "cloudfront.amazonaws.com",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        CloudTrailQuestions.GLOBAL));
    }

    /** The account behind the gate has no recordings, so only the gate decides. */
    @ParameterizedTest
    @CsvSource({"template.json, false", "template-all-options.json, true"})
    void theRoleAllowsEveryQuestionAboutItsResources(String template, boolean readingContent) throws IOException {
        StackTemplate stack = StackTemplate.read(template, Half.WATCH, "why403", "example-logs");
        List<Question<?>> questions = questionsAboutEveryKindOfResource();
        try (AccountServer server = AccountServer.start(Path.of("nothing", "is", "recorded"));
                RoleGate gate = new RoleGate(stack.role(), Map.of());
                Clients clients = new Clients(
                        Region.EU_CENTRAL_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example")),
                        ClientTimeouts.forDiagnosis(),
                        Optional.of(gate.before(server.endpoint())))) {
            LiveAccount account = new LiveAccount(
                    clients, readingContent, Duration.ofMinutes(1), InstantSource.system(), problem -> {});
            questions.forEach(account::ask);

            assertThat(gate.denied()).isEmpty();
            assertThat(gate.used()).hasSizeGreaterThan(20);
        }
        assertThat(questions)
                .extracting(question -> question.operation().name())
                .containsExactlyElementsOf(
                        Questions.operations().stream().map(Operation::name).toList());
    }
}
