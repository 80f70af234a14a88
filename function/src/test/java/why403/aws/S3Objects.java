package why403.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import why403.account.FileName;
import why403.aws.S3Server.Failure;

/** Serves GetObject from the folder of a scenario. */
final class S3Objects {

    private static final long FIVE_TERABYTES = 5_000_000_000_000L;

    private final Path folder;
    private final int pageSize;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final CountDownLatch left = new CountDownLatch(1);

    S3Objects(Path scenario) {
        this(scenario, 1000);
    }

    /** @param pageSize how many keys a page of a listing has */
    S3Objects(Path scenario, int pageSize) {
        this.pageSize = pageSize;
        this.folder = scenario.resolve("s3");
    }

    void fail(String bucket, String key, Failure failure) {
        failures.put(bucket + "/" + key, failure);
    }

    void heal(String bucket, String key) {
        failures.remove(bucket + "/" + key);
    }

    void awaitThatNobodyReads() throws InterruptedException {
        left.await();
    }

    boolean hasBucket(ParsedRequest asked) {
        return Files.isDirectory(
                folder.resolve(FileName.ofName(asked.arguments().get(0))));
    }

    /** A page of the bucket's keys. Its token is the last key of the page before. */
    HttpReply list(ParsedRequest asked) throws IOException {
        Path bucket = folder.resolve(FileName.ofName(asked.arguments().get(0)));
        String after =
                asked.query().getOrDefault("continuation-token", asked.query().getOrDefault("start-after", ""));
        List<Path> found;
        try (Stream<Path> files = Files.walk(bucket)) {
            found = files.filter(Files::isRegularFile)
                    .filter(file ->
                            key(bucket, file).startsWith(asked.arguments().get(1)))
                    .filter(file -> key(bucket, file).compareTo(after) > 0)
                    .sorted(Comparator.comparing(file -> key(bucket, file)))
                    .toList();
        }
        ObjectNode printed = JsonNodeFactory.instance.objectNode();
        ArrayNode contents = printed.putArray("Contents");
        for (Path file : found.subList(0, Math.min(pageSize, found.size()))) {
            contents.addObject()
                    .put("Key", URLEncoder.encode(key(bucket, file), StandardCharsets.UTF_8))
                    .put(
                            "LastModified",
                            Files.getLastModifiedTime(file).toInstant().toString())
                    .put("Size", Files.size(file));
        }
        printed.put("EncodingType", "url").put("IsTruncated", found.size() > pageSize);
        if (found.size() > pageSize) {
            printed.put("NextContinuationToken", key(bucket, found.get(pageSize - 1)));
        }
        return RestXml.answer(AccountServer.response(asked.operation()), printed);
    }

    private static String key(Path bucket, Path file) {
        return bucket.relativize(file).toString();
    }

    void serve(HttpExchange exchange, ParsedRequest asked) throws IOException {
        String bucket = asked.arguments().get(0);
        String key = asked.arguments().get(1);
        Path files = folder.resolve(FileName.ofName(bucket));
        Path file = files.resolve(FileName.ofKey(key));
        Failure failure = failures.get(bucket + "/" + key);
        if (failure != null) {
            serve(exchange, failure, file);
        } else if (!Files.isDirectory(files)) {
            error("NoSuchBucket", "The specified bucket does not exist").send(exchange);
        } else if (!Files.isRegularFile(file)) {
            error("NoSuchKey", "The specified key does not exist.").send(exchange);
        } else {
            // CloudFront stores its logs with this header, but the HTTP client must not decompress them.
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, Files.size(file) == 0 ? -1 : Files.size(file));
            try (InputStream from = Files.newInputStream(file)) {
                from.transferTo(exchange.getResponseBody());
            }
        }
    }

    private static HttpReply error(String code, String message) {
        return WireErrors.of("s3api", code, message);
    }

    private void serve(HttpExchange exchange, Failure failure, Path file) throws IOException {
        switch (failure) {
            case BROKEN -> half(exchange, file);
            case STALLING -> {
                half(exchange, file);
                hang();
            }
            case ENDLESS -> endless(exchange, file);
            case WITHOUT_LENGTH -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(Files.readAllBytes(file));
            }
            case DENIED -> WireErrors.denied("s3api").send(exchange);
            case KEY_DENIED ->
                error(
                                "AccessDenied",
                                "User: arn:aws:sts::123456789012:assumed-role/why403/why403 is not authorized to perform:"
                                        + " kms:Decrypt on the resource associated with this ciphertext because the resource"
                                        + " does not exist in this Region, no resource-based policies allow access, or a"
                                        + " resource-based policy explicitly denies access")
                        .send(exchange);
            case ARCHIVED ->
                HttpReply.xml(
                                403,
                                "<Error><Code>InvalidObjectState</Code><Message>The operation is not valid for the object's"
                                        + " storage class</Message></Error>")
                        .send(exchange);
            case THROTTLED -> WireErrors.throttled("s3api").send(exchange);
            case FAILING -> WireErrors.failing("s3api").send(exchange);
            case WEB_PAGE ->
                HttpReply.text(418, "text/html", "<html><body>secret portal</body></html>")
                        .send(exchange);
        }
    }

    private static void half(HttpExchange exchange, Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        exchange.sendResponseHeaders(200, whole.length);
        exchange.getResponseBody().write(whole, 0, whole.length / 2);
        exchange.getResponseBody().flush();
    }

    static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void endless(HttpExchange exchange, Path file) throws IOException {
        exchange.sendResponseHeaders(200, FIVE_TERABYTES);
        byte[] again = Files.readAllBytes(file);
        try (OutputStream to = exchange.getResponseBody()) {
            while (!Thread.currentThread().isInterrupted()) {
                to.write(again);
            }
        } finally {
            left.countDown();
        }
    }
}
