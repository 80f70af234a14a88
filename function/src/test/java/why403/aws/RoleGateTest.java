package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import why403.account.Answer;
import why403.account.Answer.Found;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Why;
import why403.account.CloudFrontQuestions;
import why403.account.Question;
import why403.account.S3Questions;
import why403.aws.table.LocalTable;

/** The gate forwards exactly the requests that the role allows. */
class RoleGateTest {

    private static final Path SAMPLE = Path.of("..", "events", "grant-missing");
    private static final Question<?> DISTRIBUTION = CloudFrontQuestions.distribution("E1GRANTEXAMPLE");

    private final List<Runnable> closing = new ArrayList<>();

    @AfterEach
    void close() {
        closing.forEach(Runnable::run);
    }

    private RoleGate gate(String action, String resource) {
        RoleGate gate =
                new RoleGate(new IamRole(List.of(new IamRole.Statement(List.of(action), List.of(resource)))), Map.of());
        closing.add(gate::close);
        return gate;
    }

    private Answer<?> ask(RoleGate gate, Question<?> question) {
        try {
            AccountServer account = AccountServer.start(SAMPLE);
            closing.add(account::close);
            Clients clients = LocalClients.of(gate.before(account.endpoint()));
            closing.add(clients::close);
            return LocalClients.account(clients, true, problem -> {}).ask(question);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAllowedRequestIsAnswered() {
        RoleGate gate = gate("cloudfront:GetDistribution", "arn:aws:cloudfront::123456789012:distribution/*");

        assertThat(ask(gate, DISTRIBUTION)).isInstanceOf(Found.class);
        assertThat(gate.denied()).isEmpty();
        assertThat(gate.used()).containsExactly("cloudfront:GetDistribution");
    }

    @Test
    void aRequestForAnotherResourceIsDenied() {
        RoleGate gate = gate("cloudfront:GetDistribution", "arn:aws:cloudfront::123456789012:distribution/E9*");

        assertThat(ask(gate, DISTRIBUTION)).isEqualTo(new NotChecked<>(Why.DENIED));
        assertThat(gate.denied())
                .containsOnly("cloudfront:GetDistribution on"
                        + " arn:aws:cloudfront::123456789012:distribution/E1GRANTEXAMPLE");
    }

    @Test
    void anActionWithoutResourcesNeedsAStatementForAllResources() {
        RoleGate gate = gate("cloudfront:GetKeyGroup", "arn:aws:cloudfront::123456789012:key-group/*");

        assertThat(ask(gate, CloudFrontQuestions.keyGroup("example"))).isEqualTo(new NotChecked<>(Why.DENIED));
        assertThat(gate.denied()).containsOnly("cloudfront:GetKeyGroup on *");
    }

    @Test
    void aStatementForObjectsDoesNotAllowBucketActions() {
        Question<?> policy = S3Questions.bucketPolicy("example-assets", Optional.of("eu-central-1"));

        assertThat(ask(gate("s3:GetBucketPolicy", "arn:aws:s3:::*/*"), policy)).isEqualTo(new NotChecked<>(Why.DENIED));
        assertThat(ask(gate("s3:GetBucketPolicy", "arn:aws:s3:::*"), policy)).isInstanceOf(Answer.Refused.class);
    }

    /** DynamoDB checks the action of each part. */
    @Test
    void aTransactionNeedsThePermissionsOfItsParts() {
        LocalTable table = LocalTable.create();
        closing.add(table::close);
        RoleGate gate = gate("dynamodb:ConditionCheckItem", "arn:aws:dynamodb:us-east-1:123456789012:table/*");
        DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(gate.before(table.endpoint()))
                .region(table.client().serviceClientConfiguration().region())
                .credentialsProvider(LocalClients.CREDENTIALS)
                .build();
        closing.add(client::close);

        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> client.transactWriteItems(request -> request.transactItems(
                        TransactWriteItem.builder()
                                .put(put -> put.tableName(table.name()).item(key("a")))
                                .build(),
                        TransactWriteItem.builder()
                                .conditionCheck(check -> check.tableName(table.name())
                                        .key(key("b"))
                                        .conditionExpression("attribute_not_exists(pk)"))
                                .build())))
                .satisfies(denied ->
                        assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
        assertThat(gate.used()).containsExactlyInAnyOrder("dynamodb:PutItem", "dynamodb:ConditionCheckItem");
        assertThat(gate.denied()).allMatch(denial -> denial.startsWith("dynamodb:PutItem on arn:aws:dynamodb:"));
        assertThat(table.client().scan(scan -> scan.tableName(table.name())).items())
                .isEmpty();
    }

    private static Map<String, AttributeValue> key(String name) {
        return Map.of("pk", AttributeValue.fromS(name), "sk", AttributeValue.fromS(name));
    }
}
