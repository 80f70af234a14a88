package why403.cause;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every cause that a diagnosis can name, in the order of the catalogue: causes of equal share are reported in it.
 *
 * <p>{@code docs/causes.md} describes each for users.
 */
public enum CauseId {
    GEO_RESTRICTION("geo-restriction", Kind.INTENDED, MadeAt.EDGE, "UpdateDistribution"),
    WAF_BLOCK(
            "waf-block",
            Kind.INTENDED,
            MadeAt.EDGE,
            "UpdateWebACL",
            "UpdateIPSet",
            "UpdateRegexPatternSet",
            "UpdateRuleGroup",
            "UpdateDistribution"),
    SIGNED_REQUEST_MISSING("signed-request-missing", Kind.MISCONFIGURATION, MadeAt.EDGE, "UpdateDistribution"),
    SIGNED_REQUEST_PREFLIGHT("signed-request-preflight", Kind.MISCONFIGURATION, MadeAt.EDGE, "UpdateDistribution"),
    SIGNED_REQUEST_UNKNOWN_KEY(
            "signed-request-unknown-key",
            Kind.MISCONFIGURATION,
            MadeAt.EDGE,
            "UpdateKeyGroup",
            "DeletePublicKey",
            "UpdateDistribution"),
    SIGNED_REQUEST_EXPIRED("signed-request-expired", Kind.CLIENT, MadeAt.EDGE),
    SIGNED_REQUEST_NOT_YET_VALID(
            "signed-request-not-yet-valid", Kind.MISCONFIGURATION, MadeAt.EDGE, "UpdateDistribution"),
    SIGNED_REQUEST_WRONG_ADDRESS("signed-request-wrong-address", Kind.CLIENT, MadeAt.EDGE),
    SIGNED_REQUEST_WRONG_RESOURCE(
            "signed-request-wrong-resource", Kind.MISCONFIGURATION, MadeAt.EDGE, "UpdateDistribution"),
    SIGNED_REQUEST_BAD_SIGNATURE(
            "signed-request-bad-signature", Kind.MISCONFIGURATION, MadeAt.EDGE, "UpdateDistribution", "UpdateKeyGroup"),
    SIGNED_REQUEST_MALFORMED("signed-request-malformed", Kind.MISCONFIGURATION, MadeAt.EDGE, "UpdateDistribution"),
    METHOD_NOT_ALLOWED("method-not-allowed", Kind.MISCONFIGURATION, MadeAt.EDGE, "UpdateDistribution"),
    HTTPS_REQUIRED("https-required", Kind.MISCONFIGURATION, MadeAt.EDGE, "UpdateDistribution"),
    ALIAS_NOT_CONFIGURED(
            "alias-not-configured",
            Kind.MISCONFIGURATION,
            MadeAt.EDGE,
            "UpdateDistribution",
            "AssociateAlias",
            "UpdateDomainAssociation",
            "UpdateDistributionTenant"),
    GET_WITH_BODY("get-with-body", Kind.CLIENT, MadeAt.EDGE),
    EDGE_FUNCTION_DENIED("edge-function-denied", Kind.INTENDED, MadeAt.EDGE, "PublishFunction", "UpdateDistribution"),
    LAMBDA_EDGE_DENIED("lambda-edge-denied", Kind.INTENDED, MadeAt.EDGE, "UpdateDistribution"),
    STACKED_DISTRIBUTIONS("stacked-distributions", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "UpdateDistribution"),
    EDGE_FUNCTION_CHANGED_ORIGIN(
            "edge-function-changed-origin",
            Kind.MISCONFIGURATION,
            MadeAt.ORIGIN,
            "PublishFunction",
            "UpdateDistribution"),
    BEHAVIOR_ORDER("behavior-order", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "UpdateDistribution"),
    S3_NO_ORIGIN_ACCESS(
            "s3-no-origin-access",
            Kind.MISCONFIGURATION,
            MadeAt.ORIGIN,
            "UpdateDistribution",
            "PutBucketPolicy",
            "DeleteBucketPolicy",
            "PutBucketAcl"),
    S3_GRANT_MISSING("s3-grant-missing", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "DeleteBucketPolicy", "PutBucketPolicy"),
    S3_GRANT_WRONG_IDENTITY(
            "s3-grant-wrong-identity", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "PutBucketPolicy", "UpdateDistribution"),
    S3_GRANT_WRONG_RESOURCE(
            "s3-grant-wrong-resource", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "PutBucketPolicy", "UpdateDistribution"),
    S3_GRANT_WRONG_ACTION("s3-grant-wrong-action", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "PutBucketPolicy"),
    S3_EXPLICIT_DENY("s3-explicit-deny", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "PutBucketPolicy"),
    S3_PUBLIC_ACCESS_BLOCKED(
            "s3-public-access-blocked",
            Kind.MISCONFIGURATION,
            MadeAt.ORIGIN,
            "PutBucketPublicAccessBlock",
            "PutAccountPublicAccessBlock",
            "PutBucketPolicy"),
    S3_KMS_KEY_DENIED("s3-kms-key-denied", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "PutKeyPolicy", "PutBucketEncryption"),
    S3_OBJECT_MISSING("s3-object-missing", Kind.CLIENT, MadeAt.ORIGIN, "PutBucketPolicy", "UpdateDistribution"),
    S3_DEFAULT_ROOT_OBJECT("s3-default-root-object", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "UpdateDistribution"),
    S3_WEBSITE_ENDPOINT_PRIVATE(
            "s3-website-endpoint-private",
            Kind.MISCONFIGURATION,
            MadeAt.ORIGIN,
            "PutBucketPolicy",
            "DeleteBucketPolicy",
            "UpdateDistribution"),
    S3_OBJECT_OWNERSHIP(
            "s3-object-ownership", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "PutBucketOwnershipControls", "PutBucketAcl"),
    S3_VIEWER_AUTHENTICATION(
            "s3-viewer-authentication",
            Kind.MISCONFIGURATION,
            MadeAt.ORIGIN,
            "UpdateDistribution",
            "UpdateOriginRequestPolicy",
            "UpdateCachePolicy"),
    S3_CORS_PREFLIGHT("s3-cors-preflight", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "PutBucketCors", "DeleteBucketCors"),
    S3_OAC_NOT_SIGNING(
            "s3-oac-not-signing",
            Kind.MISCONFIGURATION,
            MadeAt.ORIGIN,
            "UpdateOriginAccessControl",
            "UpdateDistribution",
            "UpdateCachePolicy",
            "UpdateOriginRequestPolicy"),
    S3_OBJECT_ARCHIVED("s3-object-archived", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "PutBucketLifecycleConfiguration"),
    S3_ERROR_CACHED("s3-error-cached", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "UpdateDistribution"),
    LAMBDA_URL_GRANT_MISSING(
            "lambda-url-grant-missing",
            Kind.MISCONFIGURATION,
            MadeAt.ORIGIN,
            "RemovePermission",
            "UpdateFunctionUrlConfig",
            "UpdateDistribution"),
    LAMBDA_URL_UNSIGNED_BODY("lambda-url-unsigned-body", Kind.CLIENT, MadeAt.ORIGIN, "UpdateDistribution"),
    ORIGIN_SIGNATURE_MISMATCH("origin-signature-mismatch", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "UpdateDistribution"),
    HOST_HEADER_FORWARDED(
            "host-header-forwarded",
            Kind.MISCONFIGURATION,
            MadeAt.ORIGIN,
            "UpdateDistribution",
            "UpdateOriginRequestPolicy",
            "UpdateCachePolicy"),
    API_GATEWAY_FORBIDDEN(
            "api-gateway-forbidden",
            Kind.MISCONFIGURATION,
            MadeAt.ORIGIN,
            "UpdateRestApi",
            "UpdateApi",
            "UpdateStage",
            "CreateDeployment",
            "AssociateWebACL",
            "UpdateWebACL",
            "UpdateDistribution"),
    API_GATEWAY_AUTHORIZER_DENIED(
            "api-gateway-authorizer-denied", Kind.INTENDED, MadeAt.ORIGIN, "UpdateAuthorizer", "CreateDeployment"),
    API_GATEWAY_NO_ROUTE(
            "api-gateway-no-route",
            Kind.MISCONFIGURATION,
            MadeAt.ORIGIN,
            "UpdateDistribution",
            "DeleteStage",
            "CreateDeployment"),
    ORIGIN_SECRET_HEADER(
            "origin-secret-header",
            Kind.MISCONFIGURATION,
            MadeAt.ORIGIN,
            "UpdateDistribution",
            "ModifyRule",
            "CreateRule",
            "DeleteRule",
            "PutBucketPolicy"),
    ORIGIN_HEADER_NOT_FORWARDED(
            "origin-header-not-forwarded",
            Kind.MISCONFIGURATION,
            MadeAt.ORIGIN,
            "UpdateDistribution",
            "UpdateCachePolicy",
            "UpdateOriginRequestPolicy"),
    CUSTOM_ORIGIN_FORBIDDEN("custom-origin-forbidden", Kind.MISCONFIGURATION, MadeAt.ORIGIN, "UpdateDistribution"),
    UNEXPLAINED("unexplained", Kind.UNKNOWN, MadeAt.UNKNOWN);

    private static final Map<String, CauseId> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CauseId::id, Function.identity()));

    private final String id;
    private final Kind kind;
    private final MadeAt madeAt;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
    private final Set<String> changes;

    CauseId(String id, Kind kind, MadeAt madeAt, String... changes) {
        this.id = id;
        this.kind = kind;
        this.madeAt = madeAt;
        this.changes = Set.of(changes);
    }

    /** The id that JSON, message attributes and the {@code ignore} option carry, such as {@code s3-grant-missing}. */
    public String id() {
        return id;
    }

    /** Whose matter the cause is. */
    public Kind kind() {
        return kind;
    }

    /** Who answers 403 under this cause. */
    public MadeAt madeAt() {
        return madeAt;
    }

    /** The names of the CloudTrail events that can bring the cause about; empty if no change in the account does. */
    public Set<String> changes() {
        return changes;
    }

    /** The cause with that id; empty if there is none. */
    public static Optional<CauseId> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    @Override
    public String toString() {
        return id;
    }
}
