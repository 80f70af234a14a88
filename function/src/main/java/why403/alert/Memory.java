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

/** What is kept with an incident: what its last notice said, and notices that are still to be published. */
public final class Memory {

    /** One more whenever what is written changes, unless a member is added without which it reads as before. */
    private static final int VERSION = 2;

    private static final String VERSION_MEMBER = "version";
    private static final String TOLD = "told";
    private static final String ATTRIBUTES = "attributes";

    private final DiagnosisJson diagnosisJson = new DiagnosisJson();

    /** What the last notice said as text, for {@link #unpackSaid}. */
    public String pack(Said said) {
        ObjectNode node = versioned();
        node.setAll(diagnosisJson.whole(said.last()));
        if (!said.isKnown()) {
            node.set(TOLD, said.told().<JsonNode>map(diagnosisJson::whole).orElse(NullNode.instance));
        }
        return JsonTree.write(node);
    }

    /**
     * What was packed.
     *
     * @throws IllegalArgumentException if the text is no packed diagnosis, or another release's; its message says so
     */
    public Said unpackSaid(String packed) {
        return unpack("diagnosis", packed, this::said);
    }

    /** Before notices could be ignored, everything was told. */
    private Said said(JsonNode node) {
        Diagnosis last = diagnosisJson.read(node);
        JsonNode told = node.path(TOLD);
        if (told.isMissingNode()) {
            return Said.toPeople(last);
        }
        return new Said(last, told.isNull() ? Optional.empty() : Optional.of(diagnosisJson.read(told)));
    }

    /** The notice as text, for {@link #unpackNotice}; equal notices give equal texts. */
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
     * The notice that was packed, byte for byte.
     *
     * @throws IllegalArgumentException if the text is no packed notice, or another release's; its message says so
     */
    public RenderedNotice unpackNotice(String packed) {
        return unpack("notice", packed, Memory::notice);
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
            throw new IllegalArgumentException("There is no member " + name);
        }
        return node.path(name).textValue();
    }

    private static ObjectNode versioned() {
        return JsonNodeFactory.instance.objectNode().put(VERSION_MEMBER, VERSION);
    }

    private static <T> T unpack(String what, String packed, Function<JsonNode, T> read) {
        JsonNode node = tree(what, packed);
        if (node.path(VERSION_MEMBER).intValue() != VERSION) {
            throw new IllegalArgumentException("The " + what + " kept with the incident is of version "
                    + node.path(VERSION_MEMBER).asText("1") + ", and this release reads version " + VERSION
                    + ": let the release that wrote it run until nothing is pending, or delete the incident's item.");
        }
        try {
            return read.apply(node);
        } catch (IllegalArgumentException | DateTimeException unlike) {
            throw broken(what, unlike);
        }
    }

    private static JsonNode tree(String what, String packed) {
        try {
            JsonNode node = JsonTree.read(packed);
            if (!node.isObject()) {
                throw new IllegalArgumentException("No object");
            }
            return node;
        } catch (JsonProcessingException | IllegalArgumentException cut) {
            throw broken(what, cut);
        }
    }

    private static IllegalArgumentException broken(String what, Exception cause) {
        return new IllegalArgumentException(
                "The " + what + " kept with the incident is cut short or garbled: delete the incident's item, and what"
                        + " still goes on is told anew.",
                cause);
    }
}
