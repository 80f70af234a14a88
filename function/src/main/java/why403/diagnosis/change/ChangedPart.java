package why403.diagnosis.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
 */
record ChangedPart(CauseId cause, Set<String> patterns) {

    private static final String UPDATE = "UpdateDistribution";
    private static final String POLICY = "PutBucketPolicy";

    /** How a statement of a policy takes effect. */
    private static final String DENY = "Deny";

    private static final String ALLOW = "Allow";

    /** What follows a part in its text. */
    private static final String END = "\n";

    ChangedPart {
        patterns = Set.copyOf(patterns);
    }

    /** The part as the event set it, in a form that is the same for the same content; empty if it is not recorded. */
    Optional<String> setBy(TrailEvent event) {
        if (event.isNamed(UPDATE)) {
            return present(event.parameters().path("distributionConfig")).map(this::ofDistribution);
        }
        return event.isNamed(POLICY)
                ? present(event.parameters().path("bucketPolicy")).map(this::ofPolicy)
                : Optional.empty();
    }

    /** Whether what the event set is recorded, and cannot have the effect. */
    boolean isContradictedBy(TrailEvent event) {
        JsonNode parameters = event.parameters();
        return switch (cause) {
            case GEO_RESTRICTION ->
                parameters
                        .at("/distributionConfig/restrictions/geoRestriction/restrictionType")
                        .asText()
                        .equalsIgnoreCase("none");
            case WAF_BLOCK ->
                parameters.at("/distributionConfig/webACLId").isTextual()
                        && parameters
                                .at("/distributionConfig/webACLId")
                                .asText()
                                .isEmpty();
            case S3_EXPLICIT_DENY -> setBy(event).filter(String::isEmpty).isPresent();
            case S3_PUBLIC_ACCESS_BLOCKED ->
                parameters
                                .at("/PublicAccessBlockConfiguration/RestrictPublicBuckets")
                                .isBoolean()
                        && !parameters
                                .at("/PublicAccessBlockConfiguration/RestrictPublicBuckets")
                                .asBoolean();
            default -> false;
        };
    }

    private static Optional<JsonNode> present(JsonNode part) {
        return part.isMissingNode() || part.isNull() ? Optional.empty() : Optional.of(part);
    }

    private String ofPolicy(JsonNode policy) {
        String effect = cause == CauseId.S3_EXPLICIT_DENY ? DENY : ALLOW;
        return text(elements(policy.path("Statement"))
                .filter(statement -> statement.path("Effect").asText().equals(effect))
                .map(ChangedPart::normalized)
                .sorted());
    }

    private String ofDistribution(JsonNode config) {
        return switch (cause) {
            case GEO_RESTRICTION -> normalized(config.path("restrictions"));
            case WAF_BLOCK -> normalized(config.path("webACLId"));
            case ALIAS_NOT_CONFIGURED -> members(config, "aliases", "viewerCertificate");
            case S3_ERROR_CACHED -> normalized(config.path("customErrorResponses"));
            case S3_DEFAULT_ROOT_OBJECT -> members(config, "defaultRootObject", "origins") + behaviors(config);
            case BEHAVIOR_ORDER -> behaviors(config);
            default ->
                cause.madeAt() == MadeAt.EDGE
                        ? behaviors(config)
                        : members(config, "origins", "originGroups") + behaviors(config);
        };
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
