package why403.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import why403.log.LogText;
import why403.trigger.LogObject;

/** Writes a scenario, file by file: its event names the objects in the order in which they were added. */
final class ScenarioFolder {

    static final String DISTRIBUTION = "E2EXAMPLE";
    static final String BUCKET = "example-logs";

    private final Path folder;
    private final ArrayNode records = JsonNodeFactory.instance.arrayNode();
    private String deliveredAt = "2026-11-24T12:00:00Z";

    ScenarioFolder(Path folder) {
        this.folder = folder;
    }

    /** A key as CloudFront names the legacy log of an hour. */
    static String key(String unique) {
        return "cdn/" + DISTRIBUTION + ".2026-11-24-10." + unique + ".gz";
    }

    ScenarioFolder deliveredAt(String instant) {
        deliveredAt = instant;
        return this;
    }

    /** A packed log with a key in CloudFront's format. */
    ScenarioFolder log(String unique, LogText text) {
        return object(key(unique), gzip(text.bytes()));
    }

    ScenarioFolder object(String key, byte[] bytes) {
        write("s3/" + BUCKET + "/" + key, bytes);
        return named(key);
    }

    /** The event names an object that is not written. */
    ScenarioFolder named(String key) {
        record(BUCKET, key);
        return this;
    }

    private void record(String bucket, String encodedKey) {
        ObjectNode record = records.addObject();
        record.put("eventSource", "aws:s3")
                .put("eventName", "ObjectCreated:Put")
                .put("eventTime", deliveredAt);
        ObjectNode s3 = record.putObject("s3");
        s3.putObject("bucket").put("name", bucket);
        s3.putObject("object").put("key", encodedKey);
    }

    /** @param path below {@code account/} */
    ScenarioFolder recording(String path, String text) {
        write("account/" + path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The distribution's configuration, with custom error responses such as {@code 403, "200"}. */
    ScenarioFolder distribution(String customErrorResponses) {
        return recording("cloudfront/get-distribution/" + DISTRIBUTION + ".json", """
                {"Distribution": {"Id": "%s", "DomainName": "d111111abcdef8.cloudfront.net", "DistributionConfig": {
                  "Aliases": {"Quantity": 1, "Items": ["www.example.com"]},
                  "Origins": {"Quantity": 1, "Items": [{"Id": "shop", "DomainName": "shop.example.net",
                    "CustomOriginConfig": {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}}]},
                  "DefaultCacheBehavior": {"TargetOriginId": "shop", "ViewerProtocolPolicy": "allow-all"},
                  "CustomErrorResponses": {"Quantity": 2, "Items": [%s]}}}}
                """.formatted(
                        DISTRIBUTION, customErrorResponses));
    }

    /** Writes the event; returns what to replay. */
    Path written() {
        return writtenWithEvent(event());
    }

    private String event() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.set("Records", records);
        return event.toString();
    }

    /** Replaces the event by this text. */
    Path writtenWithEvent(String text) {
        write("event.json", text.getBytes(StandardCharsets.UTF_8));
        return folder;
    }

    /** S3's event for an object that exists already. */
    static String eventOf(LogObject object) {
        ScenarioFolder one = new ScenarioFolder(Path.of(""));
        one.record(object.bucket(), URLEncoder.encode(object.key(), StandardCharsets.UTF_8));
        return one.event();
    }

    static void copy(Path from, Path to) throws IOException {
        for (Path file : NaiveLog.files(from)) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private void write(String path, byte[] bytes) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
