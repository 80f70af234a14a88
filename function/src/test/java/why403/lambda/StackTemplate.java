package why403.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import why403.aws.IamRole;
import why403.json.JsonTree;

/**
 * One of the functions as the stack configures it, read from a snapshot template of {@code infra}. References get example values
 * in place of those that CloudFormation would insert.
 */
final class StackTemplate {

    static final String REGION = "eu-central-1";

    private static final Path TEMPLATES = Path.of("..", "infra", "src", "test", "resources", "why403", "infra");
    private static final String ACCOUNT = "123456789012";

    private final JsonNode resources;
    private final String table;
    private final String logBucket;
    private final JsonNode function;

    private StackTemplate(JsonNode template, Half half, String table, String logBucket) {
        this.resources = template.path("Resources");
        this.table = table;
        this.logBucket = logBucket;
        this.function = ofType("AWS::Lambda::Function")
                .filter(properties -> properties.path("Handler").asText().equals(half.handler()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Reads a template.
     *
     * @param table the name of the table
     * @param logBucket the name of the log bucket, if the stack creates one
     */
    static StackTemplate read(String file, Half half, String table, String logBucket) {
        try {
            return new StackTemplate(
                    JsonTree.read(Files.readAllBytes(TEMPLATES.resolve(file))), half, table, logBucket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String handler() {
        return function.path("Handler").asText();
    }

    int memoryMb() {
        return function.path("MemorySize").asInt();
    }

    String logFormat() {
        return function.path("LoggingConfig").path("LogFormat").asText();
    }

    Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        function.path("Environment")
                .path("Variables")
                .properties()
                .forEach(variable -> variables.put(variable.getKey(), value(variable.getValue())));
        return variables;
    }

    /** The permissions of the function's role. */
    IamRole role() {
        String id = function.path("Role").path("Fn::GetAtt").path(0).asText();
        return new IamRole(ofType("AWS::IAM::Policy")
                .filter(policy -> elements(policy.path("Roles"))
                        .anyMatch(role -> role.path("Ref").asText().equals(id)))
                .flatMap(policy -> elements(policy.path("PolicyDocument").path("Statement")))
                .map(this::statement)
                .toList());
    }

    private IamRole.Statement statement(JsonNode statement) {
        if (!statement.path("Effect").asText().equals("Allow") || !isAboutThisAccount(statement.path("Condition"))) {
            throw new IllegalStateException("Add support for this statement: " + statement);
        }
        return new IamRole.Statement(texts(statement.path("Action")), texts(statement.path("Resource")));
    }

    /** All resources of the local services belong to the account, so this condition always holds. */
    private boolean isAboutThisAccount(JsonNode condition) {
        JsonNode owner = condition.path("StringEquals").path("aws:ResourceAccount");
        return condition.isMissingNode()
                || (condition.size() == 1
                        && condition.path("StringEquals").size() == 1
                        && value(owner).equals(ACCOUNT));
    }

    /** The KMS keys of topics, by the topic; empty if the stack's topic has none. */
    Map<String, String> topicKeys() {
        JsonNode key = ofType("AWS::SNS::Topic").findFirst().orElseThrow().path("KmsMasterKeyId");
        return key.isMissingNode() ? Map.of() : Map.of(LocalAws.TOPIC, value(key));
    }

    private Stream<JsonNode> ofType(String type) {
        return elements(resources)
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"));
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private List<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? elements(oneOrMany).map(this::value).toList() : List.of(value(oneOrMany));
    }

    private String value(JsonNode node) {
        if (node.has("Ref")) {
            return reference(node.path("Ref").asText());
        }
        if (node.has("Fn::GetAtt")) {
            JsonNode attribute = node.path("Fn::GetAtt");
            return attribute(attribute.path(0).asText(), attribute.path(1).asText());
        }
        if (node.has("Fn::Join")) {
            return String.join("", texts(node.path("Fn::Join").path(1)));
        }
        return node.asText();
    }

    private String reference(String name) {
        return switch (name) {
            case "AWS::Partition" -> "aws";
            case "AWS::AccountId" -> ACCOUNT;
            case "AWS::Region" -> REGION;
            default ->
                switch (type(name)) {
                    case "AWS::DynamoDB::Table" -> table;
                    case "AWS::S3::Bucket" -> logBucket;
                    case "AWS::SNS::Topic" -> LocalAws.TOPIC;
                    default -> throw new IllegalStateException("Add a value for a reference to " + name);
                };
        };
    }

    private String attribute(String name, String attribute) {
        if (!attribute.equals("Arn")) {
            throw new IllegalStateException("Add a value for " + attribute + " of " + name);
        }
        return switch (type(name)) {
            case "AWS::DynamoDB::Table" -> arn("dynamodb", "table/" + table);
            case "AWS::Logs::LogGroup" -> arn("logs", "log-group:" + name + ":*");
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + logBucket;
            case "AWS::SQS::Queue" -> arn("sqs", name);
            default -> throw new IllegalStateException("Add an ARN for " + name);
        };
    }

    private String type(String name) {
        return resources.path(name).path("Type").asText();
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }
}
