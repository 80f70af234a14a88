package why403.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import why403.account.FileName;
import why403.json.JsonTree;

/**
 * The operation and arguments of an HTTP request to AWS.
 *
 * @param operation the {@code aws} command, such as {@code s3api get-bucket-policy}
 * @param arguments the arguments in the order of the recording's path
 * @param region the region in the request's signature
 * @param query the query parameters, or those of a form
 */
record ParsedRequest(String operation, List<String> arguments, String region, Map<String, String> query) {

    /** An operation of a REST API, whose path has one group for each argument. */
    private record Route(Pattern path, String operation) {

        static Route of(String path, String operation) {
            return new Route(Pattern.compile(path.replace("{}", "([^/]+)")), operation);
        }

        Optional<ParsedRequest> match(String asked, String region, Map<String, String> query) {
            Matcher matcher = path.matcher(asked);
            return matcher.matches()
                    ? Optional.of(new ParsedRequest(
                            operation,
                            IntStream.rangeClosed(1, matcher.groupCount())
                                    .mapToObj(group -> decoded(matcher.group(group)))
                                    .toList(),
                            region,
                            query))
                    : Optional.empty();
        }
    }

    private static final List<Route> ROUTES = List.of(
            Route.of("/2020-05-31/distribution", "cloudfront list-distributions"),
            Route.of("/2020-05-31/distribution/{}", "cloudfront get-distribution"),
            Route.of("/2020-05-31/origin-access-control/{}", "cloudfront get-origin-access-control"),
            Route.of(
                    "/2020-05-31/origin-access-identity/cloudfront/{}",
                    "cloudfront get-cloud-front-origin-access-identity"),
            Route.of("/2020-05-31/cache-policy/{}", "cloudfront get-cache-policy"),
            Route.of("/2020-05-31/origin-request-policy/{}", "cloudfront get-origin-request-policy"),
            Route.of("/2020-05-31/key-group/{}", "cloudfront get-key-group"),
            Route.of("/2020-05-31/public-key/{}", "cloudfront get-public-key"),
            Route.of("/2020-05-31/function/{}/describe", "cloudfront describe-function"),
            Route.of("/2015-03-31/functions/?", "lambda list-functions"),
            Route.of("/2021-10-31/functions/{}/urls", "lambda list-function-url-configs"),
            Route.of("/2021-10-31/functions/{}/url", "lambda get-function-url-config"),
            Route.of("/2015-03-31/functions/{}/policy", "lambda get-policy"),
            Route.of("/restapis/{}", "apigateway get-rest-api"),
            Route.of("/restapis/{}/stages/{}", "apigateway get-stage"),
            Route.of("/v2/apis/{}", "apigatewayv2 get-api"),
            Route.of("/v2/apis/{}/stages/{}", "apigatewayv2 get-stage"));

    /** The operations on a bucket, by the query parameter that selects them. */
    private static final Map<String, String> OF_BUCKETS = Map.of(
            "policy", "s3api get-bucket-policy",
            "publicAccessBlock", "s3api get-public-access-block",
            "encryption", "s3api get-bucket-encryption",
            "ownershipControls", "s3api get-bucket-ownership-controls",
            "cors", "s3api get-bucket-cors");

    private static final String LOGS = "Logs_20140328.";

    private static final Map<String, String> TARGETS = Map.of(
            "AWSWAF_20190729.GetWebACL", "wafv2 get-web-acl",
            "CloudTrail_20131101.LookupEvents", "cloudtrail lookup-events",
            "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents", "cloudtrail lookup-events",
            "AWSWAF_20190729.GetSampledRequests", "wafv2 get-sampled-requests",
            "TrentService.DescribeKey", "kms describe-key",
            "TrentService.GetKeyPolicy", "kms get-key-policy");

    private static final Map<String, String> ACTIONS = Map.of(
            "DescribeLoadBalancers", "elbv2 describe-load-balancers",
            "DescribeListeners", "elbv2 describe-listeners",
            "DescribeRules", "elbv2 describe-rules");

    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/\\d+/([^/]+)/([^/]+)/");

