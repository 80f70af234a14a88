package why403.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * A local HTTP server that implements {@code Publish} of SNS. It rejects what SNS rejects, with the same error codes, and
 * keeps accepted messages for tests.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">AWS: SNS Publish</a>
 */
public final class SnsServer {

    private static final byte[] LOCAL = {127, 0, 0, 1};
    private static final int MOST_BYTES = 262_144;
    private static final Pattern TOPIC = Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[\\w-]{1,256}");
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,98}");
    private static final Pattern NOT_XML = Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]|\\p{Cs}|[\\uFFFE\\uFFFF]");
    private static final Pattern ATTRIBUTE_NAME =
            Pattern.compile("(?!(?i)(aws|amazon)\\.)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern ATTRIBUTE_TYPE = Pattern.compile("(String|String\\.Array|Number)(\\..+)?");
    private static final Set<String> PROTOCOLS =
            Set.of("default", "email", "email-json", "http", "https", "sqs", "lambda", "firehose");
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A failure whose reason is not the message. */
    public enum Refusal {
        NOT_FOUND(404, "NotFound", "Topic does not exist"),
        DENIED(403, "AuthorizationError", "User is not authorized to perform: SNS:Publish on resource"),
        KEY_DENIED(400, "KMSAccessDenied", "The ciphertext refers to a key that you may not use"),
        KEY_DISABLED(400, "KMSDisabled", "The key is disabled"),
        KEY_THROTTLED(400, "KMSThrottling", "You have exceeded the rate at which you may call KMS"),
        THROTTLED(429, "Throttled", "Rate exceeded"),
        FAILED(500, "InternalFailure", "The request processing has failed");

        private final int status;
        private final String code;
        private final String sentence;

        Refusal(int status, String code, String sentence) {
            this.status = status;
            this.code = code;
            this.sentence = sentence;
        }
    }

    /**
     * An accepted message.
     *
     * @param members by protocol; only {@code default} if the message had no structure
     * @param attributes the values of string attributes, by name
     */
    public record Received(
            String topicArn, String subject, Map<String, String> members, Map<String, String> attributes) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Set<String> topics;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<Refusal>> refusal = new AtomicReference<>(Optional.empty());
    private final AtomicInteger refusalsLeft = new AtomicInteger();

    private SnsServer(HttpServer server, Set<String> topics) {
        this.server = server;
        this.topics = topics;
    }

    /**
     * Starts a server.
     *
     * @param port the port on 127.0.0.1, or 0 for a free port
     * @param topics the ARNs of existing topics; if none is given, every topic exists
     */
    public static SnsServer start(int port, String... topics) throws IOException {
        HttpServer http = PromptHttpServer.at(new InetSocketAddress(InetAddress.getByAddress(LOCAL), port));
        SnsServer server = new SnsServer(http, Set.of(topics));
        http.createContext("/", server::answer);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** Stops the server. Received messages stay available. */
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** The endpoint, for {@code AWS_ENDPOINT_URL_SNS} or for a client. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The accepted messages, oldest first. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** The code and message of each refused call, oldest first. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    /** Makes every call fail from now on. */
    public void refuse(Refusal every) {
        refuse(every, Integer.MAX_VALUE);
    }

    /** Makes the next calls fail. */
    public void refuse(Refusal next, int calls) {
        refusalsLeft.set(calls);
        refusal.set(Optional.of(next));
    }

    /** Ends the failure of calls. */
    public void heal() {
        refusal.set(Optional.empty());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer;
            int status = 200;
            try {
                refuseIfRequired();
                Received message = read(exchange, form(body));
                received.add(message);
                answer =
                        "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>"
                                + id(received.size()) + "</MessageId></PublishResult>" + metadata()
                                + "</PublishResponse>";
            } catch (Refused no) {
                refused.add(no.code + ": " + no.getMessage());
                status = no.status;
                answer = "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>"
                        + (status < 500 ? "Sender" : "Receiver") + "</Type><Code>" + no.code + "</Code><Message>"
                        + no.getMessage().replace("&", "&amp;").replace("<", "&lt;") + "</Message></Error><RequestId>"
                        + id(0) + "</RequestId></ErrorResponse>";
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String id(int number) {
        return "00000000-0000-4000-8000-%012d".formatted(number);
    }

    private static String metadata() {
        return "<ResponseMetadata><RequestId>" + id(0) + "</RequestId></ResponseMetadata>";
    }

    private void refuseIfRequired() throws Refused {
        Optional<Refusal> now = refusal.get();
        if (now.isPresent() && refusalsLeft.getAndDecrement() > 0) {
            throw new Refused(now.get().status, now.get().code, now.get().sentence);
        }
    }

    private static Map<String, String> form(String body) throws Refused {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            demand(equals > 0, "MalformedQueryString", "Keys may not be empty");
            form.put(
                    URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    private Received read(HttpExchange exchange, Map<String, String> form) throws Refused {
        demand(exchange.getRequestMethod().equals("POST"), "InvalidAction", "Publish is a POST");
        demand(
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                        .startsWith("application/x-www-form-urlencoded"),
                "InvalidAction",
                "The query protocol sends a form");
        if (!String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 ")) {
            throw new Refused(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        demand(
                "Publish".equals(form.get("Action")) && "2010-03-31".equals(form.get("Version")),
                "InvalidAction",
                "Could not find operation " + form.get("Action") + " for version " + form.get("Version"));
        String topic = form.getOrDefault("TopicArn", "");
        valid(TOPIC.matcher(topic).matches(), "TopicArn");
        if (!topics.isEmpty() && !topics.contains(topic)) {
            throw new Refused(404, "NotFound", "Topic does not exist");
        }
        Map<String, String> attributes = attributes(form);
        return new Received(topic, subject(form), members(form), attributes);
    }

    private static String subject(Map<String, String> form) throws Refused {
        String subject = form.getOrDefault("Subject", "");
        valid(!form.containsKey("Subject") || SUBJECT.matcher(subject).matches(), "Subject");
        return subject;
    }

    private static Map<String, String> members(Map<String, String> form) throws Refused {
        String message = form.getOrDefault("Message", "");
        valid(!message.isEmpty(), "Empty message");
        valid(!NOT_XML.matcher(message).find(), "Message Reason: characters that are not allowed");
        valid(size(form) <= MOST_BYTES, "Message too long");
        String structure = form.getOrDefault("MessageStructure", "");
        valid(structure.isEmpty() || structure.equals("json"), "MessageStructure");
        return structure.isEmpty() ? Map.of("default", message) : byProtocol(message);
    }

    private static Map<String, String> byProtocol(String message) throws Refused {
        JsonNode json;
        try {
            json = STRICT.readTree(message);
        } catch (JsonProcessingException e) {
            throw new Refused(
                    400,
                    "InvalidParameter",
                    "Invalid parameter: Message Structure - JSON message body failed to parse");
        }
        valid(json.path("default").isTextual(), "Message Structure - No default entry in JSON message body");
        Map<String, String> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            valid(PROTOCOLS.contains(member.getKey()), "Message Structure - no protocol " + member.getKey());
            valid(member.getValue().isTextual(), "Message Structure - " + member.getKey() + " is no string");
            valid(
                    !NOT_XML.matcher(member.getValue().textValue()).find(),
                    "Message Reason: characters that are not allowed in " + member.getKey());
            members.put(member.getKey(), member.getValue().textValue());
        }
        return members;
    }

    private static Map<String, String> attributes(Map<String, String> form) throws Refused {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 1; has(form, entry(i)); i++) {
            String name = form.getOrDefault(entry(i) + "Name", "");
            String type = form.getOrDefault(entry(i) + "Value.DataType", "");
            String value = form.getOrDefault(entry(i) + "Value.StringValue", "");
            value(
                    name.length() <= 256 && ATTRIBUTE_NAME.matcher(name).matches(),
                    name,
                    "has a name that is not allowed");
            value(ATTRIBUTE_TYPE.matcher(type).matches(), name, "has an invalid message attribute type '" + type + "'");
            value(!value.isEmpty(), name, "must contain a non-empty message attribute value");
            value(!NOT_XML.matcher(value).find(), name, "has characters that are not allowed");
            value(attributes.put(name, value) == null, name, "stands there twice");
        }
        return attributes;
    }

    private static boolean has(Map<String, String> form, String prefix) {
        return form.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    private static String entry(int number) {
        return "MessageAttributes.entry." + number + ".";
    }

    /** SNS counts the message, and the name, type and value of each attribute. */
    private static int size(Map<String, String> form) {
        return form.entrySet().stream()
                .filter(one -> one.getKey().equals("Message") || one.getKey().startsWith("MessageAttributes.entry."))
                .mapToInt(one -> one.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static void valid(boolean holds, String what) throws Refused {
        demand(holds, "InvalidParameter", "Invalid parameter: " + what);
    }

    private static void value(boolean holds, String name, String what) throws Refused {
        demand(holds, "ParameterValueInvalid", "The message attribute '" + name + "' " + what + ".");
    }

    private static void demand(boolean holds, String code, String sentence) throws Refused {
        if (!holds) {
            throw new Refused(400, code, sentence);
        }
    }

    /** A refused call. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        private final int status;
        private final String code;

        Refused(int status, String code, String sentence) {
            super(sentence);
            this.status = status;
            this.code = code;
        }
    }
}
