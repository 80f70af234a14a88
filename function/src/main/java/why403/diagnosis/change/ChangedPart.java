package why403.diagnosis.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import why403.cause.CauseId;
import why403.cause.MadeAt;
import why403.json.JsonTree;

/**
 * The part of a resource on which a cause depends. A change that left this part as it was did not bring the cause about, and
 * neither did one that set it to something that has not this effect.
 *
 * @param cause decides which part it is
 * @param patterns the path patterns of the cache behaviors that got the requests; {@code *} for the default one
 * @param origins the ids of the origins that can have got them; empty if they are not known
 * @param blockingRule the rule of a web ACL that blocked them, by name; empty if it is not known or there is none
 */
record ChangedPart(CauseId cause, Set<String> patterns, Set<String> origins, Optional<String> blockingRule) {

    /** How a statement of a policy takes effect. */
    private static final String DENY = "Deny";

    private static final String ALLOW = "Allow";

    /** What follows a part in its text. */
    private static final String END = "\n";

    /**
     * What an event set a part to.
     *
     * @param of what kind of part, because events of different kinds cannot be compared
     * @param values in a form that is the same for the same content
     */
    record Setting(String of, Set<String> values) {}

    ChangedPart {
        patterns = Set.copyOf(patterns);
        origins = Set.copyOf(origins);
    }

    /** The part as the event set it; empty if it is not recorded. */
    Optional<Setting> setBy(TrailEvent event) {
        JsonNode parameters = event.parameters();
        if (event.isNamed("UpdateDistribution")) {
            return setting("distribution", parameters.path("distributionConfig"), this::ofDistribution);
        }
        if (event.isNamed("PutBucketPolicy")) {
            return setting("policy", parameters.path("bucketPolicy"), this::ofBucketPolicy);
        }
        if (event.isNamed("DeleteBucketPolicy")) {
            return Optional.of(new Setting("policy", Set.of()));
        }
        if (event.isNamed("PutKeyPolicy")) {
            return setting("policy", parsed(parameters.path("policy")), policy -> statements(policy, ALLOW, DENY));
        }
        if (event.isNamed("UpdateWebACL")) {
            return setting("rules", parameters, this::ofWebAcl).filter(none -> parameters.has("rules"));
        }
        return setting("addresses", parameters.path("addresses"), ChangedPart::whole)
                .filter(none -> event.isNamed("UpdateIPSet"));
    }

    private static Optional<Setting> setting(String of, JsonNode part, Function<JsonNode, Set<String>> values) {
        return part.isMissingNode() || part.isNull()
                ? Optional.empty()
                : Optional.of(new Setting(of, values.apply(part)));
    }

    /** Whether a part that was set so cannot have the effect, whatever it was before. */
    boolean isHarmless(Setting setting) {
        return cause == CauseId.S3_EXPLICIT_DENY && setting.values().isEmpty();
    }

    /** Whether the part can have this effect after the change, and not before. More Allow statements refuse nothing. */
    boolean isWorse(Setting before, Setting after) {
        if (!before.of().equals("policy")
                || cause == CauseId.S3_PUBLIC_ACCESS_BLOCKED
                || cause == CauseId.S3_KMS_KEY_DENIED) {
            return !before.equals(after);
        }
        return cause == CauseId.S3_EXPLICIT_DENY
                ? !before.values().containsAll(after.values())
                : !after.values().containsAll(before.values());
    }

    private static JsonNode parsed(JsonNode policy) {
        try {
            return JsonTree.read(policy.asText());
        } catch (JsonProcessingException unreadable) {
            return MissingNode.getInstance();
        }
    }

    private Set<String> ofBucketPolicy(JsonNode policy) {
        return statements(policy, cause == CauseId.S3_EXPLICIT_DENY ? DENY : ALLOW);
    }

    private static Set<String> statements(JsonNode policy, String... effects) {
        return elements(policy.path("Statement"))
                .filter(statement ->
                        Set.of(effects).contains(statement.path("Effect").asText()))
                .map(ChangedPart::normalized)
                .collect(Collectors.toSet());
    }

    private static Set<String> whole(JsonNode part) {
        return Set.of(normalized(part));
    }

    /** The rule, and what is evaluated before it and could have allowed the requests or marked them for it. */
    private Set<String> ofWebAcl(JsonNode parameters) {
        JsonNode rules = parameters.path("rules");
        Optional<JsonNode> own = elements(rules)
                .filter(rule ->
                        blockingRule.filter(rule.path("name").asText()::equals).isPresent())
                .findFirst();
        if (own.isEmpty() || normalized(own.get()).contains("labelmatchstatement=")) {
            return Set.of(normalized(rules) + normalized(parameters.path("defaultAction")));
        }
        long priority = own.get().path("priority").asLong();
        return elements(rules)
                .filter(rule -> rule.equals(own.get())
                        || (rule.path("action").has("allow")
                                && rule.path("priority").asLong() < priority))
                .map(ChangedPart::normalized)
                .collect(Collectors.toSet());
    }

    private Set<String> ofDistribution(JsonNode config) {
        return Set.of(
                switch (cause) {
                    case GEO_RESTRICTION -> normalized(config.path("restrictions"));
                    case WAF_BLOCK -> normalized(config.path("webACLId"));
                    case ALIAS_NOT_CONFIGURED -> members(config, "aliases", "viewerCertificate");
                    case S3_ERROR_CACHED -> normalized(config.path("customErrorResponses"));
                    case S3_DEFAULT_ROOT_OBJECT ->
                        members(config, "defaultRootObject") + origins(config) + behaviors(config);
                    case BEHAVIOR_ORDER -> behaviors(config);
                    default ->
                        cause.madeAt() == MadeAt.EDGE
                                ? behaviors(config)
                                : members(config, "originGroups") + origins(config) + behaviors(config);
                });
    }

    /** The order of the path patterns, and the cache behaviors that got the requests. */
    private String behaviors(JsonNode config) {
        List<JsonNode> items = elements(config.at("/cacheBehaviors/items")).toList();
        String order = text(items.stream().map(item -> item.path("pathPattern").asText()));
        String own = text(items.stream()
                .filter(item -> patterns.contains(item.path("pathPattern").asText()))
                .map(ChangedPart::normalized));
        return order + own + (patterns.contains("*") ? normalized(config.path("defaultCacheBehavior")) : "");
    }

    private String origins(JsonNode config) {
        return text(elements(config.at("/origins/items"))
                .filter(origin ->
                        origins.isEmpty() || origins.contains(origin.path("id").asText()))
                .map(ChangedPart::normalized));
    }

    private static String members(JsonNode config, String... names) {
        return text(Stream.of(names).map(config::path).map(ChangedPart::normalized));
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                : node.isObject() ? Stream.of(node) : Stream.of();
    }

    private static String text(Stream<String> parts) {
        StringBuilder all = new StringBuilder();
        parts.forEach(part -> all.append(part).append(END));
        return all.toString();
    }

    /** AWS writes a list of one value as that value, and members in any order. */
    private static String normalized(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (node.isArray()) {
            List<String> values = new ArrayList<>();
            node.forEach(value -> values.add(normalized(value)));
            return values.size() == 1
                    ? values.get(0)
                    : values.stream().sorted().toList().toString();
        }
        if (!node.isObject()) {
            return JsonTree.write(node);
        }
        TreeMap<String, String> members = new TreeMap<>();
        node.properties()
                .forEach(
                        member -> members.put(member.getKey().toLowerCase(Locale.ROOT), normalized(member.getValue())));
        return members.toString();
    }
}
