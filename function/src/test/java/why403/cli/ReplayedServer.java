package why403.cli;

/** Scenarios whose origin is a server. The cache behavior caches nothing and forwards what an origin request policy says. */
final class ReplayedServer {

    static final String HEADERS = "cloudfront/get-origin-request-policy/own.json";

    static final String ALL_HEADERS = """
            {"OriginRequestPolicy":{"Id":"own","OriginRequestPolicyConfig":{"Name":"own",
             "HeadersConfig":{"HeaderBehavior":"allViewer"},"CookiesConfig":{"CookieBehavior":"all"},
             "QueryStringsConfig":{"QueryStringBehavior":"all"}}}}""";
    static final String ALL_BUT_HOST =
            ALL_HEADERS.replace("\"allViewer\"", "\"allExcept\",\"Headers\":{\"Quantity\":1,\"Items\":[\"Host\"]}");
    static final String NO_HEADERS = ALL_HEADERS.replace("allViewer", "none");

    private ReplayedServer() {}

    /** The viewer's headers are forwarded, except {@code Host}. */
    static ReplayedCase server(String host) {
        return ReplayedCase.ofServer(host)
                .config("/DefaultCacheBehavior/CachePolicyId", "'4135ea2d-6df8-44a3-9df3-4b5a84be39ad'")
                .config("/DefaultCacheBehavior/OriginRequestPolicyId", "'own'")
                .with(HEADERS, ALL_BUT_HOST);
    }
}
