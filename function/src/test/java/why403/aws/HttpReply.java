package why403.aws;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An HTTP response of a test server. */
record HttpReply(int status, Map<String, String> headers, String body) {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    static HttpReply text(int status, String contentType, String body) {
        return new HttpReply(status, Map.of("Content-Type", contentType), body);
    }

    static HttpReply xml(int status, String body) {
        return text(status, "application/xml", XML + body);
    }

    static HttpReply json(int status, String body) {
        return text(status, "application/x-amz-json-1.1", body);
    }

    static HttpReply empty(int status) {
        return new HttpReply(status, Map.of(), "");
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("x-amz-request-id", "EXAMPLEREQUEST");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
        exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
        if (!bodiless) {
            try (OutputStream to = exchange.getResponseBody()) {
                to.write(bytes);
            }
        }
    }
}
