package why403.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
            "get-cache-policy", "cache-policy",
            "get-origin-request-policy", "origin-request-policy",
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
            Map<String, String> form = ParsedRequest.form(text);
            if (form.containsKey("TopicArn")) {
                return List.of(new RequiredPermission("sns:" + form.get("Action"), form.get("TopicArn")));
            }
        }
        return List.of(ofAccount(ParsedRequest.of(exchange)));
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
            case "s3api get-object", "s3api head-object" -> new RequiredPermission("s3:GetObject", object(asked));
            case "s3api get-object-acl" -> new RequiredPermission("s3:GetObjectAcl", object(asked));
            case "cloudtrail lookup-events" -> new RequiredPermission("cloudtrail:LookupEvents", "*");
            case "lambda list-functions" -> new RequiredPermission("lambda:ListFunctions", "*");
            case "wafv2 get-sampled-requests" ->
                new RequiredPermission("wafv2:GetSampledRequests", asked.query().get("WebAclArn"));
            case "elbv2 describe-load-balancers" ->
                new RequiredPermission("elasticloadbalancing:DescribeLoadBalancers", "*");
            case "elbv2 describe-listeners" -> new RequiredPermission("elasticloadbalancing:DescribeListeners", "*");
            case "elbv2 describe-rules" -> new RequiredPermission("elasticloadbalancing:DescribeRules", "*");
            default -> new RequiredPermission(action(asked.operation()), resource(asked, argument));
        };
    }

    private static String action(String operation) {
        return Questions.operations().stream()
                .filter(known -> known.name().equals(operation))
                .map(known -> known.actions().get(0))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Add the permission for " + operation));
    }

    private static String resource(ParsedRequest asked, String argument) {
        String at = asked.region() + ":" + ACCOUNT;
        return switch (asked.service()) {
            case "s3api" -> bucket(argument);
            case "wafv2" ->
                "arn:aws:wafv2:us-east-1:" + ACCOUNT + ":global/webacl/"
                        + asked.query().get("Name") + "/" + argument;
            case "kms" -> "arn:aws:kms:" + at + ":key/" + argument;
            case "lambda" -> "arn:aws:lambda:" + at + ":function:" + argument;
            case "apigateway" -> api(asked, "/restapis/");
            case "apigatewayv2" -> api(asked, "/apis/");
            case "cloudfront" ->
                Optional.ofNullable(CLOUDFRONT_KINDS.get(asked.operation().substring("cloudfront ".length())))
                        .map(kind -> "arn:aws:cloudfront::" + ACCOUNT + ":" + kind + "/" + argument)
                        .orElse("*");
            default -> "*";
        };
    }

    private static String api(ParsedRequest asked, String kind) {
        return "arn:aws:apigateway:" + asked.region() + "::" + kind + String.join("/stages/", asked.arguments());
    }

    private static String object(ParsedRequest asked) {
        return bucket(asked.arguments().get(0)) + "/" + asked.arguments().get(1);
    }

    private static String bucket(String name) {
        return "arn:aws:s3:::" + name;
    }
}
