package why403.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's side of a function: the API that a runtime asks for its next event and tells the answer. It serves one
 * process.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">AWS: using the Lambda runtime API</a>
 */
public final class RuntimeApi implements AutoCloseable {

    private static final String VERSION = "/2018-06-01/runtime/";
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    static {
        // On JDK 17 a response's head and body leave apart, and without this the body waits 40 ms for the
        // head's acknowledgement, which is more than a warm function takes.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(RuntimeApi::daemon);
    private final BlockingQueue<Invoked> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Answer>> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Answer> initialized = new CompletableFuture<>();
    private final CompletableFuture<Void> restored = new CompletableFuture<>();

    private record Invoked(String id, String event) {}

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port of 127.0.0.1. */
    public static RuntimeApi start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RuntimeApi api = new RuntimeApi(server);
            server.setExecutor(api.threads);
            server.createContext(VERSION, api::serve);
            server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Hands an event out, now or as soon as the function asks for one; what comes back completes with its answer. */
    public CompletableFuture<Answer> invoke(String event) {
        Invoked invoked = new Invoked(UUID.randomUUID().toString(), event);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        open.put(invoked.id, answer);
        waiting.add(invoked);
        return answer;
    }

    /**
     * Completes when the function has been initialised: an empty response when it asks for its first event or, with
     * SnapStart, for its restore; an error when it reports one.
     */
    public CompletableFuture<Answer> initialized() {
        return initialized;
    }

    /** Lets a function with SnapStart, whose snapshot would be taken when it is initialised, go on from there. */
    public void restore() {
        restored.complete(null);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(VERSION.length());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String[] part = path.split("/");
            switch (part[part.length - 1]) {
                case "next" -> next(exchange, part[0]);
                case "response" -> answered(exchange, part[1], Answer.response(body));
                case "error" -> failed(exchange, part, body);
                default -> send(exchange, 404, "{}");
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange, String kind) throws IOException, InterruptedException {
        initialized.complete(Answer.response(""));
        if (kind.equals("restore")) {
            restored.join();
            send(exchange, 200, "");
            return;
        }
        Invoked invoked = waiting.take();
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invoked.id);
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:123456789012:function:why403");
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + DEADLINE.toMillis()));
        send(exchange, 200, invoked.event);
    }

    private void failed(HttpExchange exchange, String[] part, String body) throws IOException {
        Answer answer = Answer.error(body);
        if (part[0].equals("invocation")) {
            answered(exchange, part[1], answer);
            return;
        }
        initialized.complete(answer);
        open.values().forEach(each -> each.complete(answer));
        send(exchange, 202, "{}");
    }

    private void answered(HttpExchange exchange, String id, Answer answer) throws IOException {
        CompletableFuture<Answer> asked = open.remove(id);
        if (asked == null) {
            send(exchange, 400, "{}");
            return;
        }
        asked.complete(answer);
        send(exchange, 202, "{}");
    }

    /** Without a content type the runtime interface client ends the process with a segmentation fault. */
    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "runtime-api");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        restore();
        threads.shutdownNow();
        server.stop(0);
    }
}
