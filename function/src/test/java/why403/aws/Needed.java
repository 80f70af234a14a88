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
 * A permission that a request needs: an action on a resource, {@code *} where the action has none.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">AWS:
 *     actions and resources</a>
 */
record Needed(String action, String resource) {

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
     * All that a request needs. SNS and S3 use the keys of what is encrypted in the caller's name.
     *
     * @param keys the ARNs of the keys that topics and buckets are encrypted with, by the ARNs of these
     */
    static List<Needed> by(HttpExchange exchange, byte[] body, Map<String, String> keys) throws IOException {
        List<Needed> all = new ArrayList<>();
        for (Needed needed : by(exchange, body)) {
            all.add(needed);
            String encrypted = needed.resource.replaceFirst("(:s3:::[^/]+)/.*", "$1");
            if (keys.containsKey(encrypted) && needed.action.equals("s3:GetObject")) {
                all.add(new Needed("kms:Decrypt", keys.get(encrypted)));
            }
            if (keys.containsKey(encrypted) && needed.action.equals("sns:Publish")) {
                all.add(new Needed("kms:Decrypt", keys.get(encrypted)));
                all.add(new Needed("kms:GenerateDataKey", keys.get(encrypted)));
            }
        }
        return all;
    }

    private static List<Needed> by(HttpExchange exchange, byte[] body) throws IOException {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        Matcher dynamoDb = DYNAMO_DB.matcher(target);
        if (dynamoDb.matches()) {
            return ofTable(dynamoDb.group(1), Asked.region(exchange), JsonTree.read(body));
        }
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.startsWith("Action=")) {
            Map<String, String> form = form(text);
            return List.of(new Needed("sns:" + form.get("Action"), String.valueOf(form.get("TopicArn"))));
        }
        return List.of(ofAccount(Asked.of(exchange)));
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static List<Needed> ofTable(String operation, String region, JsonNode request) {
        if (!operation.equals("TransactWriteItems")) {
            return List.of(new Needed("dynamodb:" + operation, table(region, request)));
        }
        List<Needed> needed = new ArrayList<>();
        for (JsonNode part : request.path("TransactItems")) {
            part.properties()
                    .forEach(one -> needed.add(
                            new Needed("dynamodb:" + TRANSACTED.get(one.getKey()), table(region, one.getValue()))));
        }
        return needed;
    }

    private static String table(String region, JsonNode request) {
        return "arn:aws:dynamodb:" + region + ":" + ACCOUNT + ":table/"
                + request.path("TableName").asText();
    }

    private static Needed ofAccount(Asked asked) {
        String argument = asked.arguments().isEmpty() ? "" : asked.arguments().get(0);
        return switch (asked.operation()) {
            case "s3api get-object", "s3api head-object" ->
                new Needed(
                        "s3:GetObject",
                        bucket(argument) + "/" + asked.arguments().get(1));
            case "s3api list-objects-v2" -> new Needed("s3:ListBucket", bucket(argument));
            case "s3api get-bucket-policy" -> new Needed("s3:GetBucketPolicy", bucket(argument));
            case "wafv2 get-web-acl" ->
                new Needed(
                        "wafv2:GetWebACL",
                        "arn:aws:wafv2:us-east-1:" + ACCOUNT + ":global/webacl/"
                                + asked.query().get("Name") + "/" + argument);
            default -> ofCloudFront(asked, argument);
        };
    }

    private static String bucket(String name) {
        return "arn:aws:s3:::" + name;
    }

    private static Needed ofCloudFront(Asked asked, String argument) {
        String action = Questions.operations().stream()
                .filter(known -> known.name().equals(asked.operation()))
                .map(known -> known.actions().get(0))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Say here what " + asked.operation() + " needs"));
        String kind = CLOUDFRONT_KINDS.get(asked.operation().substring("cloudfront ".length()));
        return new Needed(action, kind == null ? "*" : "arn:aws:cloudfront::" + ACCOUNT + ":" + kind + "/" + argument);
    }
}
