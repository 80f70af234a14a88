package why403.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import why403.cause.Cause;
import why403.cause.Change;
import why403.cause.Diagnosis;
import why403.cause.HotSpot;
import why403.cause.NotChecked;
import why403.cause.Remedy;
import why403.json.JsonTree;
import why403.spike.SpikeNumbers;
import why403.text.Phrases;

/** The notice as a line of JSON, by the contract with programs. */
final class NoticeJson {

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;

    String line(Notice notice) {
        ObjectNode line = nodes.objectNode();
        line.put("event", notice.eventName());
        line.put("incidentId", notice.isOfAnIncident() ? notice.incident().id() : null);
        line.put("distributionId", notice.incident().distributionId());
        line.put("scope", notice.incident().scope().name());
        line.put("at", notice.at().toString());
        line.set("spike", spike(notice));
        Diagnosis diagnosis = notice.diagnosis();
        line.set("where", where(diagnosis.where()));
        line.set("causes", causes(diagnosis.causes()));
        line.set("notChecked", notChecked(diagnosis.notChecked()));
        return JsonTree.write(line);
    }

    private ObjectNode spike(Notice notice) {
        SpikeNumbers numbers = notice.spike();
        ObjectNode spike = nodes.objectNode();
        spike.put("from", from(notice).toString());
        spike.put("to", to(notice).toString());
        spike.put("requests", numbers.requests());
        spike.put("forbidden", numbers.forbidden());
        spike.put("rate", Thousandths.nearest(numbers.rate()));
        spike.set("usualRate", usualRate(notice));
        spike.put("atLeast", Thousandths.below(numbers.atLeast()));
        spike.put("clients", notice.diagnosis().viewers().capped());
        spike.put("oneClient", notice.incident().oneClient());
        return spike;
    }

    /** Of some logs, the numbers are those of all requests, but the time is that of the refused ones. */
    private static Instant from(Notice notice) {
        return notice.isOfAnIncident()
                ? notice.spike().from()
                : notice.incident().from();
    }

    private static Instant to(Notice notice) {
        return notice.isOfAnIncident() ? notice.spike().to() : notice.incident().to();
    }

    /** Without history, an incident has the rate that the rule assumes. */
    private JsonNode usualRate(Notice notice) {
        SpikeNumbers numbers = notice.spike();
        return notice.isOfAnIncident() || numbers.usualIsKnown()
                ? nodes.numberNode(Thousandths.nearest(numbers.usualRate()))
                : nodes.nullNode();
    }

    private ArrayNode causes(List<Cause> causes) {
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
        node.put("id", cause.id().id());
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
        node.put("summary", summary(remedy));
        node.set("commands", strings(remedy.commandTexts()));
        node.set("document", orNull(remedy.document(), document -> document));
        return node;
    }

    /** Programs, too, read the condition before the commands. */
    private static String summary(Remedy remedy) {
        return remedy.condition()
                .map(condition -> remedy.commands().isEmpty()
                        ? condition
                        : "Run the commands " + Phrases.uncapitalized(condition))
                .map(condition -> Phrases.sentence(remedy.summary()) + " " + Phrases.sentence(condition))
                .orElse(remedy.summary());
    }

    private ObjectNode change(Change change) {
        ObjectNode node = nodes.objectNode();
        node.put("eventName", change.eventName());
        node.put("by", change.by());
        node.put("at", change.at().toString());
        node.put("resource", change.resource());
        return node;
    }

    private ArrayNode where(List<HotSpot> hotSpots) {
        ArrayNode array = nodes.arrayNode();
        hotSpots.forEach(spot -> {
            ObjectNode node = array.addObject();
            node.put("dimension", spot.dimension());
            node.put("value", spot.value());
            node.put("explained", Thousandths.nearest(spot.explained()));
            spot.timesElsewhere()
                    .ifPresentOrElse(
                            times -> node.put("timesElsewhere", Math.round(times * 10) / 10.0),
                            () -> node.putNull("timesElsewhere"));
        });
        return array;
    }

    private ArrayNode notChecked(List<NotChecked> notChecked) {
        ArrayNode array = nodes.arrayNode();
        notChecked.forEach(one -> array.addObject().put("what", one.what()).put("why", one.why()));
        return array;
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
