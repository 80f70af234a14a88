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
 * An account's APIs over HTTP, from the recordings of a scenario: CloudFront, WAF and S3, the objects of {@code s3/}
 * too. What is not recorded is denied.
 */
public final class AccountServer implements AutoCloseable {

    private static final Pattern PRINTED_ERROR =
            Pattern.compile("An error occurred \\((\\S+)\\) when calling the \\S+ operation:? ?(.*)");

    private final Path account;
    private final S3Objects objects;
    private final Listings listings;
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Map<String, String> buckets = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final LocalServer server;

    private AccountServer(Path scenario, int pageSize) throws IOException {
        this.account = scenario.resolve("account");
        this.objects = new S3Objects(scenario);
        this.listings = new Listings(account, pageSize);
        this.server = new LocalServer(this::handle);
    }

    /** Over a scenario: the folder that holds {@code account/} and {@code s3/}. */
    public static AccountServer start(Path scenario) throws IOException {
        return new AccountServer(scenario, 100);
    }

    /** The same, with another number of distributions on a page. */
    static AccountServer start(Path scenario, int pageSize) throws IOException {
        return new AccountServer(scenario, pageSize);
    }

    /** For {@code AWS_ENDPOINT_URL}, the same of one service, or a client's endpoint. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** The port of this machine that it listens at. */
    public int port() {
        return server.port();
    }

    /** From now on an operation, such as {@code cloudfront get-distribution}, does that. */
    public void make(String operation, Fault fault) {
        faults.put(operation, fault);
    }

    /** An operation answers again. */
    public void heal(String operation) {
        faults.remove(operation);
        replies.remove(operation);
    }

    /** From now on that becomes of an object. */
    public void trouble(String bucket, String key, S3Server.Trouble trouble) {
        objects.trouble(bucket, key, trouble);
    }

    /** An object is as it should be again. */
    public void heal(String bucket, String key) {
        objects.heal(bucket, key);
    }

    /** From now on an operation answers that, whatever is recorded. */
    void answer(String operation, Reply reply) {
        replies.put(operation, reply);
    }

    /** From now on a bucket is found in that region only. */
    void moveBucket(String bucket, String region) {
        buckets.put(bucket, region);
    }

    /** Every request, in the order in which they came. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Asked question = Asked.of(exchange);
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

    private boolean isElsewhere(Asked question) {
        return question.service().equals("s3api")
                && !buckets.getOrDefault(question.arguments().get(0), question.region())
                        .equals(question.region());
    }

    private static Reply elsewhere(String region) {
        Reply redirect = WireErrors.of("s3api", "PermanentRedirect", "The bucket must be addressed elsewhere.");
        return new Reply(301, Map.of("x-amz-bucket-region", region), redirect.body());
    }

    private static void serve(HttpExchange exchange, Asked question, Fault fault) throws IOException {
        switch (fault) {
            case THROTTLED -> WireErrors.throttled(question.service()).send(exchange);
            case DENIED -> WireErrors.denied(question.service()).send(exchange);
            case FAILING -> WireErrors.failing(question.service()).send(exchange);
            case HANGING -> S3Objects.hang();
            case CLOSING -> exchange.close();
            case GARBAGE -> Reply.text(200, "text/plain", "}{ hunter2 <<").send(exchange);
            case WEB_PAGE ->
                Reply.text(200, "text/html", "<html><body><p>hunter2</p></body></html>")
                        .send(exchange);
        }
    }

    private Reply recorded(Asked question) throws IOException {
        Path answer = account.resolve(question.recording() + ".json");
        Path error = account.resolve(question.recording() + ".error.json");
        if (Files.exists(error)) {
            return error(question.service(), Files.readString(error));
        }
        return switch (question.operation()) {
            case "s3api list-objects-v2" -> listings.objects(question);
            case "cloudfront list-distributions" ->
                Files.exists(answer) ? listings.distributions(question) : WireErrors.denied("cloudfront");
            default -> Files.exists(answer) ? answer(question, answer) : WireErrors.denied(question.service());
        };
    }

    private static Reply answer(Asked question, Path recording) throws IOException {
        JsonNode printed = JsonTree.read(Files.readAllBytes(recording));
        return question.service().equals("wafv2")
                ? Reply.json(200, JsonTree.write(printed))
                : RestXml.answer(response(question.operation()), printed);
    }

    static SdkPojo response(String operation) {
        return Questions.operations().stream()
                .filter(known -> known.name().equals(operation))
                .map(Operation::answer)
                .map(answer -> (SdkPojo) answer.get().build())
                .findFirst()
                .orElseThrow();
    }

    static Reply error(String service, String recorded) throws IOException {
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
