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
import why403.account.FileName;
import why403.json.JsonTree;

/**
 * The operation and arguments of an HTTP request to AWS.
 *
 * @param operation the {@code aws} command, such as {@code s3api get-bucket-policy}
 * @param arguments the arguments in the order of the recording's path
 * @param region the region in the request's signature
 * @param query the query parameters
 */
record ParsedRequest(String operation, List<String> arguments, String region, Map<String, String> query) {

    private static final String CLOUDFRONT = "/2020-05-31/";
    private static final Map<String, String> CLOUDFRONT_PATHS = Map.of(
            "distribution/", "get-distribution",
            "origin-access-control/", "get-origin-access-control",
            "origin-access-identity/cloudfront/", "get-cloud-front-origin-access-identity",
            "key-group/", "get-key-group",
            "public-key/", "get-public-key");
    private static final Pattern DESCRIBE_FUNCTION = Pattern.compile("function/([^/]+)/describe");
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/\\d+/([^/]+)/");

    static ParsedRequest of(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String region = region(exchange);
        if (target != null) {
            JsonNode body = JsonTree.read(exchange.getRequestBody().readAllBytes());
            String id = body.path("Scope").asText().equals("CLOUDFRONT")
                    ? body.path("Id").asText()
                    : "";
            return new ParsedRequest(
                    target.equals("AWSWAF_20190729.GetWebACL") ? "wafv2 get-web-acl" : target,
                    List.of(id),
                    region,
                    Map.of("Name", body.path("Name").asText()));
        }
        return path.startsWith(CLOUDFRONT)
                ? cloudFront(path.substring(CLOUDFRONT.length()), region, query)
                : s3(exchange.getRequestMethod(), path, region, query);
    }

    private static ParsedRequest cloudFront(String path, String region, Map<String, String> query) {
        if (path.equals("distribution")) {
            return new ParsedRequest("cloudfront list-distributions", List.of(), region, query);
        }
        Matcher function = DESCRIBE_FUNCTION.matcher(path);
        if (function.matches() && "LIVE".equals(query.get("Stage"))) {
            return new ParsedRequest(
                    "cloudfront describe-function", List.of(decoded(function.group(1))), region, query);
        }
        return CLOUDFRONT_PATHS.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .map(entry -> new ParsedRequest(
                        "cloudfront " + entry.getValue(),
                        List.of(decoded(path.substring(entry.getKey().length()))),
                        region,
                        query))
                .findFirst()
                .orElseGet(() -> new ParsedRequest("cloudfront " + path, List.of(), region, query));
    }

    private static ParsedRequest s3(String method, String path, String region, Map<String, String> query) {
        int slash = path.indexOf('/', 1);
        String bucket = decoded(slash < 0 ? path.substring(1) : path.substring(1, slash));
        String key = slash < 0 ? "" : decoded(path.substring(slash + 1));
        if (query.containsKey("policy")) {
            return new ParsedRequest("s3api get-bucket-policy", List.of(bucket), region, query);
        }
        if ("2".equals(query.get("list-type"))) {
            return new ParsedRequest("s3api list-objects-v2", List.of(bucket, query.get("prefix")), region, query);
        }
        return new ParsedRequest(
                method.equals("HEAD") ? "s3api head-object" : "s3api get-object", List.of(bucket, key), region, query);
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
        Matcher scope =
                SCOPE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        return scope.find() ? scope.group(1) : "unsigned";
    }

    /** The path of the recording below {@code account/}, without its suffix. */
    String recording() {
        List<String> path = new ArrayList<>(List.of(operation.split(" ", -1)));
        for (int i = 0; i < arguments.size(); i++) {
            path.add(i > 0 ? FileName.ofKey(arguments.get(i)) : FileName.ofName(arguments.get(i)));
        }
        return String.join("/", path);
    }

    String service() {
        return operation.substring(0, operation.indexOf(' '));
    }
}
