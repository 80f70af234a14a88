package why403.infra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import why403.account.Operation;
import why403.account.Questions;

/** The permissions of the functions' roles: the actions of the account questions and of the adapters. */
final class Permissions {

    private static final String ANY = "*";

    /**
     * An IAM policy holds 6,144 characters, and the ARN of a distribution has about 60. CDK distributes the statements of a
     * role over as many policies as they need, but cannot divide a statement.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">AWS: IAM quotas</a>
     */
    private static final int MAX_RESOURCES = 25;

    private final Stack stack;
    private final Why403Props props;

    Permissions(Stack stack, Why403Props props) {
        this.stack = stack;
        this.props = props;
    }

    /**
     * Read access to the account, with one statement for each kind of resource.
     *
     * @throws IllegalStateException if {@link #resources} does not know the action of a new question
     */
    List<PolicyStatement> ofQuestions() {
        return reading(Questions.operations().stream().flatMap(operation -> actions(operation).stream()));
    }

    /** The function that tallies asks which responses of a distribution hide a 403. */
    List<PolicyStatement> ofErrorMappings() {
        return reading(Stream.of("cloudfront:GetDistribution", "cloudfront:ListDistributions"));
    }

    private List<PolicyStatement> reading(Stream<String> actions) {
        Map<List<String>, Set<String>> actionsByResources = new LinkedHashMap<>();
        actions.sorted()
                .forEach(action -> actionsByResources
                        .computeIfAbsent(resources(action), any -> new TreeSet<>())
                        .add(action));
        return actionsByResources.entrySet().stream()
                .flatMap(each ->
                        parts(each.getKey()).map(resources -> question(List.copyOf(each.getValue()), resources)))
                .toList();
    }

    private static Stream<List<String>> parts(List<String> resources) {
        return IntStream.range(0, (resources.size() + MAX_RESOURCES - 1) / MAX_RESOURCES)
                .mapToObj(part -> resources.stream()
                        .skip((long) part * MAX_RESOURCES)
                        .limit(MAX_RESOURCES)
                        .toList());
    }

    /**
     * The names of buckets do not contain their account. Without the condition, the role could also read buckets of other
     * accounts that let everybody read. The origin of a distribution can be in another account: then a notice says that
     * the bucket was not checked.
     */
    private PolicyStatement question(List<String> actions, List<String> resources) {
        PolicyStatement statement = statement(actions, resources);
        if (resources.stream().allMatch(resource -> resource.contains(":s3:::"))) {
            statement.addConditions(Conditions.resourceAccount(stack));
        }
        return statement;
    }

    private List<String> actions(Operation<?> operation) {
        return props.readContent() ? operation.actions() : operation.actionsWithoutContent();
    }

    /**
     * The narrowest resources for the action. Which buckets, keys, functions, APIs and web ACLs a distribution uses is known
     * only at run time. Elastic Load Balancing and a few other actions have no resources.
     *
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">AWS:
     *     actions and resources of each service</a>
     */
    private List<String> resources(String action) {
        return switch (action) {
            case "cloudfront:ListDistributions",
                    "cloudfront:GetKeyGroup",
                    "cloudtrail:LookupEvents",
                    "cloudfront:GetPublicKey",
                    "elasticloadbalancing:DescribeListeners",
                    "elasticloadbalancing:DescribeLoadBalancers",
                    "elasticloadbalancing:DescribeRules",
                    "lambda:ListFunctions",
                    "s3:GetAccountPublicAccessBlock" -> List.of(ANY);
            case "cloudfront:GetDistribution" -> distributions();
            case "cloudfront:GetOriginAccessControl" -> cloudFront("origin-access-control");
            case "cloudfront:GetCloudFrontOriginAccessIdentity" -> cloudFront("origin-access-identity");
            case "cloudfront:GetCachePolicy" -> cloudFront("cache-policy");
            case "cloudfront:GetOriginRequestPolicy" -> cloudFront("origin-request-policy");
            case "cloudfront:DescribeFunction" -> cloudFront("function");
            case "s3:GetBucketCORS",
                    "s3:GetBucketOwnershipControls",
                    "s3:GetBucketPolicy",
                    "s3:GetBucketPublicAccessBlock",
                    "s3:GetEncryptionConfiguration",
                    "s3:ListBucket" -> List.of("arn:" + stack.getPartition() + ":s3:::*");
            case "s3:GetObject", "s3:GetObjectAcl" -> List.of("arn:" + stack.getPartition() + ":s3:::*/*");
            case "kms:DescribeKey", "kms:GetKeyPolicy" -> inEveryRegion("kms", "key/*");
            case "lambda:GetFunctionUrlConfig", "lambda:GetPolicy", "lambda:ListFunctionUrlConfigs" ->
                inEveryRegion("lambda", "function:*");
            case "apigateway:GET" -> List.of(api("/restapis/*"), api("/apis/*"));
            case "wafv2:GetSampledRequests", "wafv2:GetWebACL" ->
                List.of("arn:" + stack.getPartition() + ":wafv2:us-east-1:" + stack.getAccount()
                        + ":global/webacl/*/*");
            default -> throw new IllegalStateException("Add a case with the resources for the action " + action);
        };
    }

