package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.wafv2.Wafv2Client;

/** The function's role allows exactly what the adapters call. */
class RolePermissionsTest {

    private static final Map<String, String> CLIENTS = Map.of(
            CloudFrontClient.class.getName(), "cloudfront",
            DynamoDbClient.class.getName(), "dynamodb",
            S3Client.class.getName(), "s3",
            SnsClient.class.getName(), "sns",
            Wafv2Client.class.getName(), "wafv2");

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

    /**
     * Lambda polls the queue and writes logs with the function's role.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">AWS: an event source
     *     mapping for an SQS queue</a>
     */
    private static final Set<String> BY_LAMBDA = Set.of(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage");

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
        return switch (method) {
            case "builder", "close", "transactWriteItems" -> Optional.empty();
            case "headObject" -> Optional.of("s3:GetObject");
            case "listObjectsV2" -> Optional.of("s3:ListBucket");
            default -> {
                String operation = method.replaceFirst("Paginator$", "");
                yield Optional.of(service + ":" + Character.toUpperCase(operation.charAt(0)) + operation.substring(1));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"template.json", "template-all-options.json"})
    void theRoleAllowsExactlyTheCallsOfTheAdapters(String template) {
        assertThat(StackTemplate.read(template, "why403", "example-logs").role().actions())
                .isEqualTo(NEEDED);
    }
}
