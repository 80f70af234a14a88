package why403.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import why403.cause.Cause;
import why403.cause.Certainty;
import why403.cause.Change;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.cause.NotChecked;
import why403.cause.Remedy;
import why403.cause.HotSpot;

/** A diagnosis as JSON: its parts as a notice's line has them, and whole, to be told again when all is over. */
final class DiagnosisJson {

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;

    ArrayNode causes(List<Cause> causes) {
        List<Double> shares =
                Thousandths.shares(causes.stream().map(Cause::explained).toList());
        ArrayNode array = nodes.arrayNode();
        for (int i = 0; i < causes.size(); i++) {
            array.add(cause(causes.get(i), shares.get(i)));
        }
        return array;
    }

    private ObjectNode cause(Cause cause, double explained) {
        ObjectNode node = nodes.objectNode();
        node.put("id", cause.id());
        node.put("kind", cause.kind().name().toLowerCase(Locale.ROOT));
        node.put("certainty", cause.certainty().name().toLowerCase(Locale.ROOT));
        node.put("explained", explained);
        node.put("summary", cause.summary());
        node.set("evidence", strings(cause.evidence()));
        node.set("remedy", orNull(cause.remedy(), this::remedy));
        node.set("change", orNull(cause.change(), this::change));
        return node;
    }

    private ObjectNode remedy(Remedy remedy) {
        ObjectNode node = nodes.objectNode();
        node.put("summary", remedy.summary());
        node.set("commands", strings(remedy.commands()));
        node.set("document", orNull(remedy.document(), document -> document));
        return node;
    }

    private ObjectNode change(Change change) {
        ObjectNode node = nodes.objectNode();
        node.put("eventName", change.eventName());
        node.put("by", change.by());
        node.put("at", change.at().toString());
        node.put("resource", change.resource());
        return node;
    }

    ArrayNode where(List<HotSpot> places) {
        ArrayNode array = nodes.arrayNode();
        places.forEach(place -> {
            ObjectNode node = array.addObject();
            node.put("dimension", place.dimension());
            node.put("value", place.value());
            node.put("explained", Thousandths.nearest(place.explained()));
            place.timesElsewhere()
                    .ifPresentOrElse(
                            times -> node.put("timesElsewhere", Math.round(times * 10) / 10.0),
                            () -> node.putNull("timesElsewhere"));
        });
        return array;
    }

    ArrayNode notChecked(List<NotChecked> notChecked) {
        ArrayNode array = nodes.arrayNode();
        notChecked.forEach(one -> array.addObject().put("what", one.what()).put("why", one.why()));
        return array;
    }

    /** Everything, for {@link #read}. */
    ObjectNode whole(Diagnosis diagnosis) {
        ObjectNode node = nodes.objectNode();
        node.set("causes", causes(diagnosis.causes()));
        node.set("where", where(diagnosis.where()));
        node.set("notChecked", notChecked(diagnosis.notChecked()));
        node.put("clients", diagnosis.clients());
        diagnosis.countries().ifPresent(countries -> node.put("countries", countries));
        node.put("examined", diagnosis.examined());
        node.put("forbiddenInAll", diagnosis.forbiddenInAll());
        node.put("name", diagnosis.name());
        node.put("distributionUnknown", diagnosis.distributionUnknown());
        return node;
    }

    /** What {@link #whole} wrote, shares to three decimals. */
    Diagnosis read(JsonNode node) {
        return new Diagnosis(
                list(node.path("causes"), this::readCause),
                list(node.path("where"), DiagnosisJson::readWhere),
                list(node.path("notChecked"), one -> new NotChecked(text(one, "what"), text(one, "why"))),
                text(node, "clients"),
                node.has("countries") ? OptionalInt.of(node.path("countries").asInt()) : OptionalInt.empty(),
                node.path("examined").asLong(),
                node.path("forbiddenInAll").asLong(),
                text(node, "name"),
                node.path("distributionUnknown").asBoolean(),
                List.of());
    }

    private Cause readCause(JsonNode node) {
        return new Cause(
                text(node, "id"),
                Kind.valueOf(text(node, "kind").toUpperCase(Locale.ROOT)),
                Certainty.valueOf(text(node, "certainty").toUpperCase(Locale.ROOT)),
                node.path("explained").asDouble(),
                text(node, "summary"),
                list(node.path("evidence"), JsonNode::asText),
                present(node.path("remedy")).map(DiagnosisJson::readRemedy),
                present(node.path("change")).map(DiagnosisJson::readChange));
    }

    private static Remedy readRemedy(JsonNode node) {
        return new Remedy(
                text(node, "summary"), list(node.path("commands"), JsonNode::asText), present(node.path("document")));
    }

    private static Change readChange(JsonNode node) {
        return new Change(
                text(node, "eventName"), text(node, "by"), Instant.parse(text(node, "at")), text(node, "resource"));
    }

    private static HotSpot readWhere(JsonNode node) {
        JsonNode times = node.path("timesElsewhere");
        return new HotSpot(
                text(node, "dimension"),
                text(node, "value"),
                node.path("explained").asDouble(),
                times.isNumber() ? OptionalDouble.of(times.asDouble()) : OptionalDouble.empty());
    }

    private static Optional<JsonNode> present(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        return StreamSupport.stream(array.spliterator(), false).map(each).toList();
    }

    private ArrayNode strings(List<String> strings) {
        ArrayNode array = nodes.arrayNode();
        strings.forEach(array::add);
        return array;
    }

    private <T> JsonNode orNull(Optional<T> value, Function<T, JsonNode> each) {
        return value.map(each).orElse(nodes.nullNode());
    }
}
