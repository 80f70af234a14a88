package why403.diagnosis.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import why403.json.JsonTree;
import why403.text.Phrases;

/** A change of a bucket policy's statements. Made twice, it changes nothing more. */
public sealed interface PolicyChange {

    /** The member of a statement that names whom it is for. */
    String PRINCIPAL = "Principal";

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
     * Narrows Allow statements, so that they allow the same to these grantees alone. Narrowed to nobody, they are removed.
     *
     * @param statements as they are in the policy
     */
    record Narrowing(List<JsonNode> statements, List<Grantee> grantees) implements PolicyChange {

        public Narrowing {
            statements = List.copyOf(statements);
            grantees = List.copyOf(grantees);
        }

        @Override
        public List<JsonNode> of(List<JsonNode> existing) {
            return existing.stream()
                    .flatMap(statement -> statements.stream().anyMatch(known -> isUnchanged(known, statement))
                            ? narrowed(statement)
                            : Stream.of(statement))
                    .toList();
        }

        /** The narrowed statement has another principal, so a second run does not take it for the original. */
        private static boolean isUnchanged(JsonNode known, JsonNode statement) {
            return isSame(known, statement) && statement.path(PRINCIPAL).equals(known.path(PRINCIPAL));
        }

        private Stream<JsonNode> narrowed(JsonNode statement) {
            return IntStream.range(0, grantees.size()).mapToObj(i -> {
                ObjectNode changed = grantees.get(i).put(statement.deepCopy());
                return i == 0 ? changed : changed.without("Sid");
            });
        }

        @Override
        public String filter() {
            String meant = statements.stream()
                    .map(known -> "(" + selecting(known) + " and ." + PRINCIPAL + " == "
                            + JsonTree.write(known.path(PRINCIPAL)) + ")")
                    .collect(Collectors.joining(" or "));
            return grantees.isEmpty()
                    ? "map(select((" + meant + ") | not))"
                    : "map(if " + meant + " then "
                            + IntStream.range(0, grantees.size())
                                    .mapToObj(
                                            i -> "(" + grantees.get(i).filter() + (i == 0 ? "" : " | del(.Sid)") + ")")
                                    .collect(Collectors.joining(", "))
                            + " else . end)";
        }

        @Override
        public String label() {
            String what = statements.size() == 1 ? "the public statement" : "the public statements";
            return grantees.isEmpty() ? "Remove " + what : "Narrow " + what + " to this distribution";
        }

        /** Only what is replaced, because the conditions of a statement can hold secrets. */
        @Override
        public List<JsonNode> changed() {
            return grantees.stream()
                    .<JsonNode>map(grantee -> grantee.put(JsonNodeFactory.instance.objectNode()))
                    .toList();
        }
    }

    /**
     * Whom a statement allows something.
     *
     * @param kind of the principal: {@code Service} or {@code AWS}
     * @param sourceArn the value that the request's {@code AWS:SourceArn} must have; empty if it has none
     */
    record Grantee(String kind, String principal, Optional<String> sourceArn) {

        private static final String SOURCE_ARN = "AWS:SourceArn";

        /** Makes this the only grantee of a statement. */
        private ObjectNode put(ObjectNode statement) {
            statement.putObject(PRINCIPAL).put(kind, principal);
            sourceArn.ifPresent(arn -> statement
                    .withObject("/Condition")
                    .withObject("/StringEquals")
                    .put(SOURCE_ARN, arn));
            return statement;
        }

        private String filter() {
            return "." + PRINCIPAL + " = {" + Jq.string(kind) + ": " + Jq.string(principal) + "}"
                    + sourceArn
                            .map(arn -> " | .Condition.StringEquals[" + Jq.string(SOURCE_ARN) + "] = " + Jq.string(arn))
                            .orElse("");
        }

        /** Whether a statement's own conditions leave room for this grantee. */
        public static boolean fits(JsonNode statement) {
            JsonNode condition = statement.path("Condition");
            JsonNode equal = condition.path("StringEquals");
            return statement.has(PRINCIPAL)
                    && (condition.isMissingNode() || condition.isObject())
                    && (equal.isMissingNode() || equal.isObject())
                    && equal.properties().stream().noneMatch(key -> key.getKey().equalsIgnoreCase(SOURCE_ARN));
        }
    }

    /** Several changes of one policy, which AWS stores at once. */
    record Together(List<PolicyChange> changes) implements PolicyChange {

        public Together {
            changes = List.copyOf(changes);
        }

        @Override
        public List<JsonNode> of(List<JsonNode> existing) {
            List<JsonNode> statements = existing;
            for (PolicyChange change : changes) {
                statements = change.of(statements);
            }
            return statements;
        }

        @Override
        public String filter() {
            return changes.stream().map(PolicyChange::filter).collect(Collectors.joining(" | "));
        }

        @Override
        public String label() {
            return IntStream.range(0, changes.size())
                    .mapToObj(i -> i == 0
                            ? changes.get(i).label()
                            : Phrases.uncapitalized(changes.get(i).label()))
                    .collect(Collectors.joining(", and "));
        }

        @Override
        public List<JsonNode> changed() {
            return changes.stream().flatMap(change -> change.changed().stream()).toList();
        }
    }

    /** Those changes as one. */
    static PolicyChange together(List<PolicyChange> changes) {
        return changes.size() == 1 ? changes.get(0) : new Together(changes);
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