    /** An origin can be in another region than the function. */
    private List<String> inEveryRegion(String service, String resource) {
        return List.of("arn:" + stack.getPartition() + ":" + service + ":*:" + stack.getAccount() + ":" + resource);
    }

    /** The ARN of an API contains no account: a role can only read the APIs of its own. */
    private String api(String path) {
        return "arn:" + stack.getPartition() + ":apigateway:*::" + path;
    }

    private List<String> distributions() {
        return props.distributions().isEmpty()
                ? cloudFront("distribution")
                : props.distributions().stream()
                        .map(id -> cloudFront("distribution", id))
                        .toList();
    }

    private List<String> cloudFront(String kind) {
        return List.of(cloudFront(kind, ANY));
    }

    private String cloudFront(String kind, String id) {
        return "arn:" + stack.getPartition() + ":cloudfront::" + stack.getAccount() + ":" + kind + "/" + id;
    }

    /** Lambda polls the queue with the role of the function that tallies. */
    List<PolicyStatement> ofQueue(String queueArn) {
        return List.of(
                statement(List.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"), queueArn));
    }

    /** The function that tallies stores tallies, marks and error mappings. */
    List<PolicyStatement> ofTableForTally(String tableArn) {
        return List.of(statement(
                List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"), tableArn));
    }

    List<PolicyStatement> ofTableForWatch(String tableArn) {
        return List.of(statement(
                List.of(
                        "dynamodb:BatchGetItem",
                        "dynamodb:ConditionCheckItem",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:Query",
                        "dynamodb:UpdateItem"),
                tableArn));
    }

    /** SNS uses the topic's key with the permissions of the publisher. */
    List<PolicyStatement> ofTopic(String topicArn) {
        List<PolicyStatement> statements = new ArrayList<>(List.of(statement(List.of("sns:Publish"), topicArn)));
        props.topicKeyArn()
                .ifPresent(key -> statements.add(statement(List.of("kms:Decrypt", "kms:GenerateDataKey"), key)));
        return statements;
    }

    /** Without s3:ListBucket, S3 returns 403 instead of 404 for a missing object. */
    List<PolicyStatement> ofLogs(String bucketArn, Optional<String> keyArn) {
        String objects = bucketArn + "/" + props.logPrefix().orElse("") + ANY;
        List<PolicyStatement> statements = new ArrayList<>(
                List.of(statement(List.of("s3:GetObject"), objects), statement(List.of("s3:ListBucket"), bucketArn)));
        keyArn.ifPresent(key -> statements.add(statement(List.of("kms:Decrypt"), key)));
        return statements;
    }

    List<PolicyStatement> ofOwnLog(String logGroupArn) {
        return List.of(statement(List.of("logs:CreateLogStream", "logs:PutLogEvents"), logGroupArn));
    }

    private static PolicyStatement statement(List<String> actions, String resource) {
        return statement(actions, List.of(resource));
    }

    private static PolicyStatement statement(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }
}
