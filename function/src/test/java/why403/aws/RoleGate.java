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

/** Stands before services and lets through what a role may ask of them; all else is denied, as IAM would deny it. */
public final class RoleGate implements AutoCloseable {

    /** What a proxy says itself: how long each message is, and to whom and how it is sent. */
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private final Role role;
    private final Map<String, String> keys;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<LocalServer> servers = new ArrayList<>();
    private final Set<String> used = new ConcurrentSkipListSet<>();
    private final List<String> denied = new CopyOnWriteArrayList<>();

    /**
     * Before none yet.
     *
     * @param keys the ARNs of the keys that topics and buckets are encrypted with, by the ARNs of these
     */
    public RoleGate(Role role, Map<String, String> keys) {
        this.role = role;
        this.keys = Map.copyOf(keys);
    }

    /** Where a service is to be asked from now on. */
    public URI before(URI service) {
        try {
            LocalServer server = new LocalServer(exchange -> handle(exchange, service));
            servers.add(server);
            return server.endpoint();
        } catch (IOException e) {
            throw new IllegalStateException("No gate before " + service, e);
        }
    }

    /** The actions that were asked for, denied ones too. */
    public Set<String> used() {
        return Set.copyOf(used);
    }

    /** What was denied: actions, each with its resource. */
    public List<String> denied() {
        return List.copyOf(denied);
    }

    private void handle(HttpExchange exchange, URI service) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.setStreams(new ByteArrayInputStream(body), null);
        boolean allowed = true;
        String names = "";
        for (Needed needed : Needed.by(exchange, body, keys)) {
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

    private static Reply refusal(String action) {
        String service = action.substring(0, action.indexOf(':'));
        return switch (service) {
            case "s3" -> WireErrors.denied("s3api");
            case "sns" ->
                Reply.xml(
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
