package why403.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import why403.account.Operation;
import why403.account.Questions;
import why403.json.JsonTree;

/**
 * Serves the APIs of an account and its S3 objects over HTTP, from the recordings of a scenario. A request without a
 * recording is denied.
 */
public final class AccountServer implements AutoCloseable {

    private static final Pattern PRINTED_ERROR =
            Pattern.compile("An error occurred \\((\\S+)\\) when calling the \\S+ operation:? ?(.*)");

    private final Path account;
    private final S3Objects objects;
    private final ListResponses listings;
    private final LoadBalancerResponses loadBalancers;
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, HttpReply> replies = new ConcurrentHashMap<>();
    private final Map<String, String> buckets = new ConcurrentHashMap<>();
    private final List<ParsedRequest> asked = new CopyOnWriteArrayList<>();
    private final LocalServer server;

    private AccountServer(Path scenario, int pageSize) throws IOException {
        this.account = scenario.resolve("account");
        this.objects = new S3Objects(scenario, pageSize);
        this.listings = new ListResponses(account, pageSize);
        this.loadBalancers = new LoadBalancerResponses(account, pageSize);
        this.server = new LocalServer(this::handle);
    }

    /** Serves a scenario: a folder with {@code account/} and {@code s3/}. */
    public static AccountServer start(Path scenario) throws IOException {
        return new AccountServer(scenario, 100);
    }

    /** Serves a scenario with the given number of distributions per page. */
    public static AccountServer start(Path scenario, int pageSize) throws IOException {
        return new AccountServer(scenario, pageSize);
    }

    /** The endpoint, for {@code AWS_ENDPOINT_URL} or for a client. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** The local port. */
    public int port() {
        return server.port();
    }

    /** Makes an operation, such as {@code cloudfront get-distribution}, fail from now on. */
    public void make(String operation, Fault fault) {
        faults.put(operation, fault);
    }

    /** Ends the failure of an operation. */
    public void heal(String operation) {
        faults.remove(operation);
        replies.remove(operation);
    }

    /** Makes reading an object fail from now on. */
    public void fail(String bucket, String key, S3Server.Failure failure) {
        objects.fail(bucket, key, failure);
    }

    /** Ends the failure of an object. */
    public void heal(String bucket, String key) {
        objects.heal(bucket, key);
    }

    /** Replaces the recorded response of an operation. */
    void answer(String operation, HttpReply reply) {
        replies.put(operation, reply);
    }

    /** Moves a bucket to a region: requests to other regions are redirected. */
    void moveBucket(String bucket, String region) {
        buckets.put(bucket, region);
    }

    /** The operations of all requests, oldest first. */
    public List<String> operations() {
        return asked.stream().map(ParsedRequest::operation).toList();
    }

    /** All requests, oldest first. */
    List<ParsedRequest> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        ParsedRequest question = ParsedRequest.of(exchange);
        asked.add(question);
        Fault fault = faults.get(question.operation());
        if (fault != null) {
            serve(exchange, question, fault);
        } else if (isElsewhere(question)) {
            elsewhere(buckets.get(question.arguments().get(0))).send(exchange);
        } else if (replies.containsKey(question.operation())) {
            replies.get(question.operation()).send(exchange);
        } else if (question.operation().equals("s3api get-object")) {
            objects.serve(exchange, question);
        } else {
            recorded(question).send(exchange);
        }
    }

    private boolean isElsewhere(ParsedRequest question) {
        return question.service().equals("s3api")
                && !buckets.getOrDefault(question.arguments().get(0), question.region())
                        .equals(question.region());
    }

    private static HttpReply elsewhere(String region) {
        HttpReply redirect = WireErrors.of("s3api", "PermanentRedirect", "The bucket must be addressed elsewhere.");
        return new HttpReply(301, Map.of("x-amz-bucket-region", region), redirect.body());
    }

    private static void serve(HttpExchange exchange, ParsedRequest question, Fault fault) throws IOException {
        switch (fault) {
            case THROTTLED -> WireErrors.throttled(question.service()).send(exchange);
            case DENIED -> WireErrors.denied(question.service()).send(exchange);
            case FAILING -> WireErrors.failing(question.service()).send(exchange);
            case HANGING -> S3Objects.hang();
            case CLOSING -> exchange.close();
            case GARBAGE -> HttpReply.text(200, "text/plain", "}{ hunter2 <<").send(exchange);
            case WEB_PAGE ->
                HttpReply.text(200, "text/html", "<html><body><p>hunter2</p></body></html>")
                        .send(exchange);
        }
    }

    private HttpReply recorded(ParsedRequest question) throws IOException {
        if (question.service().equals("elbv2")) {
            return loadBalancers.reply(question);
        }
        Path answer = account.resolve(question.recording() + ".json");
        Path error = account.resolve(question.recording() + ".error.json");
        if (Files.exists(error)) {
            return error(question.service(), Files.readString(error));
        }
        if (question.service().equals("logs")) {
            return Files.exists(answer)
                    ? HttpReply.text(200, "application/x-amz-json-1.1", Files.readString(answer))
                    : WireErrors.denied("kms");
        }
        return switch (question.operation()) {
            case "s3api list-objects-v2" ->
                Files.exists(answer)
                        ? listings.recordedObjects(question, answer)
                        : objects.hasBucket(question) ? objects.list(question) : listings.objects(question);
            case "cloudfront list-distributions" ->
                Files.exists(answer) ? listings.distributions(question) : WireErrors.denied("cloudfront");
            case "lambda list-functions" ->
                Files.exists(answer) ? answer(question, answer) : listings.functions(question);
            default -> Files.exists(answer) ? answer(question, answer) : WireErrors.denied(question.service());
        };
    }

    private static HttpReply answer(ParsedRequest question, Path recording) throws IOException {
        JsonNode printed = JsonTree.read(Files.readAllBytes(recording));
        return switch (question.service()) {
            case "cloudfront", "s3api", "s3control" -> RestXml.answer(response(question.operation()), printed);
            default -> RestJson.answer(response(question.operation()), printed);
        };
    }

    static SdkPojo response(String operation) {
        return Questions.operations().stream()
                .filter(known -> known.name().equals(operation))
                .map(Operation::answer)
                .map(answer -> (SdkPojo) answer.get().build())
                .findFirst()
                .orElseThrow();
    }

    static HttpReply error(String service, String recorded) throws IOException {
        Matcher printed = PRINTED_ERROR.matcher(recorded);
        if (printed.find()) {
            return WireErrors.of(service, printed.group(1), printed.group(2));
        }
        JsonNode error = JsonTree.read(recorded).path("Error");
        return WireErrors.of(
                service, error.path("Code").asText(), error.path("Message").asText());
    }

    @Override
    public void close() {
        server.close();
    }
}
