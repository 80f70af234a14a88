package why403.aws.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.json.JsonTree;
import why403.spike.Incident;
import why403.spike.LastTold;
import why403.spike.Phase;
import why403.tally.Scope;

/** Writes the incidents of a scope as JSON and reads them back: a version, and each field under its name in the type. */
final class IncidentCodec {

    private static final int VERSION = 1;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private IncidentCodec() {}

    static String write(List<Incident> incidents) {
        ObjectNode whole = NODES.objectNode().put("version", VERSION);
        ArrayNode array = whole.putArray("incidents");
        incidents.forEach(incident -> array.add(write(incident)));
        return JsonTree.write(whole);
    }

    /** @throws IllegalArgumentException if the text has another version or is not a list of incidents */
    static List<Incident> read(String text) {
        JsonNode whole = tree(text);
        int version = whole.path("version").asInt();
        if (version != VERSION) {
            throw new UnreadableItemException(
                    "its incidents have version " + version + ", but this release reads version " + VERSION);
        }
        List<Incident> incidents = new ArrayList<>();
        required(whole, "incidents").forEach(incident -> incidents.add(incident(incident)));
        return incidents;
    }

    private static ObjectNode write(Incident incident) {
        ObjectNode node = NODES.objectNode()
                .put("id", incident.id())
                .put("distributionId", incident.distributionId())
                .put("scope", incident.scope().name())
                .put("from", incident.from().toString())
                .put("to", incident.to().toString())
                .put("phase", incident.phase().name())
                .put("oneClient", incident.oneClient())
                .put("usualRate", incident.usualRate())
                .put("opened", incident.opened().toString())
                .put("told", incident.told());
        incident.ended().ifPresent(ended -> node.put("ended", ended.toString()));
        incident.lastTold().ifPresent(lastTold -> node.set("lastTold", write(lastTold)));
        return node;
    }

    private static ObjectNode write(LastTold lastTold) {
        ObjectNode node = NODES.objectNode()
                .put("rate", lastTold.rate())
                .put("diagnosed", lastTold.diagnosed().toString());
        lastTold.mainCause().ifPresent(cause -> node.put("mainCause", cause));
        return node;
    }

    private static Incident incident(JsonNode node) {
        return new Incident(
                required(node, "id").asText(),
                required(node, "distributionId").asText(),
                new Scope(required(node, "scope").asText()),
                instant(required(node, "from")),
                instant(required(node, "to")),
                Phase.valueOf(required(node, "phase").asText()),
                required(node, "oneClient").asBoolean(),
                required(node, "usualRate").asDouble(),
                instant(required(node, "opened")),
                Optional.ofNullable(node.get("ended")).map(IncidentCodec::instant),
                required(node, "told").asBoolean(),
                Optional.ofNullable(node.get("lastTold")).map(IncidentCodec::lastTold));
    }

    private static LastTold lastTold(JsonNode node) {
        return new LastTold(
                Optional.ofNullable(node.get("mainCause")).map(JsonNode::asText),
                required(node, "rate").asDouble(),
                instant(required(node, "diagnosed")));
    }

    private static JsonNode required(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name))
                .orElseThrow(() -> new UnreadableItemException("its incidents lack \"" + name + "\""));
    }

    private static Instant instant(JsonNode node) {
        try {
            return Instant.parse(node.asText());
        } catch (DateTimeException garbage) {
            throw new UnreadableItemException("its incidents contain an invalid time", garbage);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JsonTree.read(text);
        } catch (JsonProcessingException garbage) {
            throw new UnreadableItemException("its incidents are not JSON", garbage);
        }
    }
}
