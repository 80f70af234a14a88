package why403.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import why403.cause.AwsResource;
import why403.cause.AwsResource.Bucket;
import why403.cause.AwsResource.KmsKey;
import why403.cause.AwsResource.LambdaFunction;
import why403.cause.AwsResource.WebAcl;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Change;
import why403.cause.Command;
import why403.cause.Diagnosis;
import why403.cause.DistributionName;
import why403.cause.Headline;
import why403.cause.HotSpot;
import why403.cause.NotChecked;
import why403.cause.Remedy;
import why403.cause.ViewerCount;

/**
 * A diagnosis as it is stored with an incident: everything that a later notice repeats, without rounding. Problems of
 * checks are not stored. No program outside of why403 reads this JSON.
 */
final class StoredDiagnosis {

    private static final String BUCKET = "bucket";
    private static final String WEB_ACL = "webAcl";
    private static final String KEY = "key";
    private static final String FUNCTION = "function";

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;

    ObjectNode write(Diagnosis diagnosis) {
        ObjectNode node = nodes.objectNode();
        node.set("causes", list(diagnosis.causes(), this::cause));
        node.set("where", list(diagnosis.where(), this::hotSpot));
        node.set(
                "notChecked",
                list(
                        diagnosis.notChecked(),
                        one -> nodes.objectNode().put("what", one.what()).put("why", one.why())));
        node.put("viewers", diagnosis.viewers().distinct());
        diagnosis.countries().ifPresent(countries -> node.put("countries", countries));
        node.put("examined", diagnosis.examined());
        node.put("forbiddenInAll", diagnosis.forbiddenInAll());
        node.set("distribution", distribution(diagnosis.distribution()));
        return node;
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException if a member is missing or not as expected
     */
    Diagnosis read(JsonNode node) {
        return new Diagnosis(
                list(node, "causes", StoredDiagnosis::readCause),
                list(node, "where", StoredDiagnosis::readHotSpot),
                list(node, "notChecked", one -> new NotChecked(text(one, "what"), text(one, "why"))),
                new ViewerCount(count(node, "viewers")),
                node.has("countries") ? OptionalInt.of((int) count(node, "countries")) : OptionalInt.empty(),
                count(node, "examined"),
                count(node, "forbiddenInAll"),
                readDistribution(node.path("distribution")),
                List.of());
    }

    private ObjectNode distribution(DistributionName name) {
        ObjectNode node = nodes.objectNode();
        node.put("id", name.id());
        node.put("host", name.host());
        node.put("partition", name.partition());
        putIfPresent(node, "account", name.account());
        node.put("unknown", name.isUnknown());
        return node;
    }

    private static DistributionName readDistribution(JsonNode node) {
        return new DistributionName(
                text(node, "id"),
                text(node, "host"),
                text(node, "partition"),
                textIfPresent(node, "account"),
                node.path("unknown").asBoolean());
    }

    private ObjectNode cause(Cause cause) {
        ObjectNode node = nodes.objectNode();
        node.put("id", cause.id().id());
        node.put("certainty", cause.certainty().name());
        node.put("explained", cause.explained());
        node.putObject("headline")
                .put("now", cause.headline().now())
                .put("past", cause.headline().past());
        node.put("summary", cause.summary());
        node.set("evidence", list(cause.evidence(), nodes::textNode));
        setIfPresent(node, "remedy", cause.remedy(), this::remedy);
        setIfPresent(node, "change", cause.change(), this::change);
        node.set("resources", list(cause.resources(), this::resource));
        return node;
    }

    private static Cause readCause(JsonNode node) {
        String id = text(node, "id");
        JsonNode headline = node.path("headline");
        return new Cause(
                CauseId.of(id)
                        .orElseThrow(() -> new IllegalArgumentException("This release has no cause \"" + id + "\"")),
                Certainty.valueOf(text(node, "certainty")),
                number(node, "explained"),
                new Headline(text(headline, "now"), text(headline, "past")),
                text(node, "summary"),
                list(node, "evidence", JsonNode::asText),
                ifPresent(node, "remedy", StoredDiagnosis::readRemedy),
                ifPresent(node, "change", StoredDiagnosis::readChange),
                list(node, "resources", StoredDiagnosis::readResource));
    }

    private ObjectNode remedy(Remedy remedy) {
        ObjectNode node = nodes.objectNode();
        node.put("summary", remedy.summary());
        putIfPresent(node, "condition", remedy.condition());
        node.set(
                "commands",
                list(
                        remedy.commands(),
                        command -> nodes.objectNode()
                                .put("label", command.label())
                                .put("text", command.text())
                                .put("effect", command.effect().name())));
        setIfPresent(node, "document", remedy.document(), document -> document);
        return node;
    }

    private static Remedy readRemedy(JsonNode node) {
        return new Remedy(
                text(node, "summary"),
                textIfPresent(node, "condition"),
                list(
                        node,
                        "commands",
                        command -> new Command(
                                text(command, "label"),
                                text(command, "text"),
                                Command.Effect.valueOf(text(command, "effect")))),
                ifPresent(node, "document", document -> document));
    }

    private ObjectNode change(Change change) {
        return nodes.objectNode()
                .put("eventName", change.eventName())
                .put("by", change.by())
                .put("at", change.at().toString())
                .put("resource", change.resource());
    }

    private static Change readChange(JsonNode node) {
        return new Change(
                text(node, "eventName"), text(node, "by"), Instant.parse(text(node, "at")), text(node, "resource"));
    }

    private ObjectNode resource(AwsResource resource) {
        ObjectNode node = nodes.objectNode();
        if (resource instanceof Bucket bucket) {
            node.put("type", BUCKET).put("partition", bucket.partition()).put("name", bucket.name());
            putIfPresent(node, "region", bucket.region());
        } else if (resource instanceof WebAcl webAcl) {
            node.put("type", WEB_ACL).put("name", webAcl.name()).put("id", webAcl.id());
        } else if (resource instanceof KmsKey key) {
            node.put("type", KEY).put("arn", key.arn());
            putIfPresent(node, "region", key.region());
        } else if (resource instanceof LambdaFunction function) {
            node.put("type", FUNCTION).put("name", function.name());
            putIfPresent(node, "region", function.region());
        }
        return node;
    }

    private static AwsResource readResource(JsonNode node) {
        String type = text(node, "type");
        return switch (type) {
            case BUCKET -> new Bucket(text(node, "partition"), text(node, "name"), textIfPresent(node, "region"));
            case WEB_ACL -> new WebAcl(text(node, "name"), text(node, "id"));
            case KEY -> new KmsKey(text(node, "arn"), textIfPresent(node, "region"));
            case FUNCTION -> new LambdaFunction(text(node, "name"), textIfPresent(node, "region"));
            default -> throw new IllegalArgumentException("This release has no resource \"" + type + "\"");
        };
    }

    private ObjectNode hotSpot(HotSpot spot) {
        ObjectNode node = nodes.objectNode();
        node.put("dimension", spot.dimension());
        node.put("value", spot.value());
        node.put("explained", spot.explained());
        spot.timesElsewhere().ifPresent(times -> node.put("timesElsewhere", times));
        node.put("refused", spot.refused());
        return node;
    }

    private static HotSpot readHotSpot(JsonNode node) {
        return new HotSpot(
                text(node, "dimension"),
                text(node, "value"),
                number(node, "explained"),
                node.has("timesElsewhere") ? OptionalDouble.of(number(node, "timesElsewhere")) : OptionalDouble.empty(),
                count(node, "refused"));
    }

    private <T> ArrayNode list(List<T> values, Function<T, JsonNode> write) {
        ArrayNode array = nodes.arrayNode();
        values.forEach(value -> array.add(write.apply(value)));
        return array;
    }

    private static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> read) {
        JsonNode array = expected(node, name, JsonNode::isArray);
        return StreamSupport.stream(array.spliterator(), false).map(read).toList();
    }

