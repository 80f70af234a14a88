package why403.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.json.JsonProblem;
import why403.json.JsonTree;

/** Reads a policy's JSON. */
final class PolicyReader {

    private PolicyReader() {}

    static Policy.Reading read(String json) {
        try {
            return new Policy.Read(policy(tree(json)));
        } catch (JsonProcessingException e) {
            return new Policy.Unreadable("The policy " + JsonProblem.of(e) + place(e) + ".");
        } catch (Malformed e) {
            return new Policy.Unreadable(e.getMessage());
        }
    }

    /** Only the place, because the parser's message can quote the policy, which can contain secrets. */
    private static String place(JsonProcessingException e) {
        return Optional.ofNullable(e.getLocation())
                .map(at -> " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                .orElse("");
    }

    /** Some AWS answers contain the policy as an escaped string without its outer quotes. */
    private static JsonNode tree(String json) throws JsonProcessingException {
        String text = json.strip();
        JsonNode tree = JsonTree.read(text.startsWith("{\\\"") ? '"' + text + '"' : text);
        return tree.isTextual() ? JsonTree.read(tree.textValue()) : tree;
    }

    private static Policy policy(JsonNode root) throws Malformed {
        if (!root.isObject()) {
            throw new Malformed("The policy is not a JSON object.");
        }
        List<Statement> statements = new ArrayList<>();
        for (JsonNode statement : items(root.path("Statement"), "The policy", "Statement")) {
            statements.add(statement(statement, statements.size() + 1));
        }
        return new Policy(root.path("Version").asText().equals("2012-10-17"), statements);
    }

    private static Statement statement(JsonNode node, int number) throws Malformed {
        String place = "Statement " + number + " of the policy";
        if (!node.isObject()) {
            throw new Malformed(place + " is not a JSON object.");
        }
        boolean hasResource = node.has("Resource") || node.has("NotResource");
        return new Statement(
                number,
                Optional.ofNullable(node.path("Sid").textValue()).filter(sid -> !sid.isBlank()),
                effect(node.path("Effect"), place),
                principals(node, place),
                actions(node, place),
                hasResource ? Optional.of(clause(node, "Resource", place)) : Optional.empty(),
                conditions(node.path("Condition"), place));
    }

    private static Effect effect(JsonNode node, String place) throws Malformed {
        return switch (node.asText()) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw new Malformed(place + " has no Effect of Allow or Deny.");
        };
    }

    private static Clause<ActionPattern> actions(JsonNode statement, String place) throws Malformed {
        Clause<String> texts = clause(statement, "Action", place);
        return new Clause<>(
                texts.isNegated(),
                texts.values().stream().map(ActionPattern::of).toList());
    }

    private static Clause<String> clause(JsonNode statement, String name, String place) throws Malformed {
        boolean isNegated = !statement.has(name) && statement.has("Not" + name);
        String element = isNegated ? "Not" + name : name;
        return clause(isNegated, texts(statement.path(element), place, element), place, element);
    }

    /** AWS stores no policy with an empty element. */
    private static <T> Clause<T> clause(boolean isNegated, List<T> values, String place, String element)
            throws Malformed {
        if (values.isEmpty()) {
            throw new Malformed(place + " has an empty " + element + ".");
        }
        return new Clause<>(isNegated, values);
    }

    private static Clause<Statement.Named> principals(JsonNode statement, String place) throws Malformed {
        boolean isNegated = !statement.has("Principal") && statement.has("NotPrincipal");
        String element = isNegated ? "NotPrincipal" : "Principal";
        JsonNode node = statement.path(element);
        List<Statement.Named> named = new ArrayList<>();
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> kind : node.properties()) {
                for (String value : texts(kind.getValue(), place, element)) {
                    named.add(new Statement.Named(kind.getKey(), value));
                }
            }
        } else if (node.asText().equals("*")) {
            named.add(new Statement.Named("*", "*"));
        } else {
            throw new Malformed(place + " has no " + element + " of * or of named principals.");
        }
        return clause(isNegated, named, place, element);
    }

    private static List<Condition> conditions(JsonNode node, String place) throws Malformed {
        if (!node.isMissingNode() && !node.isObject()) {
            throw new Malformed(place + " has a Condition that is not a JSON object.");
        }
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : node.properties()) {
            if (!operator.getValue().isObject()) {
                throw new Malformed(place + " has a Condition whose " + operator.getKey() + " is not a JSON object.");
            }
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                conditions.add(Condition.of(
                        operator.getKey(), key.getKey(), texts(key.getValue(), place, "Condition " + key.getKey())));
            }
        }
        return conditions;
    }

    private static List<String> texts(JsonNode node, String place, String name) throws Malformed {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(node, place, name)) {
            if (!item.isValueNode() || item.isNull()) {
                throw new Malformed(place + " has a " + name + " that is not a string or a list of strings.");
            }
            texts.add(item.asText());
        }
        return texts;
    }

    private static Iterable<JsonNode> items(JsonNode node, String place, String name) throws Malformed {
        if (node.isMissingNode()) {
            throw new Malformed(place + " has no " + name + ".");
        }
        return node.isArray() ? node : List.of(node);
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String sentence) {
            super(sentence);
        }
    }
}
