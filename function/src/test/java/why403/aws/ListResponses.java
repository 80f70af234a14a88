package why403.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import why403.account.FileName;
import why403.json.JsonTree;

/**
 * HTTP responses with lists: distributions in pages, and a bucket listing with one object, made from its recorded
 * HeadObject.
 */
final class ListResponses {

    private static final Pattern RESTORE =
            Pattern.compile("ongoing-request=\"(true|false)\"(?:, expiry-date=\"([^\"]+)\")?");

    private final Path account;
    private final int pageSize;

    ListResponses(Path account, int pageSize) {
        this.account = account;
        this.pageSize = pageSize;
    }

    /** The functions whose URLs are recorded, and one that was modified before them. */
    HttpReply functions(ParsedRequest asked) throws IOException {
        Path recorded = account.resolve("lambda/list-function-url-configs");
        if (!Files.isDirectory(recorded)) {
            return WireErrors.denied("lambda");
        }
        ObjectNode printed = JsonNodeFactory.instance.objectNode();
        ArrayNode functions = printed.putArray("Functions");
        functions.addObject().put("FunctionName", "unrelated").put("LastModified", "2025-02-01T08:00:00.000+0000");
        try (Stream<Path> files = Files.list(recorded)) {
            files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .forEach(name -> functions
                            .addObject()
                            .put("FunctionName", name)
                            .put("LastModified", "2026-11-24T09:58:12.000+0000"));
        }
        return RestJson.answer(AccountServer.response(asked.operation()), printed);
    }

    /** As in AWS, a marker is the id of the last distribution on the previous page. */
    HttpReply distributions(ParsedRequest asked) throws IOException {
        JsonNode items = JsonTree.read(Files.readAllBytes(account.resolve("cloudfront/list-distributions.json")))
                .path("DistributionList")
                .path("Items");
        String marker = asked.query().getOrDefault("Marker", "");
        int from = after(items, marker);
        int to = Math.min(from + pageSize, items.size());
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("Marker", marker)
                .put("MaxItems", pageSize)
                .put("IsTruncated", to < items.size())
                .put("Quantity", to - from);
        if (to < items.size()) {
            list.put("NextMarker", items.get(to - 1).path("Id").asText());
        }
        ArrayNode page = list.putArray("Items");
        for (int i = from; i < to; i++) {
            page.add(items.get(i));
        }
        ObjectNode printed = JsonNodeFactory.instance.objectNode();
        printed.set("DistributionList", list);
        return RestXml.answer(AccountServer.response(asked.operation()), printed);
    }

    private static int after(JsonNode items, String marker) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).path("Id").asText().equals(marker)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** A recorded listing, with its keys encoded as requested. */
    HttpReply recordedObjects(ParsedRequest asked, Path recording) throws IOException {
        ObjectNode printed = (ObjectNode) JsonTree.read(Files.readAllBytes(recording));
        encode(printed, "Prefix");
        printed.path("Contents").forEach(object -> encode((ObjectNode) object, "Key"));
        return RestXml.answer(AccountServer.response(asked.operation()), printed);
    }

    private static void encode(ObjectNode object, String member) {
        object.put(member, URLEncoder.encode(object.path(member).asText(), StandardCharsets.UTF_8));
    }

    HttpReply objects(ParsedRequest asked) throws IOException {
        String bucket = asked.arguments().get(0);
        String key = asked.arguments().get(1);
        String head = "s3api/head-object/" + FileName.ofName(bucket) + "/" + FileName.ofKey(key);
        Path recording = account.resolve(head + ".json");
        Path error = account.resolve(head + ".error.json");
        if (Files.exists(recording)) {
            return listing(bucket, key, contents(key, JsonTree.read(Files.readAllBytes(recording))));
        }
        if (!Files.exists(error)) {
            return WireErrors.denied("s3api");
        }
        String recorded = Files.readString(error);
        return recorded.contains("404") ? listing(bucket, key, "") : WireErrors.denied("s3api");
    }

    private static String contents(String key, JsonNode head) {
        return "<Contents><Key>" + URLEncoder.encode(key, StandardCharsets.UTF_8) + "</Key><LastModified>"
                + head.path("LastModified").asText("2026-11-24T09:00:00.000Z").replace("+00:00", "Z")
                + "</LastModified><ETag>&quot;30a6ec7e1a9ad79c&quot;</ETag>"
                + "<Size>" + head.path("ContentLength").asLong() + "</Size><Owner><ID>"
                + "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be</ID></Owner><StorageClass>"
                + head.path("StorageClass").asText("STANDARD") + "</StorageClass>"
                + restoration(head.path("Restore").asText()) + "</Contents>";
    }

    private static String restoration(String header) {
        Matcher restored = RESTORE.matcher(header);
        return restored.find()
                ? "<RestoreStatus><IsRestoreInProgress>" + restored.group(1) + "</IsRestoreInProgress>"
                        + Optional.ofNullable(restored.group(2))
                                .map(until -> "<RestoreExpiryDate>"
                                        + Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(until))
                                        + "</RestoreExpiryDate>")
                                .orElse("")
                        + "</RestoreStatus>"
                : "";
    }

    static HttpReply listing(String bucket, String prefix, String contents) {
        return HttpReply.xml(
                200,
                "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>" + bucket
                        + "</Name><Prefix>" + URLEncoder.encode(prefix, StandardCharsets.UTF_8)
                        + "</Prefix><KeyCount>" + (contents.isEmpty() ? 0 : 1) + "</KeyCount><MaxKeys>1</MaxKeys>"
                        + "<EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>" + contents
                        + "</ListBucketResult>");
    }
}
