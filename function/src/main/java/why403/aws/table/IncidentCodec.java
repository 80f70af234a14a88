package why403.aws.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import why403.json.JsonProblem;
import why403.json.JsonTree;
import why403.spike.Incident;
import why403.spike.LastReport;
import why403.spike.Phase;
import why403.tally.Scope;

/**
 * The incidents of a scope as JSON text. Names stay as they were first written, so that a release reads the items of
 * earlier releases. A member that an earlier release did not write has a default.
 */
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
                .put("windowStart", incident.windowStart().toString())
                .put("to", incident.to().toString())
                .put("phase", incident.phase().name())
                .put("oneClient", incident.oneClient())
                .put("usualRate", incident.usualRate())
                .put("usualIsKnown", incident.usualIsKnown())
                .put("opened", incident.opened().toString())
                .put("reported", incident.reported());
        incident.ended().ifPresent(ended -> node.put("ended", ended.toString()));
        if (incident.unknown()) {
            node.put("unknown", true);
        }
        incident.lastReport().ifPresent(report -> node.set("lastReport", write(report)));
        return node;
    }

    private static ObjectNode write(LastReport report) {
        ObjectNode node = NODES.objectNode()
                .put("rate", report.rate())
                .put("diagnosed", report.diagnosed().toString());
        report.mainCause().ifPresent(cause -> node.put("mainCause", cause));
        ArrayNode causes = node.put("changes", report.changes()).putArray("reportedCauses");
        report.reportedCauses().stream().sorted().forEach(causes::add);
        report.changed().ifPresent(changed -> node.put("changed", changed.toString()));
        return node;
    }

    private static Incident incident(JsonNode node) {
        Instant from = instant(required(node, "from"));
        return new Incident(
                required(node, "id").asText(),
                required(node, "distributionId").asText(),
                new Scope(required(node, "scope").asText()),
                from,
                // Earlier releases stored one beginning, which was the start of the window too.
                Optional.ofNullable(node.get("windowStart"))
                        .map(IncidentCodec::instant)
                        .orElse(from),
                instant(required(node, "to")),
                Phase.valueOf(required(node, "phase").asText()),
                required(node, "oneClient").asBoolean(),
                required(node, "usualRate").asDouble(),
                // Earlier releases always presented the usual rate as known.
                node.path("usualIsKnown").asBoolean(true),
                instant(required(node, "opened")),
                Optional.ofNullable(node.get("ended")).map(IncidentCodec::instant),
                required(node, "reported").asBoolean(),
                Optional.ofNullable(node.get("lastReport")).map(IncidentCodec::lastReport),
                node.path("unknown").asBoolean());
    }

    private static LastReport lastReport(JsonNode node) {
        Optional<String> mainCause = Optional.ofNullable(node.get("mainCause")).map(JsonNode::asText);
        Set<String> reported = new HashSet<>(mainCause.stream().toList());
        // Earlier releases stored only the last cause, and no changes.
        node.path("reportedCauses").forEach(cause -> reported.add(cause.asText()));
        return new LastReport(
                mainCause,
                required(node, "rate").asDouble(),
                instant(required(node, "diagnosed")),
                reported,
                node.path("changes").asInt(),
                Optional.ofNullable(node.get("changed")).map(IncidentCodec::instant));
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
            throw new UnreadableItemException("the text of its incidents " + JsonProblem.of(garbage), garbage);
        }
    }
}
