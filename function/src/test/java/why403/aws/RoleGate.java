package why403.aws;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy in front of services. It forwards requests that a role allows and denies all others, as IAM does. */
public final class RoleGate implements AutoCloseable {

    /** Headers that the proxy sets itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private final IamRole role;
    private final Map<String, String> keys;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<LocalServer> servers = new ArrayList<>();
    private final Set<String> used = new ConcurrentSkipListSet<>();
    private final List<String> denied = new CopyOnWriteArrayList<>();

    /**
     * A proxy that is not in front of a service yet.
     *
     * @param keys the ARNs of KMS keys, by the ARNs of the topics and buckets that they encrypt
     */
    public RoleGate(IamRole role, Map<String, String> keys) {
        this.role = role;
        this.keys = Map.copyOf(keys);
    }

    /** Puts the proxy in front of a service and returns the proxy's endpoint. */
    public URI before(URI service) {
        try {
            LocalServer server = new LocalServer(exchange -> handle(exchange, service));
            servers.add(server);
            return server.endpoint();
        } catch (IOException e) {
            throw new IllegalStateException("No gate before " + service, e);
        }
    }

    /** All requested actions, including denied ones. */
    public Set<String> used() {
        return Set.copyOf(used);
    }

    /** The denied actions, each with its resource. */
    public List<String> denied() {
        return List.copyOf(denied);
    }

    private void handle(HttpExchange exchange, URI service) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.setStreams(new ByteArrayInputStream(body), null);
        boolean allowed = true;
        String names = "";
        for (RequiredPermission needed : RequiredPermission.by(exchange, body, keys)) {
            used.add(needed.action());
            names = needed.action();
            if (!role.allows(needed)) {
                denied.add(needed.action() + " on " + needed.resource());
                allowed = false;
            }
        }
        if (allowed) {
            forward(exchange, service, body);
        } else {
            refusal(names).send(exchange);
        }
    }

    private static HttpReply refusal(String action) {
        String service = action.substring(0, action.indexOf(':'));
        return switch (service) {
            case "s3" -> WireErrors.denied("s3api");
            case "sns" ->
                HttpReply.xml(
                        403,
                        "<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>User is not"
                                + " authorized to perform: SNS:Publish on resource</Message></Error></ErrorResponse>");
            default -> WireErrors.denied(service);
        };
    }

    private void forward(HttpExchange exchange, URI service, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        service.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            answer(exchange, http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        answer.headers().map().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name) || (head && name.equals("content-length"))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        servers.forEach(LocalServer::close);
    }
}
