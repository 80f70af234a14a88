package why403.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on a free local port. Each request has its own thread. */
final class LocalServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    LocalServer(HttpHandler handler) throws IOException {
        server = PromptHttpServer.at(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(handler, exchange));
        server.start();
    }

    /** If the handler returns without a response, the connection closes. */
    private static void handle(HttpHandler handler, HttpExchange exchange) throws IOException {
        try (exchange) {
            handler.handle(exchange);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Interrupts requests that are still running. */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
