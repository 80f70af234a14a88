package why403.events;

/** Cache behaviors, as {@code get-distribution} prints them. Policies are AWS's managed ones. */
final class Behaviors {

    private static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
    private static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    private static final String ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";

    private static final String ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

    private static final String GET_AND_HEAD = "\"Quantity\": 2, \"Items\": [\"HEAD\", \"GET\"]";
    private static final String ALL_METHODS = "\"Quantity\": 7, \"Items\": [\"HEAD\", \"DELETE\", \"POST\", \"GET\","
            + " \"OPTIONS\", \"PUT\", \"PATCH\"]";

    private Behaviors() {}

    /** Files that are cached; GET and HEAD only. */
    static String cached(String origin) {
        return behavior(origin, "", GET_AND_HEAD, policies("\"CachePolicyId\": \"" + CACHING_OPTIMIZED + "\""));
    }

    /** Cached files behind signed URLs. */
    static String signed(String origin, String keyGroup) {
        return behavior(origin, keyGroup, GET_AND_HEAD, policies("\"CachePolicyId\": \"" + CACHING_OPTIMIZED + "\""));
    }

    /** All methods, nothing cached, everything forwarded. */
    static String forwarded(String origin) {
        String policies =
                "\"CachePolicyId\": \"" + CACHING_DISABLED + "\", \"OriginRequestPolicyId\": \"" + ALL_VIEWER + "\"";
        return behavior(origin, "", ALL_METHODS, policies(policies));
    }

    /** All methods, nothing cached, everything forwarded but the viewer's host. */
    static String forwardedExceptHost(String origin) {
        String policies = "\"CachePolicyId\": \"" + CACHING_DISABLED + "\", \"OriginRequestPolicyId\": \""
                + ALL_VIEWER_EXCEPT_HOST + "\"";
        return behavior(origin, "", ALL_METHODS, policies(policies));
    }

    /** Cached files under the settings that came before cache policies. */
    static String cachedWithoutPolicy(String origin) {
        return behavior(origin, "", GET_AND_HEAD, """
                "ForwardedValues": {"QueryString": false, "Cookies": {"Forward": "none"},
                                    "Headers": {"Quantity": 0}, "QueryStringCacheKeys": {"Quantity": 0}},
                "MinTTL": 0, "DefaultTTL": 300, "MaxTTL": 3600
                """);
    }

    private static String policies(String policies) {
        return policies + ", \"GrpcConfig\": {\"Enabled\": false}";
    }

    private static String behavior(String origin, String keyGroup, String methods, String policies) {
        return """
                {"TargetOriginId": "%s", "TrustedSigners": {"Enabled": false, "Quantity": 0},
                 "TrustedKeyGroups": %s, "ViewerProtocolPolicy": "redirect-to-https",
                 "AllowedMethods": {%s, "CachedMethods": {%s}},
                 "SmoothStreaming": false, "Compress": true,
                 "LambdaFunctionAssociations": {"Quantity": 0}, "FunctionAssociations": {"Quantity": 0},
                 "FieldLevelEncryptionId": "", %s}
                """.formatted(origin, keyGroups(keyGroup), methods, GET_AND_HEAD, policies);
    }

    private static String keyGroups(String id) {
        return id.isEmpty()
                ? "{\"Enabled\": false, \"Quantity\": 0}"
                : "{\"Enabled\": true, \"Quantity\": 1, \"Items\": [\"" + id + "\"]}";
    }
}
