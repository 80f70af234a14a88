package why403.diagnosis.remedy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import why403.json.JsonTree;

/** A resource's policy while a plan changes it: not known, absent, or a document. */
public sealed interface PolicyState {

    /** The account did not answer what the policy is. */
    record Unknown() implements PolicyState {}

    /** The resource has no policy. */
    record Absent() implements PolicyState {}

    /** The policy's own JSON. */
    record Present(ObjectNode document) implements PolicyState {}

    String PRINCIPAL = "Principal";
    String NOT_PRINCIPAL = "NotPrincipal";

    /** S3 shows a deleted user, role or identity by its unique id, and refuses a policy that names one. */
    Pattern DELETED_PRINCIPAL = Pattern.compile("A(ID|RO)A[A-Z0-9]+");

    /** The values of these conditions are passwords in effect. */
    Pattern SECRET = Pattern.compile("(?i)\"aws:(Referer|UserAgent)\"");

    /** The JSON of a policy that can be edited; empty if the text is not that of an object. */
    static Optional<ObjectNode> document(String json) {
        try {
            return JsonTree.read(json) instanceof ObjectNode document ? Optional.of(document) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** Whether a policy or statement must not be printed. */
    static boolean mayHoldSecrets(JsonNode policy) {
        return SECRET.matcher(JsonTree.write(policy)).find();
    }

    /** The same after a change, without principals that were deleted. */
    default PolicyState after(PolicyChange change) {
        if (this instanceof Unknown) {
            return this;
        }
        ObjectNode document = this instanceof Present present
                ? present.document().deepCopy()
                : JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        change.of(statementsOf(document).stream()
                        .map(statement -> withoutDeleted(statement, PRINCIPAL))
                        .map(statement -> withoutDeleted(statement, NOT_PRINCIPAL))
                        .map(PolicyState::ofAllIfOfAllBut)
                        .filter(PolicyState::hasPrincipal)
                        .toList())
                .forEach(all::add);
        document.set("Statement", all);
        return new Present(document);
    }

    /** Whether that element of a statement names a principal that was deleted, or may name one. */
    default boolean mayNameDeleted(String element) {
        return this instanceof Unknown
                || (this instanceof Present present
                        && statementsOf(present.document()).stream()
                                .anyMatch(statement ->
                                        principals(statement, element).stream().anyMatch(PolicyState::isDeleted)));
    }

    private static List<JsonNode> statementsOf(ObjectNode document) {
        JsonNode statements = document.path("Statement");
        List<JsonNode> list = new ArrayList<>();
        if (statements.isArray()) {
            statements.forEach(list::add);
        } else if (!statements.isMissingNode()) {
            list.add(statements);
        }
        return list;
    }

    private static List<JsonNode> principals(JsonNode statement, String element) {
        JsonNode named = statement.path(element).path("AWS");
        List<JsonNode> list = new ArrayList<>();
        if (named.isArray()) {
            named.forEach(list::add);
        } else if (!named.isMissingNode()) {
            list.add(named);
        }
        return list;
    }

    private static boolean isDeleted(JsonNode principal) {
        return principal.isTextual()
                && DELETED_PRINCIPAL.matcher(principal.textValue()).matches();
    }

    private static JsonNode withoutDeleted(JsonNode statement, String element) {
        List<JsonNode> named = principals(statement, element);
        List<JsonNode> living = named.stream().filter(one -> !isDeleted(one)).toList();
        if (living.size() == named.size()) {
            return statement;
        }
        ObjectNode changed = statement.deepCopy();
        ObjectNode principal = (ObjectNode) changed.path(element);
        principal.remove("AWS");
        if (!living.isEmpty()) {
            ArrayNode list = principal.putArray("AWS");
            living.forEach(list::add);
        }
        return changed;
    }

    /** Everybody but a principal that was deleted is everybody. */
    private static JsonNode ofAllIfOfAllBut(JsonNode statement) {
        if (!(statement.path(NOT_PRINCIPAL) instanceof ObjectNode others) || !others.isEmpty()) {
            return statement;
        }
        ObjectNode changed = statement.deepCopy();
        changed.remove(NOT_PRINCIPAL);
        return changed.put(PRINCIPAL, "*");
    }

    private static boolean hasPrincipal(JsonNode statement) {
        JsonNode principal = statement.path(PRINCIPAL);
        return !principal.isObject() || !principal.isEmpty();
    }
}
