package why403.remedies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** What S3 and CloudFront require of a document that is put: what is wrong with it, or nothing. */
final class DocumentRules {

    private static final List<Set<String>> METHODS = List.of(
            Set.of("GET", "HEAD"),
            Set.of("GET", "HEAD", "OPTIONS"),
            Set.of("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"));

    private static final int LARGEST_POLICY = 20 * 1024;
    private static final int LONGEST_PATTERN = 255;

    private DocumentRules() {}

    /**
     * What S3 would refuse in a bucket policy.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html">AWS: add a bucket policy</a>
     */
    static Optional<String> policyFault(ObjectNode policy, String bucket) {
        List<JsonNode> statements = items(policy.path("Statement"));
        Set<String> sids = new HashSet<>();
        if (statements.isEmpty()) {
            return Optional.of("Missing required field Statement");
        }
        if (policy.toString().length() > LARGEST_POLICY) {
            return Optional.of("The policy is larger than 20 kB");
        }
        for (JsonNode statement : statements) {
            if (!statement.has("Effect") || (!statement.has("Action") && !statement.has("NotAction"))) {
                return Optional.of("Missing required field in " + statement);
            }
            if (statement.has("Sid") && !sids.add(statement.path("Sid").asText())) {
                return Optional.of("Statement IDs (SID) in a single policy must be unique");
            }
            JsonNode principal = statement.path(statement.has("NotPrincipal") ? "NotPrincipal" : "Principal");
            boolean namesDeleted = items(principal.path("AWS")).stream().anyMatch(DocumentRules::isDeletedPrincipal);
            if (principal.isMissingNode() || (principal.isObject() && principal.isEmpty()) || namesDeleted) {
                return Optional.of("Invalid principal in policy: " + statement);
            }
            boolean concernsOthers = items(statement.path("Resource")).stream()
                    .anyMatch(resource -> !resource.asText().matches("arn:aws[a-z-]*:s3:::" + bucket + "(/.*)?"));
            if (concernsOthers) {
                return Optional.of("Policy has invalid resource: " + statement);
            }
        }
        return Optional.empty();
    }

    /**
     * What CloudFront, or {@code aws} before it, would refuse in a distribution's configuration.
     *
     * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html">AWS:
     *     DistributionConfig</a>
     */
    static Optional<String> configurationFault(ObjectNode config, AccountState account) {
        return unknownMember(config, (SdkPojo) DistributionConfig.builder(), "DistributionConfig")
                .or(() -> wrongQuantity(config))
                .or(() -> wrongBehavior(config, account))
                .or(() -> wrongOrigin(config, account))
                .or(() -> wrongGeoRestriction(config));
    }

    /** What CloudFront would refuse in the configuration of a cache policy. */
    static Optional<String> cachePolicyFault(ObjectNode config) {
        JsonNode headers =
                config.path("ParametersInCacheKeyAndForwardedToOrigin").path("HeadersConfig");
        boolean isWhitelist = headers.path("HeaderBehavior").asText().equals("whitelist");
        return unknownMember(config, (SdkPojo) CachePolicyConfig.builder(), "CachePolicyConfig")
                .or(() -> wrongQuantity(config))
                .or(() -> config.has("Name")
                                && isWhitelist
                                        == (headers.path("Headers")
                                                        .path("Quantity")
                                                        .asInt()
                                                > 0)
                        ? Optional.empty()
                        : Optional.of("The parameter HeadersConfig is invalid: " + headers));
    }

