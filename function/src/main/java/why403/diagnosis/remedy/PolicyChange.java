package why403.diagnosis.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import why403.json.JsonTree;

/** A change of a bucket policy's statements. Made twice, it changes nothing more. */
public sealed interface PolicyChange {

    /** The statements after the change, in memory. */
    List<JsonNode> of(List<JsonNode> statements);

    /** The same change as a filter for {@code jq}, from the list of statements to the changed list. */
    String filter();

    /** What the change does, as the label of a command. */
    String label();

    /** The part of the changed policy that the change is about. */
    List<JsonNode> changed();

    /** Adds statements that the policy does not contain yet. */
    record Addition(List<ObjectNode> statements) implements PolicyChange {

        public Addition {
            statements = List.copyOf(statements);
        }

        @Override
        public List<JsonNode> of(List<JsonNode> existing) {
            List<JsonNode> all = new ArrayList<>(existing);
            statements.stream()
                    .filter(statement -> existing.stream().noneMatch(statement::equals))
                    .forEach(statement -> all.add(statement.deepCopy()));
            return all;
        }

        @Override
        public String filter() {
            return ". + (" + JsonTree.write(list(statements)) + " - .)";
        }

        @Override
        public String label() {
            return statements.size() == 1 ? "Add the statement" : "Add the statements";
        }

        @Override
        public List<JsonNode> changed() {
            return List.copyOf(statements);
        }
    }

    /**
     * Makes an exception of Deny statements: they no longer apply to requests in which a condition key has this value. For
     * all other requests, also for those without the key, they stay as they are.
     *
     * @param denies the statements as they are in the policy
     * @param key such as {@code AWS:SourceArn}
     */
    record Exemption(List<JsonNode> denies, String key, String value) implements PolicyChange {

        private static final String OPERATOR = "StringNotEquals";

        public Exemption {
            denies = List.copyOf(denies);
        }

        @Override
        public List<JsonNode> of(List<JsonNode> existing) {
            return existing.stream()
                    .map(statement -> denies.stream().anyMatch(deny -> isSame(deny, statement))
                            ? exempting(statement)
                            : statement)
                    .toList();
        }

        private JsonNode exempting(JsonNode deny) {
            ObjectNode changed = deny.deepCopy();
            ObjectNode condition =
                    changed.path("Condition") instanceof ObjectNode own ? own : changed.putObject("Condition");
            ObjectNode operator =
                    condition.path(OPERATOR) instanceof ObjectNode own ? own : condition.putObject(OPERATOR);
            List<JsonNode> values = new ArrayList<>();
            JsonNode known = operator.path(key);
            (known.isArray() ? (Iterable<JsonNode>) known : List.of(known)).forEach(values::add);
            values.removeIf(one -> !one.isTextual());
            if (values.stream().noneMatch(one -> value.equals(one.textValue()))) {
                values.add(TextNode.valueOf(value));
            }
            operator.set(key, values.size() == 1 ? values.get(0) : list(values));
            return changed;
        }

        @Override
        public String filter() {
            String meant = denies.stream().map(PolicyChange::selecting).collect(Collectors.joining(" or "));
            String literal = Jq.string(value);
            return "map(if " + meant + " then .Condition." + OPERATOR + "[" + Jq.string(key)
                    + "] |= ([.] | flatten | map(strings) | if any(. == " + literal + ") then . else . + [" + literal
                    + "] end | if length == 1 then .[0] else . end) else . end)";
        }

        @Override
        public String label() {
            return denies.size() == 1
                    ? "Make an exception in the Deny statement"
                    : "Make an exception in the Deny statements";
        }

        /** Only what is added, because the conditions of a statement can hold secrets. */
        @Override
        public List<JsonNode> changed() {
            ObjectNode condition = JsonNodeFactory.instance.objectNode();
            condition.putObject("Condition").putObject(OPERATOR).put(key, value);
            return List.of(condition);
        }
    }

    /**
     * Adds statements and removes others, because S3 does not store them any more.
     *
     * @param removed the statements as they are in the policy
     */
    record Replacement(List<JsonNode> removed, Addition addition) implements PolicyChange {

        public Replacement {
            removed = List.copyOf(removed);
        }

        @Override
        public List<JsonNode> of(List<JsonNode> existing) {
            return addition.of(existing.stream()
                    .filter(statement -> removed.stream().noneMatch(one -> isSame(one, statement)))
                    .toList());
        }

        @Override
        public String filter() {
            return "map(select(("
                    + removed.stream().map(PolicyChange::selecting).collect(Collectors.joining(" or ")) + ") | not)) | "
                    + addition.filter();
        }

        @Override
        public String label() {
            return (removed.size() == 1 ? "Remove the public statement" : "Remove the public statements") + ", and "
                    + addition.label().toLowerCase(Locale.ROOT);
        }

        @Override
        public List<JsonNode> changed() {
            return addition.changed();
        }
    }

    /** A Sid is unique in a policy, and shorter than the statement. */
    private static boolean isSame(JsonNode known, JsonNode statement) {
        return sid(known)
                .map(sid -> sid(statement).filter(sid::equals).isPresent()
                        && statement.path("Effect").equals(known.path("Effect")))
                .orElseGet(() -> statement.equals(known));
    }

    private static String selecting(JsonNode known) {
        return sid(known)
                .map(sid ->
                        "(.Effect == " + JsonTree.write(known.path("Effect")) + " and .Sid == " + Jq.string(sid) + ")")
                .orElseGet(() -> ". == " + JsonTree.write(known));
    }

    private static Optional<String> sid(JsonNode statement) {
        return Optional.ofNullable(statement.path("Sid").textValue()).filter(sid -> !sid.isBlank());
    }

    private static ArrayNode list(List<? extends JsonNode> statements) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        statements.forEach(list::add);
        return list;
    }
}