    private static void putIfPresent(ObjectNode node, String name, Optional<String> text) {
        text.ifPresent(value -> node.put(name, value));
    }

    private static <T> void setIfPresent(ObjectNode node, String name, Optional<T> value, Function<T, JsonNode> write) {
        value.ifPresent(one -> node.set(name, write.apply(one)));
    }

    private static <T> Optional<T> ifPresent(JsonNode node, String name, Function<JsonNode, T> read) {
        return node.has(name) ? Optional.of(read.apply(node.path(name))) : Optional.empty();
    }

    private static Optional<String> textIfPresent(JsonNode node, String name) {
        return node.has(name) ? Optional.of(text(node, name)) : Optional.empty();
    }

    private static String text(JsonNode node, String name) {
        return expected(node, name, JsonNode::isTextual).textValue();
    }

    private static double number(JsonNode node, String name) {
        return expected(node, name, JsonNode::isNumber).doubleValue();
    }

    private static long count(JsonNode node, String name) {
        return expected(node, name, JsonNode::isIntegralNumber).longValue();
    }

    private static JsonNode expected(JsonNode node, String name, Predicate<JsonNode> is) {
        JsonNode member = node.path(name);
        if (!is.test(member)) {
            throw new IllegalArgumentException("The member \"" + name + "\" is missing or of another type");
        }
        return member;
    }
}
