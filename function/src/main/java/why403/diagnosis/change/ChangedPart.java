package why403.diagnosis.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.json.JsonTree;

/**
 * The part of a resource on which a cause depends. A change that left this part as it was did not bring the cause about.
 *
 * @param event the name of the events that set the part
 * @param member the member of the request that holds the whole configuration
 * @param parts the members of that configuration; none for all of it
 */
record ChangedPart(String event, String member, List<String> parts) {

    private static final List<String> BEHAVIORS = List.of("defaultCacheBehavior", "cacheBehaviors");
    private static final List<String> ROUTES =
            List.of("defaultCacheBehavior", "cacheBehaviors", "origins", "originGroups");

    ChangedPart {
        parts = List.copyOf(parts);
    }

    /** The part that such an event sets for that cause; empty if all events of that name count. */
    static Optional<ChangedPart> of(CauseId cause, TrailEvent event) {
        if (event.isNamed("UpdateDistribution")) {
            return Optional.of(new ChangedPart("UpdateDistribution", "distributionConfig", partsOfDistribution(cause)));
        }
        return event.isNamed("PutBucketPolicy")
                ? Optional.of(new ChangedPart("PutBucketPolicy", "bucketPolicy", List.of()))
                : Optional.empty();
    }

    private static List<String> partsOfDistribution(CauseId cause) {
        return switch (cause) {
            case GEO_RESTRICTION -> List.of("restrictions");
            case WAF_BLOCK -> List.of("webACLId");
            case ALIAS_NOT_CONFIGURED -> List.of("aliases", "viewerCertificate");
            case S3_DEFAULT_ROOT_OBJECT ->
                List.of("defaultRootObject", "defaultCacheBehavior", "cacheBehaviors", "origins");
            case METHOD_NOT_ALLOWED,
                    HTTPS_REQUIRED,
                    SIGNED_REQUEST_MISSING,
                    SIGNED_REQUEST_PREFLIGHT,
                    SIGNED_REQUEST_UNKNOWN_KEY,
                    SIGNED_REQUEST_NOT_YET_VALID,
                    SIGNED_REQUEST_WRONG_RESOURCE,
                    SIGNED_REQUEST_BAD_SIGNATURE,
                    SIGNED_REQUEST_MALFORMED,
                    EDGE_FUNCTION_DENIED,
                    LAMBDA_EDGE_DENIED,
                    BEHAVIOR_ORDER -> BEHAVIORS;
            case S3_ERROR_CACHED -> List.of("customErrorResponses");
            default -> ROUTES;
        };
    }

    /** What the event set; empty if CloudTrail did not record it. */
    Optional<String> setBy(TrailEvent change) {
        JsonNode whole = change.parameters().path(member);
        if (whole.isMissingNode() || whole.isNull()) {
            return Optional.empty();
        }
        return Optional.of(
                parts.isEmpty()
                        ? JsonTree.write(whole)
                        : parts.stream()
                                .map(whole::path)
                                .map(part -> part.isMissingNode() ? "" : JsonTree.write(part))
                                .toList()
                                .toString());
    }
}
