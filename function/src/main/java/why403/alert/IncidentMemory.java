package why403.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;
import why403.cause.Diagnosis;
import why403.json.JsonTree;

/** Writes and reads what is stored with an incident: what its notices reported, and notices that are still pending. */
public final class IncidentMemory {

    /** Raise it whenever a reader of the earlier version would misread what is written now, or the reverse. */
    private static final int VERSION = 3;

    private static final String VERSION_MEMBER = "version";
    private static final String LAST_SENT = "lastSent";
    private static final String ATTRIBUTES = "attributes";

    private final StoredDiagnosis storedDiagnosis = new StoredDiagnosis();

    /** What the notices reported, as text for {@link #unpackReported}. */
    public String pack(ReportedDiagnosis reported) {
        ObjectNode node = versioned();
        node.setAll(storedDiagnosis.write(reported.last()));
        if (!reported.isSent()) {
            node.set(
                    LAST_SENT,
                    reported.lastSent().<JsonNode>map(storedDiagnosis::write).orElse(NullNode.instance));
        }
        return JsonTree.write(node);
    }

    /**
     * What the notices reported.
     *
     * @throws IllegalArgumentException if the text is not what {@link #pack(ReportedDiagnosis)} of this release wrote; the
     *     message says what to do
     */
    public ReportedDiagnosis unpackReported(String packed) {
        return unpack("diagnosis", packed, this::reported);
    }

    /** If the last report was sent to people, it is stored once. */
    private ReportedDiagnosis reported(JsonNode node) {
        Diagnosis last = storedDiagnosis.read(node);
        JsonNode lastSent = node.path(LAST_SENT);
        if (lastSent.isMissingNode()) {
            return ReportedDiagnosis.toPeople(last);
        }
        return new ReportedDiagnosis(
                last, lastSent.isNull() ? Optional.empty() : Optional.of(storedDiagnosis.read(lastSent)));
    }

    /** The notice as text for {@link #unpackNotice}; equal notices give equal texts. */
    public String pack(RenderedNotice notice) {
        ObjectNode node = versioned();
        node.put("id", notice.id());
        node.put("alerts", notice.alerts());
        node.put("subject", notice.subject());
        node.put("text", notice.text());
        node.put("json", notice.json());
        node.put("slack", notice.slack());
        ObjectNode attributes = node.putObject(ATTRIBUTES);
        notice.attributes().byName().forEach(attributes::put);
        return JsonTree.write(node);
    }

    /**
     * The notice, byte for byte.
     *
     * @throws IllegalArgumentException if the text is not what {@link #pack(RenderedNotice)} of this release wrote; the
     *     message says what to do
     */
    public RenderedNotice unpackNotice(String packed) {
        return unpack("notice", packed, IncidentMemory::notice);
    }

    private static RenderedNotice notice(JsonNode node) {
        JsonNode attributes = node.path(ATTRIBUTES);
        return new RenderedNotice(
                text(node, "id"),
                node.path("alerts").asBoolean(),
                text(node, "subject"),
                text(node, "text"),
                text(node, "json"),
                text(node, "slack"),
                new NoticeAttributes(
                        text(attributes, "event"),
                        text(attributes, "distributionId"),
                        text(attributes, "cause"),
                        text(attributes, "kind")));
    }

    private static String text(JsonNode node, String name) {
        if (!node.path(name).isTextual()) {
            throw new IllegalArgumentException("Expected a text in the member " + name);
        }
        return node.path(name).textValue();
    }

    private static ObjectNode versioned() {
        return JsonNodeFactory.instance.objectNode().put(VERSION_MEMBER, VERSION);
    }

    private static <T> T unpack(String what, String packed, Function<JsonNode, T> read) {
        JsonNode node = tree(what, packed);
        if (node.path(VERSION_MEMBER).intValue() != VERSION) {
            throw new IllegalArgumentException("The " + what + " stored with the incident has version "
                    + node.path(VERSION_MEMBER).asText("1") + ", but this release reads version " + VERSION
                    + ". Run the release that wrote it until no notice is pending, or delete the incident's item.");
        }
        try {
            return read.apply(node);
        } catch (IllegalArgumentException | DateTimeException unexpected) {
            throw broken(what, unexpected);
        }
    }

    private static JsonNode tree(String what, String packed) {
        try {
            JsonNode node = JsonTree.read(packed);
            if (!node.isObject()) {
                throw new IllegalArgumentException("Expected a JSON object");
            }
            return node;
        } catch (JsonProcessingException | IllegalArgumentException damaged) {
            throw broken(what, damaged);
        }
    }

    private static IllegalArgumentException broken(String what, Exception cause) {
        return new IllegalArgumentException(
                "The " + what + " stored with the incident is incomplete or damaged. Delete the incident's item; an"
                        + " incident that is still open is then reported again.",
                cause);
    }
}