    static ParsedRequest of(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String account = exchange.getRequestHeaders().getFirst("x-amz-account-id");
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String region = region(exchange);
        if (target != null) {
            return ofTarget(target, JsonTree.read(exchange.getRequestBody().readAllBytes()), region);
        }
        if (account != null && path.equals("/v20180820/configuration/publicAccessBlock")) {
            return new ParsedRequest("s3control get-public-access-block", List.of(account), region, query);
        }
        return switch (scope(exchange, 2)) {
            case "cloudfront", "lambda", "apigateway" -> ofRoute(scope(exchange, 2), path, region, query);
            case "elasticloadbalancing" ->
                ofForm(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), region);
            default -> s3(exchange.getRequestMethod(), path, region, query);
        };
    }

    /** The key of a KMS request can be an ARN. Its recording has the last part. */
    private static ParsedRequest ofTarget(String target, JsonNode body, String region) {
        if (body.has("LookupAttributes")) {
            return new ParsedRequest(
                    TARGETS.getOrDefault(target, target),
                    List.of(body.at("/LookupAttributes/0/AttributeValue").asText()),
                    region,
                    Map.of(
                            "NextToken", body.path("NextToken").asText(),
                            "AttributeKey",
                                    body.at("/LookupAttributes/0/AttributeKey").asText()));
        }
        if (target.startsWith(LOGS)) {
            return ofLogs(target.substring(LOGS.length()), body, region);
        }
        if (body.has("WebAclArn")) {
            return ofSampledRequests(target, body, region);
        }
        String id = target.startsWith("TrentService")
                ? body.path("KeyId").asText().replaceFirst(".*:", "").replaceFirst("^key/", "")
                : body.path("Scope").asText().equals("CLOUDFRONT")
                        ? body.path("Id").asText()
                        : "";
        return new ParsedRequest(
                TARGETS.getOrDefault(target, target),
                List.of(id),
                region,
                Map.of(
                        "Name",
                        body.path("Name").asText(),
                        "KeyId",
                        body.path("KeyId").asText()));
    }

    /** A page of a listing is an argument. */
    private static ParsedRequest ofLogs(String operation, JsonNode body, String region) {
        String command = operation.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        String argument = body.path("name").asText(body.path("nextToken").asText());
        return new ParsedRequest(
                "logs " + command, argument.isEmpty() ? List.of() : List.of(argument), region, Map.of());
    }

    /** AWS WAF refuses a window that is longer than what it keeps. */
    private static ParsedRequest ofSampledRequests(String target, JsonNode body, String region) {
        String arn = body.path("WebAclArn").asText();
        JsonNode window = body.path("TimeWindow");
        double seconds =
                window.path("EndTime").asDouble() - window.path("StartTime").asDouble();
        boolean isValid = seconds > 0
                && seconds <= Duration.ofHours(3).toSeconds()
                && body.path("MaxItems").asInt() == 500
                && body.path("Scope").asText().equals("CLOUDFRONT");
        return new ParsedRequest(
                isValid ? TARGETS.get(target) : target,
                List.of(
                        arn.substring(arn.lastIndexOf('/') + 1),
                        body.path("RuleMetricName").asText()),
                region,
                Map.of("WebAclArn", arn));
    }

    private static ParsedRequest ofRoute(String service, String path, String region, Map<String, String> query) {
        ParsedRequest asked = ROUTES.stream()
                .flatMap(route -> route.match(path, region, query).stream())
                .filter(route ->
                        !route.operation.equals("cloudfront describe-function") || "LIVE".equals(query.get("Stage")))
                .findFirst()
                .orElseGet(() -> new ParsedRequest(service + " " + path, List.of(), region, query));
        return query.containsKey("Qualifier")
                ? new ParsedRequest(
                        asked.operation, List.of(asked.arguments.get(0) + ":" + query.get("Qualifier")), region, query)
                : asked;
    }

    private static ParsedRequest ofForm(String body, String region) {
        Map<String, String> form = form(body);
        return new ParsedRequest(
                ACTIONS.getOrDefault(form.get("Action"), "elbv2 " + form.get("Action")), List.of(), region, form);
    }

    static Map<String, String> form(String body) {
        return query(body.replace("+", "%20"));
    }

    private static ParsedRequest s3(String method, String path, String region, Map<String, String> query) {
        int slash = path.indexOf('/', 1);
        String bucket = decoded(slash < 0 ? path.substring(1) : path.substring(1, slash));
        String key = slash < 0 ? "" : decoded(path.substring(slash + 1));
        Optional<String> ofBucket =
                OF_BUCKETS.keySet().stream().filter(query::containsKey).findFirst();
        if (ofBucket.isPresent()) {
            return new ParsedRequest(OF_BUCKETS.get(ofBucket.get()), List.of(bucket), region, query);
        }
        if ("2".equals(query.get("list-type"))) {
            return new ParsedRequest("s3api list-objects-v2", List.of(bucket, query.get("prefix")), region, query);
        }
        String operation =
                query.containsKey("acl") ? "get-object-acl" : method.equals("HEAD") ? "head-object" : "get-object";
        return new ParsedRequest("s3api " + operation, List.of(bucket, key), region, query);
    }

    private static Map<String, String> query(String raw) {
        return Arrays.stream(raw == null ? new String[0] : raw.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length < 2 ? "" : decoded(pair[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static String region(HttpExchange exchange) {
        return scope(exchange, 1);
    }

    /** A part of the scope of the request's signature: its region or its service. */
    private static String scope(HttpExchange exchange, int part) {
        Matcher scope =
                SCOPE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        return scope.find() ? scope.group(part) : "unsigned";
    }

    /** The path of the recording below {@code account/}, without its suffix. Only S3 has object keys. */
    String recording() {
        List<String> path = new ArrayList<>(List.of(operation.split(" ", -1)));
        for (int i = 0; i < arguments.size(); i++) {
            boolean key = i > 0 && service().equals("s3api");
            path.add(key ? FileName.ofKey(arguments.get(i)) : FileName.ofName(arguments.get(i)));
        }
        return String.join("/", path);
    }

    String service() {
        return operation.substring(0, operation.indexOf(' '));
    }
}