    /** The names are those that {@code aws} accepts. */
    private static Optional<String> unknownMember(JsonNode node, SdkPojo type, String where) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            Optional<SdkField<?>> field = type.sdkFields().stream()
                    .filter(one -> one.memberName().equals(member.getKey()))
                    .findFirst();
            if (field.isEmpty()) {
                return Optional.of("Unknown parameter in " + where + ": " + member.getKey());
            }
            Optional<ListTrait> list = Optional.ofNullable(field.get().getTrait(ListTrait.class));
            Optional<SdkField<?>> inside = list.map(ListTrait::memberFieldInfo);
            SdkField<?> element = inside.orElse(field.get());
            if (list.isPresent() != member.getValue().isArray()) {
                return Optional.of("Invalid type for parameter " + where + "." + member.getKey());
            }
            if (Optional.ofNullable(element.constructor()).isPresent()) {
                for (JsonNode value : items(member.getValue())) {
                    Optional<String> fault =
                            unknownMember(value, element.constructor().get(), where + "." + member.getKey());
                    if (fault.isPresent()) {
                        return fault;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrongQuantity(JsonNode node) {
        if (node.has("Quantity")
                && node.path("Quantity").asInt() != node.path("Items").size()) {
            return Optional.of("The value of Quantity doesn't match the number of Items: " + node);
        }
        return StreamSupport.stream(node.spliterator(), false)
                .flatMap(child -> wrongQuantity(child).stream())
                .findFirst();
    }

    private static Optional<String> wrongBehavior(ObjectNode config, AccountState account) {
        Set<String> patterns = new HashSet<>();
        List<JsonNode> behaviors =
                new ArrayList<>(items(config.path("CacheBehaviors").path("Items")));
        for (JsonNode behavior : behaviors) {
            String pattern = behavior.path("PathPattern").asText();
            if (pattern.isEmpty() || pattern.length() > LONGEST_PATTERN || !patterns.add(pattern)) {
                return Optional.of("The parameter PathPattern is invalid or used twice: " + pattern);
            }
        }
        behaviors.add(config.path("DefaultCacheBehavior"));
        Set<String> targets = new TreeSet<>();
        items(config.path("Origins").path("Items"))
                .forEach(origin -> targets.add(origin.path("Id").asText()));
        items(config.path("OriginGroups").path("Items"))
                .forEach(group -> targets.add(group.path("Id").asText()));
        for (JsonNode behavior : behaviors) {
            JsonNode methods = behavior.path("AllowedMethods");
            if (!methods.isMissingNode() && !METHODS.contains(texts(methods.path("Items")))) {
                return Optional.of("The parameter AllowedMethods is none of the three sets: " + methods);
            }
            if (!targets.contains(behavior.path("TargetOriginId").asText())) {
                return Optional.of("NoSuchOrigin: " + behavior.path("TargetOriginId"));
            }
            Set<String> events = new HashSet<>();
            for (JsonNode association :
                    items(behavior.path("FunctionAssociations").path("Items"))) {
                String arn = association.path("FunctionARN").asText();
                if (!events.add(association.path("EventType").asText())) {
                    return Optional.of("Two functions at one event: " + behavior.path("FunctionAssociations"));
                }
                if (account.versions.containsKey("function " + name(arn))
                        && !account.publishedFunctions.contains(name(arn))) {
                    return Optional.of("The function is not published: " + arn);
                }
            }
        }
        return Optional.empty();
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static Optional<String> wrongOrigin(ObjectNode config, AccountState account) {
        for (JsonNode origin : items(config.path("Origins").path("Items"))) {
            String control = origin.path("OriginAccessControlId").asText();
            if (origin.has("S3OriginConfig") == origin.has("CustomOriginConfig")) {
                return Optional.of("An origin needs either S3OriginConfig or CustomOriginConfig: " + origin.path("Id"));
            }
            if (!control.isEmpty() && !account.controls.containsKey(control)) {
                return Optional.of("NoSuchOriginAccessControl: " + control);
            }
            boolean hasIdentity = !origin.path("S3OriginConfig")
                    .path("OriginAccessIdentity")
                    .asText()
                    .isEmpty();
            if (hasIdentity && !control.isEmpty()) {
                return Optional.of("An origin cannot have an OAI and an OAC: " + origin.path("Id"));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrongGeoRestriction(ObjectNode config) {
        JsonNode geo = config.path("Restrictions").path("GeoRestriction");
        boolean isNone = geo.path("RestrictionType").asText().equals("none");
        return isNone == (geo.path("Quantity").asInt() == 0)
                ? Optional.empty()
                : Optional.of("The parameter GeoRestriction is invalid: " + geo);
    }

    /** S3 shows a deleted user or role by its unique id. */
    static boolean isDeletedPrincipal(JsonNode principal) {
        return principal.asText().matches("A(ID|RO)A[A-Z0-9]+");
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    static List<JsonNode> items(JsonNode oneOrList) {
        List<JsonNode> items = new ArrayList<>();
        if (oneOrList.isArray()) {
            oneOrList.forEach(items::add);
        } else if (!oneOrList.isMissingNode()) {
            items.add(oneOrList);
        }
        return items;
    }
}
