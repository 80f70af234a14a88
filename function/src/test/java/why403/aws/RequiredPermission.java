package why403.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import why403.account.Questions;
import why403.json.JsonTree;

/**
 * A permission that a request needs: an action and a resource, or {@code *} if the action has no resource type.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">AWS:
 *     actions and resources</a>
 */
record RequiredPermission(String action, String resource) {

    private static final String ACCOUNT = "123456789012";
    private static final Pattern DYNAMO_DB = Pattern.compile("DynamoDB_20120810\\.(\\w+)");
    private static final Map<String, String> TRANSACTED = Map.of(
            "ConditionCheck", "ConditionCheckItem",
            "Delete", "DeleteItem",
            "Put", "PutItem",
            "Update", "UpdateItem");
    private static final Map<String, String> CLOUDFRONT_KINDS = Map.of(
            "get-distribution", "distribution",
            "get-origin-access-control", "origin-access-control",
            "get-cloud-front-origin-access-identity", "origin-access-identity",
            "describe-function", "function");

    /**
     * All permissions that a request needs. SNS and S3 use KMS keys with the caller's permissions.
     *
     * @param keys the ARNs of KMS keys, by the ARNs of the topics and buckets that they encrypt
     */
    static List<RequiredPermission> by(HttpExchange exchange, byte[] body, Map<String, String> keys)
            throws IOException {
        List<RequiredPermission> all = new ArrayList<>();
        for (RequiredPermission needed : by(exchange, body)) {
            all.add(needed);
            String encrypted = needed.resource.replaceFirst("(:s3:::[^/]+)/.*", "$1");
            if (keys.containsKey(encrypted) && needed.action.equals("s3:GetObject")) {
                all.add(new RequiredPermission("kms:Decrypt", keys.get(encrypted)));
            }
            if (keys.containsKey(encrypted) && needed.action.equals("sns:Publish")) {
                all.add(new RequiredPermission("kms:Decrypt", keys.get(encrypted)));
                all.add(new RequiredPermission("kms:GenerateDataKey", keys.get(encrypted)));
            }
        }
        return all;
    }

    private static List<RequiredPermission> by(HttpExchange exchange, byte[] body) throws IOException {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        Matcher dynamoDb = DYNAMO_DB.matcher(target);
        if (dynamoDb.matches()) {
            return ofTable(dynamoDb.group(1), ParsedRequest.region(exchange), JsonTree.read(body));
        }
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.startsWith("Action=")) {
            Map<String, String> form = form(text);
            return List.of(new RequiredPermission("sns:" + form.get("Action"), String.valueOf(form.get("TopicArn"))));
        }
        return List.of(ofAccount(ParsedRequest.of(exchange)));
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static List<RequiredPermission> ofTable(String operation, String region, JsonNode request) {
        if (!operation.equals("TransactWriteItems")) {
            return List.of(new RequiredPermission("dynamodb:" + operation, table(region, request)));
        }
        List<RequiredPermission> needed = new ArrayList<>();
        for (JsonNode part : request.path("TransactItems")) {
            part.properties()
                    .forEach(one -> needed.add(new RequiredPermission(
                            "dynamodb:" + TRANSACTED.get(one.getKey()), table(region, one.getValue()))));
        }
        return needed;
    }

    private static String table(String region, JsonNode request) {
        return "arn:aws:dynamodb:" + region + ":" + ACCOUNT + ":table/"
                + request.path("TableName").asText();
    }

    private static RequiredPermission ofAccount(ParsedRequest asked) {
        String argument = asked.arguments().isEmpty() ? "" : asked.arguments().get(0);
        return switch (asked.operation()) {
            case "s3api get-object", "s3api head-object" ->
                new RequiredPermission(
                        "s3:GetObject",
                        bucket(argument) + "/" + asked.arguments().get(1));
            case "s3api list-objects-v2" -> new RequiredPermission("s3:ListBucket", bucket(argument));
            case "s3api get-bucket-policy" -> new RequiredPermission("s3:GetBucketPolicy", bucket(argument));
            case "wafv2 get-web-acl" ->
                new RequiredPermission(
                        "wafv2:GetWebACL",
                        "arn:aws:wafv2:us-east-1:" + ACCOUNT + ":global/webacl/"
                                + asked.query().get("Name") + "/" + argument);
            default -> ofCloudFront(asked, argument);
        };
    }

    private static String bucket(String name) {
        return "arn:aws:s3:::" + name;
    }

    private static RequiredPermission ofCloudFront(ParsedRequest asked, String argument) {
        String action = Questions.operations().stream()
                .filter(known -> known.name().equals(asked.operation()))
                .map(known -> known.actions().get(0))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Add the permission for " + asked.operation()));
        String kind = CLOUDFRONT_KINDS.get(asked.operation().substring("cloudfront ".length()));
        return new RequiredPermission(
                action, kind == null ? "*" : "arn:aws:cloudfront::" + ACCOUNT + ":" + kind + "/" + argument);
    }
}
