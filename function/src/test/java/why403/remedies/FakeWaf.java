package why403.remedies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * AWS WAF as far as the remedies need it: what it accepts as a web ACL, and whether a web ACL blocks a sampled request. It sees
 * only the path. Whatever else a rule looks at was as it was when the request was sampled.
 */
final class FakeWaf {

    private static final Set<String> TAKEN = Set.of(
            "Name",
            "Scope",
            "Id",
            "DefaultAction",
            "Description",
            "Rules",
            "VisibilityConfig",
            "DataProtectionConfig",
            "CustomResponseBodies",
            "CaptchaConfig",
            "ChallengeConfig",
            "TokenDomains",
            "AssociationConfig",
            "OnSourceDDoSProtectionConfig",
            "ApplicationConfig");

    private static final Set<String> REQUIRED = Set.of("Name", "Scope", "Id", "DefaultAction", "VisibilityConfig");

    private static final Set<String> NEVER_INSIDE =
            Set.of("ManagedRuleGroupStatement", "RuleGroupReferenceStatement", "RateBasedStatement");

    private FakeWaf() {}

    /** Why UpdateWebACL refuses the input; empty if it takes it. */
    static Optional<String> fault(ObjectNode input) {
        Set<String> members = new TreeSet<>();
        input.fieldNames().forEachRemaining(members::add);
        Set<String> missing = new TreeSet<>(REQUIRED);
        missing.removeAll(members);
        members.removeAll(TAKEN);
        if (!members.isEmpty() || !missing.isEmpty()) {
            return Optional.of("unknown: " + members + ", missing: " + missing);
        }
        if (input.has("Description") && input.path("Description").asText().isEmpty()) {
            return Optional.of("an empty Description");
        }
        Set<String> names = new HashSet<>();
        Set<Integer> priorities = new HashSet<>();
        for (JsonNode rule : input.path("Rules")) {
            if (!names.add(rule.path("Name").asText())
                    || !priorities.add(rule.path("Priority").asInt(-1))
                    || rule.has("Action") == rule.has("OverrideAction")
                    || !rule.path("VisibilityConfig").has("MetricName")) {
                return Optional.of("rule " + rule);
            }
            Optional<String> inside = faultOf(rule.path("Statement"), true);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> faultOf(JsonNode statement, boolean isOutermost) {
        if (statement.size() != 1) {
            return Optional.of("not one statement: " + statement);
        }
        String kind = statement.fieldNames().next();
        JsonNode body = statement.path(kind);
        if (NEVER_INSIDE.contains(kind) && !isOutermost) {
            return Optional.of(kind + " inside another statement");
        }
        if (Set.of("AndStatement", "OrStatement").contains(kind)) {
            if (body.path("Statements").size() < 2) {
                return Optional.of(kind + " of fewer than two");
            }
            for (JsonNode part : body.path("Statements")) {
                Optional<String> fault = faultOf(part, false);
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        if (kind.equals("ByteMatchStatement")
                && Base64.getDecoder().decode(body.path("SearchString").asText()).length == 0) {
            return Optional.of("nothing to search for");
        }
        JsonNode only = kind.equals("NotStatement") ? body.path("Statement") : body.path("ScopeDownStatement");
        return only.isMissingNode() ? Optional.empty() : faultOf(only, false);
    }

    /** The samples that it would give now: those of the answer that are still blocked. */
    static ObjectNode sampledNow(ObjectNode webAcl, String metric, ObjectNode answer) {
        ObjectNode now = answer.deepCopy();
        ArrayNode left = now.putArray("SampledRequests");
        answer.path("SampledRequests").forEach(sample -> {
            if (blocks(webAcl, metric, sample)) {
                left.add(sample);
            }
        });
        return now;
    }

    private static boolean blocks(ObjectNode webAcl, String metric, JsonNode sample) {
        String path = sample.path("Request").path("URI").asText();
        if (webAcl.path("VisibilityConfig").path("MetricName").asText().equals(metric)) {
            for (JsonNode rule : webAcl.path("Rules")) {
                if (rule.path("Action").has("Allow") && matches(rule.path("Statement"), path, false)) {
                    return false;
                }
            }
            return webAcl.path("DefaultAction").has("Block");
        }
        for (JsonNode rule : webAcl.path("Rules")) {
            if (rule.path("VisibilityConfig").path("MetricName").asText().equals(metric)) {
                return blocks(rule, sample.path("RuleNameWithinRuleGroup").asText(), path);
            }
        }
        return false;
    }

    private static boolean blocks(JsonNode rule, String inGroup, String path) {
        JsonNode statement = rule.path("Statement");
        if (statement.has("RateBasedStatement")) {
            JsonNode scope = statement.path("RateBasedStatement").path("ScopeDownStatement");
            return scope.isMissingNode() || matches(scope, path, true);
        }
        for (String group : Set.of("ManagedRuleGroupStatement", "RuleGroupReferenceStatement")) {
            for (JsonNode override : statement.path(group).path("RuleActionOverrides")) {
                if (inGroup.endsWith("#" + override.path("Name").asText())
                        && override.path("ActionToUse").has("Count")) {
                    return false;
                }
            }
        }
        return rule.path("OverrideAction").has("None")
                || (rule.path("Action").has("Block") && matches(statement, path, true));
    }

    private static boolean matches(JsonNode statement, String path, boolean others) {
        String kind = statement.fieldNames().next();
        JsonNode body = statement.path(kind);
        return switch (kind) {
            case "AndStatement" -> {
                boolean all = true;
                for (JsonNode part : body.path("Statements")) {
                    all &= matches(part, path, others);
                }
                yield all;
            }
            case "OrStatement" -> {
                boolean any = false;
                for (JsonNode part : body.path("Statements")) {
                    any |= matches(part, path, others);
                }
                yield any;
            }
            case "NotStatement" -> !matches(body.path("Statement"), path, !others);
            case "ByteMatchStatement" -> body.path("FieldToMatch").has("UriPath") ? matchesPath(body, path) : others;
            default -> others;
        };
    }

    private static boolean matchesPath(JsonNode match, String path) {
        String searched =
                new String(Base64.getDecoder().decode(match.path("SearchString").asText()), StandardCharsets.UTF_8);
        return switch (match.path("PositionalConstraint").asText()) {
            case "EXACTLY" -> path.equals(searched);
            case "STARTS_WITH" -> path.startsWith(searched);
            default -> path.contains(searched);
        };
    }
}
