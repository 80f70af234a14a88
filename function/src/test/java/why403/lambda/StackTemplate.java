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
import why403.aws.Role;
import why403.json.JsonTree;

/**
 * The function as the stack makes it, from a template that the stack's own tests hold it to. What CloudFormation would
 * put in the place of a reference is made up here.
 */
final class StackTemplate {

    static final String REGION = "eu-central-1";

    private static final Path TEMPLATES = Path.of("..", "infra", "src", "test", "resources", "why403", "infra");
    private static final String ACCOUNT = "123456789012";

    private final JsonNode resources;
    private final String table;
    private final String logBucket;
    private final JsonNode function;

    private StackTemplate(JsonNode template, String table, String logBucket) {
        this.resources = template.path("Resources");
        this.table = table;
        this.logBucket = logBucket;
        this.function = ofType("AWS::Lambda::Function")
                .filter(properties -> properties.path("Handler").asText().startsWith("why403."))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Reads one.
     *
     * @param table the name that its table is given
     * @param logBucket the name that its log bucket is given, if it makes one
     */
    static StackTemplate read(String file, String table, String logBucket) {
        try {
            return new StackTemplate(JsonTree.read(Files.readAllBytes(TEMPLATES.resolve(file))), table, logBucket);
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

    /** All that the function's role may do. */
    Role role() {
        String id = function.path("Role").path("Fn::GetAtt").path(0).asText();
        return new Role(ofType("AWS::IAM::Policy")
                .filter(policy -> elements(policy.path("Roles"))
                        .anyMatch(role -> role.path("Ref").asText().equals(id)))
                .flatMap(policy -> elements(policy.path("PolicyDocument").path("Statement")))
                .map(this::statement)
                .toList());
    }

    private Role.Statement statement(JsonNode statement) {
        if (!statement.path("Effect").asText().equals("Allow") || statement.has("Condition")) {
            throw new IllegalStateException("Say here how this is evaluated: " + statement);
        }
        return new Role.Statement(texts(statement.path("Action")), texts(statement.path("Resource")));
    }

    /** The key that the topic's messages are encrypted with. */
    String topicKey() {
        return value(ofType("AWS::SNS::Topic").findFirst().orElseThrow().path("KmsMasterKeyId"));
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
                    case "AWS::SNS::Topic" -> Cloud.TOPIC;
                    default -> throw new IllegalStateException("Say here what a reference to " + name + " gives");
                };
        };
    }

    private String attribute(String name, String attribute) {
        if (!attribute.equals("Arn")) {
            throw new IllegalStateException("Say here what " + attribute + " of " + name + " is");
        }
        return switch (type(name)) {
            case "AWS::DynamoDB::Table" -> arn("dynamodb", "table/" + table);
            case "AWS::KMS::Key" -> arn("kms", "key/" + name);
            case "AWS::Logs::LogGroup" -> arn("logs", "log-group:" + name + ":*");
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + logBucket;
            case "AWS::SQS::Queue" -> arn("sqs", name);
            default -> throw new IllegalStateException("Say here what the ARN of " + name + " is");
        };
    }

    private String type(String name) {
        return resources.path(name).path("Type").asText();
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }
}
