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
import why403.aws.PromptHttpServer;

/**
 * The Lambda runtime API: the runtime requests its next event here and posts the result. Serves one process.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">AWS: using the Lambda runtime API</a>
 */
public final class RuntimeApi implements AutoCloseable {

    private static final String VERSION = "/2018-06-01/runtime/";
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(RuntimeApi::daemon);
    private final BlockingQueue<Invoked> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<InvocationResult>> open = new ConcurrentHashMap<>();
    private final CompletableFuture<InvocationResult> initialized = new CompletableFuture<>();
    private final CompletableFuture<Void> restored = new CompletableFuture<>();

    private record Invoked(String id, String event) {}

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port of 127.0.0.1. */
    public static RuntimeApi start() {
        try {
            HttpServer server = PromptHttpServer.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
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

    /** Queues an event for the function. The future completes with the result. */
    public CompletableFuture<InvocationResult> invoke(String event) {
        Invoked invoked = new Invoked(UUID.randomUUID().toString(), event);
        CompletableFuture<InvocationResult> answer = new CompletableFuture<>();
        open.put(invoked.id, answer);
        waiting.add(invoked);
        return answer;
    }

    /**
     * Completes when the function is initialized: with an empty response when it requests its first event or, with
     * SnapStart, its restore; with an error if it reports one.
     */
    public CompletableFuture<InvocationResult> initialized() {
        return initialized;
    }

    /** Restores a function with SnapStart after its snapshot. */
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
                case "response" -> answered(exchange, part[1], InvocationResult.response(body));
                case "error" -> failed(exchange, part, body);
                default -> send(exchange, 404, "{}");
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange, String kind) throws IOException, InterruptedException {
        initialized.complete(InvocationResult.response(""));
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
        InvocationResult answer = InvocationResult.error(body);
        if (part[0].equals("invocation")) {
            answered(exchange, part[1], answer);
            return;
        }
        initialized.complete(answer);
        open.values().forEach(each -> each.complete(answer));
        send(exchange, 202, "{}");
    }

    private void answered(HttpExchange exchange, String id, InvocationResult answer) throws IOException {
        CompletableFuture<InvocationResult> asked = open.remove(id);
        if (asked == null) {
            send(exchange, 400, "{}");
            return;
        }
        asked.complete(answer);
        send(exchange, 202, "{}");
    }

    /** Without a content type, the runtime interface client crashes with a segmentation fault. */
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
