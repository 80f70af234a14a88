package why403.remedies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.diagnosis.Logged;
import why403.log.Field;

/** The incidents whose commands are run: the committed samples, and a small one for each fix that no sample needs. */
final class Incidents {

    static final Path SAMPLES = Path.of("..", "events");

    private static final String OTHER_GRANT = """
            {"Sid":"Deploy","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/deploy"},\
            "Action":["s3:PutObject","s3:GetObject"],"Resource":"arn:aws:s3:::example-assets/*"}""";

    private static final String HTTPS_ONLY = """
            {"Sid":"HttpsOnly","Effect":"Deny","Principal":"*","Action":"s3:*",\
            "Resource":["arn:aws:s3:::example-assets","arn:aws:s3:::example-assets/*"],\
            "Condition":{"Bool":{"aws:SecureTransport":"false"}}}""";

    private static final String DENY_SECRET_FOLDER = """
            {"Sid":"NoSecrets","Effect":"Deny","Principal":"*","Action":"s3:GetObject",\
            "Resource":"arn:aws:s3:::example-assets/secret/*"}""";

    private static final String DENY_OTHER_NETWORKS = """
            {"Sid":"OnlyVpc","Effect":"Deny","Principal":"*","Action":"s3:GetObject",\
            "Resource":"arn:aws:s3:::example-assets/*","Condition":{"StringNotEquals":\
            {"aws:SourceVpce":["vpce-1a2b3c4d","vpce-5e6f7a8b"]}}}""";

    private static final Logged POST = Logged.forbidden()
            .with(Field.METHOD, "POST")
            .page("text/html", 1053)
            .detail("InvalidRequestMethod");

    private static final Logged GEO =
            Logged.forbidden().detail("ClientGeoBlocked").page("text/html", 986);

    private static final Logged SIGNED = Logged.forbidden()
            .query("Expires=1900000000&Signature=abc&Key-Pair-Id=K2NEWKEY")
            .page("text/xml", 106);

    private static final String API = "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com";

    private static final Logged API_FORBIDDEN =
            Logged.forbidden().answeredByOrigin().page("application/json", 23);

    private Incidents() {}

    static List<Incident> samples() {
        try (Stream<Path> folders = Files.list(SAMPLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("event.json")))
                    .sorted()
                    .map(Incident::sample)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot list the samples", failed);
        }
    }

    /** @param folder where the small incidents' recordings are written */
    static List<Incident> small(Path folder) {
        return Stream.of(
                        policies(folder),
                        publicPolicies(folder),
                        severalRefusals(folder),
                        originAccess(folder),
                        rootObjects(folder),
                        objects(folder),
                        edge(folder),
                        behaviorOrder(folder),
                        hostHeader(folder),
                        functionUrls(folder),
                        apis(folder),
                        webAcls(folder),
                        Stream.of(unknownKey(folder)))
                .flatMap(sites -> sites)
                .map(SmallSite::incident)
                .toList();
    }

    private static Stream<SmallSite> policies(Path folder) {
        return Stream.of(
                new SmallSite("policy of others", folder)
                        .statements(OTHER_GRANT, HTTPS_ONLY)
                        .bucketRefuses("/css/site.css", "/it's/a b.js", "/$(touch pwned)/*"),
                new SmallSite("policy that is one statement", folder)
                        .policy(SmallSite.BUCKET, OTHER_GRANT)
                        .bucketRefuses("/css/site.css"),
                new SmallSite("policy with deleted principals", folder)
                        .statements(
                                "{\"Sid\":\"Gone\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"AIDACKCEVSQ6C2EXAMPLE\"},"
                                        + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::example-assets/*\"}",
                                "{\"Sid\":\"Half\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"AROACKCEVSQ6C2EXAMPLE\","
                                        + "\"arn:aws:iam::123456789012:role/deploy\"]},\"Action\":\"s3:GetObject\","
                                        + "\"Resource\":\"arn:aws:s3:::example-assets/*\"}")
                        .bucketRefuses("/css/site.css"),
                new SmallSite("policy with deleted exceptions", folder)
                        .statements(
                                "{\"Sid\":\"None\",\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":\"AIDACKCEVSQ6C2EXAMPLE\"},"
                                        + "\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::example-assets/*\"}")
                        .bucketRefuses("/css/site.css"),
                new SmallSite("Deny with a Sid", folder)
                        .statements(SmallSite.GRANT, OTHER_GRANT, DENY_OTHER_NETWORKS)
                        .bucketRefuses("/css/site.css"),
                new SmallSite("Deny without a Sid, and no grant", folder)
                        .statements(OTHER_GRANT, DENY_OTHER_NETWORKS.replace("\"Sid\":\"OnlyVpc\",", ""))
                        .bucketRefuses("/css/site.css"),
                new SmallSite("policy with the statement's name taken", folder)
                        .statements(OTHER_GRANT.replace("\"Deploy\"", "\"AllowCloudFrontE2EXAMPLEGetObject\""))
                        .bucketRefuses("/css/site.css"),
                new SmallSite("two buckets", folder)
                        .origin("{\"Id\":\"media\",\"DomainName\":\"example-media.s3.us-east-1.amazonaws.com\"}")
                        .behavior("/media/*", "{\"TargetOriginId\":\"media\"}")
                        .statements(OTHER_GRANT)
                        .noPolicy("example-media")
                        .bucketRefuses("/css/site.css", "/media/a.mp4"),
                new SmallSite("two actions on one bucket", folder)
                        .statements(OTHER_GRANT)
                        .refuses(
                                Logged.forbidden().path("/css/site.css").answeredByBucket(),
                                Logged.forbidden()
                                        .path("/upload/a.txt")
                                        .with(Field.METHOD, "PUT")
                                        .answeredByBucket())
                        .set("/DefaultCacheBehavior/AllowedMethods", """
                                {"Quantity":7,"Items":["GET","HEAD","OPTIONS","PUT","POST","PATCH","DELETE"],
                                 "CachedMethods":{"Quantity":2,"Items":["HEAD","GET"]}}"""),
                new SmallSite("two causes on one bucket", folder)
                        .origin("{\"Id\":\"old\",\"S3OriginConfig\":{\"OriginAccessIdentity\":"
                                + "\"origin-access-identity/cloudfront/E9OAI\"},\"OriginAccessControlId\":\"\"}")
                        .behavior("/old/*", "{\"TargetOriginId\":\"old\"}")
                        .statements(SmallSite.GRANT)
                        .missing("img/gone.png", "img/away.png")
                        .there("old/a.html")
                        .bucketRefuses("/img/gone.png", "/img/away.png", "/old/a.html"));
    }

    /** S3 stores no public policy, and still lets CloudFront use the statement that makes it public. */
    private static SmallSite publicPolicy(String name, Path folder, String... statements) {
        return new SmallSite(name, folder)
                .statements(statements)
                .recorded(
                        "s3api/get-public-access-block/example-assets",
                        "{\"PublicAccessBlockConfiguration\":{\"RestrictPublicBuckets\":true,\"BlockPublicPolicy\":true}}");
    }

    private static Stream<SmallSite> publicPolicies(Path folder) {
        String images = """
                {"Sid":"Images","Effect":"Allow","Principal":"*","Action":"s3:GetObject",\
                "Resource":"arn:aws:s3:::example-assets/img/*"}""";
        return Stream.of(
                publicPolicy("public statement that CloudFront uses too", folder, """
                        {"Sid":"Uploads","Effect":"Allow","Principal":"*","Action":["s3:PutObject","s3:ListBucket"],\
                        "Resource":["arn:aws:s3:::example-assets","arn:aws:s3:::example-assets/*"]}""")
                        .bucketRefuses("/css/site.css"),
                publicPolicy("public statement without a Sid", folder, images.replace("\"Sid\":\"Images\",", ""))
                        .bucketRefuses("/css/site.css"),
                publicPolicy("public statement for two identities", folder, images)
                        .origin("{\"Id\":\"old\",\"S3OriginConfig\":{\"OriginAccessIdentity\":"
                                + "\"origin-access-identity/cloudfront/E9OAI\"},\"OriginAccessControlId\":\"\"}")
                        .behavior("/old/*", "{\"TargetOriginId\":\"old\"}")
                        .bucketRefuses("/css/site.css"),
                publicPolicy("Deny, no grant and a public statement", folder, images, DENY_OTHER_NETWORKS)
                        .bucketRefuses("/css/site.css"),
                publicPolicy("Deny beside a public statement", folder, SmallSite.GRANT, images, DENY_OTHER_NETWORKS)
                        .bucketRefuses("/css/site.css"),
                publicPolicy("missing objects and a public statement", folder, SmallSite.GRANT, images)
                        .missing("img/gone.png", "img/away.png")
                        .bucketRefuses("/img/gone.png", "/img/away.png"));
    }

    /** After the cause, something else would still refuse. */
    private static Stream<SmallSite> severalRefusals(Path folder) {
        String identity = "{\"OriginAccessIdentity\":\"origin-access-identity/cloudfront/E9OAI\"}";
        String ofIdentity = """
                {"Sid":"Old","Effect":"Allow","Principal":{"AWS":\
                "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E9OAI"},\
                "Action":"s3:GetObject","Resource":"arn:aws:s3:::example-assets/*"}""";
        return Stream.of(
                new SmallSite("OAC that never signs, and a Deny", folder)
                        .signing("never")
                        .statements(SmallSite.GRANT, DENY_OTHER_NETWORKS)
                        .bucketRefuses("/css/site.css"),
                encrypted(new SmallSite("OAC that never signs, and a key", folder).signing("never"), "css/site.css")
                        .statements(SmallSite.GRANT)
                        .bucketRefuses("/css/site.css"),
                encrypted(new SmallSite("Deny and a key", folder), "css/site.css")
                        .statements(SmallSite.GRANT, DENY_OTHER_NETWORKS)
                        .bucketRefuses("/css/site.css"),
                encrypted(new SmallSite("Deny, an OAI and a key", folder), "css/site.css")
                        .set("/Origins/Items/0/OriginAccessControlId", "\"\"")
                        .set("/Origins/Items/0/S3OriginConfig", identity)
                        .statements(ofIdentity, DENY_OTHER_NETWORKS)
                        .bucketRefuses("/css/site.css"),
                encrypted(new SmallSite("OAC and OAI with a key", folder), "css/site.css", "old/a.css")
                        .origin("{\"Id\":\"old\",\"S3OriginConfig\":" + identity + ",\"OriginAccessControlId\":\"\"}")
                        .behavior("/old/*", "{\"TargetOriginId\":\"old\"}")
                        .noPolicy(SmallSite.BUCKET)
                        .bucketRefuses("/css/site.css", "/old/a.css"));
    }

    private static SmallSite encrypted(SmallSite site, String... keys) {
        String key = "arn:aws:kms:eu-west-1:123456789012:key/5678efgh";
        for (String object : keys) {
            site.stored(object, "{\"ServerSideEncryption\":\"aws:kms\",\"SSEKMSKeyId\":\"" + key + "\"}");
        }
        return site.recorded("kms/describe-key/5678efgh", """
                {"KeyMetadata":{"KeyId":"5678efgh","Arn":"%s","KeyManager":"CUSTOMER","KeyState":"Enabled"}}""".formatted(key))
                .recorded("kms/get-key-policy/5678efgh", """
                        {"Policy":"{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":\
                        {\\"AWS\\":\\"arn:aws:iam::123456789012:root\\"},\\"Action\\":\\"kms:*\\",\\"Resource\\":\\"*\\"}]}"}""");
    }

    private static Stream<SmallSite> originAccess(Path folder) {
        return Stream.of(
                new SmallSite("no origin access", folder)
                        .set("/Origins/Items/0/OriginAccessControlId", "\"\"")
                        .statements(OTHER_GRANT)
                        .bucketRefuses("/css/site.css"),
                new SmallSite("no origin access and a Deny", folder)
                        .set("/Origins/Items/0/OriginAccessControlId", "\"\"")
                        .statements(OTHER_GRANT, DENY_SECRET_FOLDER)
                        .bucketRefuses("/secret/plan.html")
                        .staysDenied(),
                new SmallSite("OAC that never signs", folder)
                        .signing("never")
                        .statements(OTHER_GRANT)
                        .bucketRefuses("/css/site.css"),
                new SmallSite("bucket as a custom origin", folder)
                        .remove("/Origins/Items/0/S3OriginConfig")
                        .set("/Origins/Items/0/OriginAccessControlId", "\"\"")
                        .set("/Origins/Items/0/CustomOriginConfig", """
                                {"HTTPPort":80,"HTTPSPort":443,"OriginProtocolPolicy":"https-only",
                                 "OriginSslProtocols":{"Quantity":1,"Items":["TLSv1.2"]}}""")
                        .set("/Origins/Items/0/Id", "\"a$(touch pwned)'s \\\"origin\\\"\"")
                        .set("/DefaultCacheBehavior/TargetOriginId", "\"a$(touch pwned)'s \\\"origin\\\"\"")
                        .noPolicy(SmallSite.BUCKET)
                        .bucketRefuses("/css/site.css"));
    }

    private static Stream<SmallSite> rootObjects(Path folder) {
        return Stream.of(
                new SmallSite("default root object not set", folder)
                        .set("/DefaultRootObject", "\"\"")
                        .statements(SmallSite.GRANT)
                        .there("index.html")
                        .bucketRefuses("/"),
                new SmallSite("default root object begins with a slash", folder)
                        .set("/DefaultRootObject", "\"/index.html\"")
                        .statements(SmallSite.GRANT)
                        .missing("/index.html")
                        .there("index.html")
                        .bucketRefuses("/"),
                new SmallSite("default root object absent", folder)
                        .statements(SmallSite.GRANT)
                        .missing("index.html")
                        .bucketRefuses("/"),
                new SmallSite("folder without an index", folder)
                        .statements(SmallSite.GRANT)
                        .missing("docs/")
                        .bucketRefuses("/docs/"),
                new SmallSite("deep links of an app", folder)
                        .behavior("/app/*", "{}")
                        .statements(SmallSite.GRANT)
                        .missing("login", "app/orders")
                        .bucketRefuses("/login", "/app/orders"));
    }

    private static Stream<SmallSite> objects(Path folder) {
        String key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
        String encrypted = "{\"ServerSideEncryption\":\"aws:kms\",\"SSEKMSKeyId\":\"" + key + "\"}";
        String ofRootAlone =
                "{\"Policy\":\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\","
                        + "\\\"Principal\\\":{\\\"AWS\\\":\\\"arn:aws:iam::123456789012:root\\\"},"
                        + "\\\"Action\\\":\\\"kms:*\\\",\\\"Resource\\\":\\\"*\\\"}}\"}";
        String described = "{\"KeyMetadata\":{\"KeyId\":\"1234abcd\",\"Arn\":\"" + key
                + "\",\"KeyManager\":\"%s\",\"KeyState\":\"Enabled\"}}";
        return Stream.of(
                new SmallSite("public access blocked", folder)
                        .set("/Origins/Items/0/OriginAccessControlId", "\"\"")
                        .statements("{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
                                + "\"Resource\":\"arn:aws:s3:::example-assets/*\"}")
                        .recorded(
                                "s3api/get-public-access-block/example-assets",
                                "{\"PublicAccessBlockConfiguration\":{\"RestrictPublicBuckets\":true,\"BlockPublicPolicy\":true}}")
                        .there("css/site.css")
                        .bucketRefuses("/css/site.css"),
                new SmallSite("grant missing in bucket and key", folder)
                        .statements("{\"Sid\":\"Deploy\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                                + "\"arn:aws:iam::123456789012:role/deploy\"},\"Action\":\"s3:PutObject\","
                                + "\"Resource\":\"arn:aws:s3:::example-assets/*\"}")
                        .stored("css/site.css", encrypted)
                        .recorded("kms/describe-key/1234abcd", described.formatted("CUSTOMER"))
                        .recorded("kms/get-key-policy/1234abcd", ofRootAlone)
                        .bucketRefuses("/css/site.css"),
                new SmallSite("key policy without CloudFront", folder)
                        .statements(SmallSite.GRANT)
                        .stored("css/site.css", encrypted)
                        .recorded("kms/describe-key/1234abcd", described.formatted("CUSTOMER"))
                        .recorded("kms/get-key-policy/1234abcd", ofRootAlone)
                        .bucketRefuses("/css/site.css"),
                new SmallSite("managed key", folder)
                        .statements(SmallSite.GRANT)
                        .stored("it's $(touch pwned).css", encrypted)
                        .recorded("kms/describe-key/1234abcd", described.formatted("AWS"))
                        .bucketRefuses("/it's $(touch pwned).css"),
                new SmallSite("object of another account", folder)
                        .statements(SmallSite.GRANT)
                        .there("css/site.css")
                        .recorded(
                                "s3api/head-object/example-assets/theirs.css.error",
                                "{\"Error\":{\"Code\":\"403\",\"Message\":\"Forbidden\"}}")
                        .recorded(
                                "s3api/get-bucket-ownership-controls/example-assets",
                                "{\"OwnershipControls\":{\"Rules\":[{\"ObjectOwnership\":\"ObjectWriter\"}]}}")
                        .recorded(
                                "s3api/list-objects-v2/example-assets/css/site.css",
                                "{\"Contents\":[{\"Key\":\"css/site.css\",\"Owner\":{\"ID\":\"1111\"}}]}")
                        .recorded(
                                "s3api/list-objects-v2/example-assets/theirs.css",
                                "{\"Contents\":[{\"Key\":\"theirs.css\",\"Owner\":{\"ID\":\"2222\"}}]}")
                        .bucketRefuses("/theirs.css", "/theirs.css", "/css/site.css"),
                new SmallSite("archived object", folder)
                        .statements(SmallSite.GRANT)
                        .stored("it's $(touch pwned).mp4", "{\"StorageClass\":\"GLACIER\"}")
                        .bucketRefuses("/it's $(touch pwned).mp4"),
                new SmallSite("no CORS configuration", folder)
                        .statements(SmallSite.GRANT)
                        .recorded(
                                "s3api/get-bucket-cors/example-assets.error",
                                "{\"Error\":{\"Code\":\"NoSuchCORSConfiguration\",\"Message\":\"None\"}}")
                        .refuses(Logged.forbidden()
                                .path("/fonts/a.woff2")
                                .answeredByOrigin()
                                .with(Field.METHOD, "OPTIONS")
                                .page("application/xml", 338)));
    }

    private static Stream<SmallSite> edge(Path folder) {
        return Stream.of(
                new SmallSite("method in the default behavior", folder)
                        .statements(SmallSite.GRANT)
                        .refuses(POST.path("/api/orders"), POST.path("/api/it's")),
                new SmallSite("method in a path's behavior", folder)
                        .behavior("/api/*", "{}")
                        .statements(SmallSite.GRANT)
                        .refuses(POST.path("/api/orders").with(Field.METHOD, "OPTIONS")),
                new SmallSite("HTTPS required", folder)
                        .behavior("/img/*", "{\"ViewerProtocolPolicy\":\"https-only\"}")
                        .statements(SmallSite.GRANT)
                        .refuses(Logged.forbidden().with(Field.PROTOCOL, "http").page("text/html", 915)),
                new SmallSite("country not in the allow list", folder)
                        .set("/Restrictions/GeoRestriction", """
                                {"RestrictionType":"whitelist","Quantity":1,"Items":["DE"]}""")
                        .statements(SmallSite.GRANT)
                        .refuses(GEO.with(Field.COUNTRY, "FR"), GEO.with(Field.COUNTRY, "AT")),
                new SmallSite("country in the block list", folder)
                        .set("/Restrictions/GeoRestriction", """
                                {"RestrictionType":"blacklist","Quantity":2,"Items":["KP","FR"]}""")
                        .statements(SmallSite.GRANT)
                        .refuses(GEO.with(Field.COUNTRY, "FR")),
                new SmallSite("only country in the block list", folder)
                        .set("/Restrictions/GeoRestriction", """
                                {"RestrictionType":"blacklist","Quantity":1,"Items":["FR"]}""")
                        .statements(SmallSite.GRANT)
                        .refuses(GEO.with(Field.COUNTRY, "FR")),
                new SmallSite("two changes of one distribution", folder)
                        .set("/Restrictions/GeoRestriction", """
                                {"RestrictionType":"blacklist","Quantity":1,"Items":["FR"]}""")
                        .behavior("/img/*", "{\"ViewerProtocolPolicy\":\"https-only\"}")
                        .statements(SmallSite.GRANT)
                        .refuses(
                                GEO.with(Field.COUNTRY, "FR").path("/a.html"),
                                POST.path("/api/orders"),
                                Logged.forbidden().with(Field.PROTOCOL, "http").page("text/html", 915)));
    }

    private static SmallSite twoBuckets(String name, Path folder) {
        return new SmallSite(name, folder)
                .origin("{\"Id\":\"media\",\"DomainName\":\"example-media.s3.us-east-1.amazonaws.com\"}")
                .statements(SmallSite.GRANT);
    }

    private static Stream<SmallSite> behaviorOrder(Path folder) {
        String media = "{\"TargetOriginId\":\"media\"}";
        return Stream.of(
                twoBuckets("cache behavior behind a wider one", folder)
                        .behavior("/api/*", "{}")
                        .behavior("/it's*", "{}")
                        .behavior("*.html", "{}")
                        .behavior("/it's $(touch pwned)*", media)
                        .missing("it's $(touch pwned).png")
                        .bucketRefuses("/it's $(touch pwned).png"),
                twoBuckets("three cache behaviors in the wrong order", folder)
                        .behavior("/a/*", "{}")
                        .behavior("/a/b/*", media)
                        .behavior("a/b/c/*", media)
                        .missing("a/b/1.png", "a/b/2.png", "a/b/c/1.png")
                        .bucketRefuses("/a/b/1.png", "/a/b/2.png", "/a/b/c/1.png"));
    }

    private static SmallSite api(String name, Path folder) {
        return new SmallSite(name, folder).server(API);
    }

    private static Stream<SmallSite> hostHeader(Path folder) {
        String legacy = "{\"QueryString\":true,\"Cookies\":{\"Forward\":\"none\"},\"Headers\":%s}";
        return Stream.of(
                api("Host in the origin request policy", folder)
                        .behavior("/api/*", "{\"OriginRequestPolicyId\":\"216adef6-5c7f-47e4-b989-5492eafa07d3\"}")
                        .refuses(API_FORBIDDEN.path("/api/orders")),
                api("Host in the cache policy", folder)
                        .set("/DefaultCacheBehavior/CachePolicyId", "\"own-1\"")
                        .cachePolicy("own-1", """
                                {"HeaderBehavior":"whitelist","Headers":{"Quantity":1,"Items":["Host"]}}""")
                        .refuses(API_FORBIDDEN),
                api("Host in a managed cache policy", folder)
                        .set("/DefaultCacheBehavior/CachePolicyId", "\"83da9c7e-98b4-4e11-a168-04f0df8e2c65\"")
                        .cachePolicy("83da9c7e-98b4-4e11-a168-04f0df8e2c65", """
                                {"HeaderBehavior":"whitelist","Headers":{"Quantity":2,"Items":["Host","Origin"]}}""")
                        .refuses(API_FORBIDDEN),
                api("Host in legacy settings", folder)
                        .remove("/DefaultCacheBehavior/CachePolicyId")
                        .set(
                                "/DefaultCacheBehavior/ForwardedValues",
                                legacy.formatted("{\"Quantity\":2,\"Items\":[\"host\",\"Origin\"]}"))
                        .set("/DefaultCacheBehavior/MinTTL", "0")
                        .refuses(API_FORBIDDEN),
                api("all headers in legacy settings", folder)
                        .remove("/DefaultCacheBehavior/CachePolicyId")
                        .set(
                                "/DefaultCacheBehavior/ForwardedValues",
                                legacy.formatted("{\"Quantity\":1,\"Items\":[\"*\"]}"))
                        .set("/DefaultCacheBehavior/MinTTL", "0")
                        .refuses(API_FORBIDDEN));
    }

    private static Stream<SmallSite> apis(Path folder) {
        Logged noRoute = Logged.forbidden().answeredByOrigin().page("application/json", 42);
        String id = "a1b2c3d4e5";
        return Stream.of(
                api("REST API without its default endpoint", folder)
                        .set("/DefaultCacheBehavior/OriginRequestPolicyId", "\"b689b0a8-53d0-40ab-baf2-68738e2966ac\"")
                        .set("/Origins/Items/0/OriginPath", "\"/prod\"")
                        .restApi(id, true)
                        .refuses(API_FORBIDDEN),
                api("HTTP API without its default endpoint", folder).httpApi(id).refuses(API_FORBIDDEN),
                api("API key that is not forwarded", folder)
                        .set("/DefaultCacheBehavior/CachePolicyId", "\"4135ea2d-6df8-44a3-9df3-4b5a84be39ad\"")
                        .restApi(id, false)
                        .refuses(API_FORBIDDEN),
                api("API key that legacy settings do not forward", folder)
                        .remove("/DefaultCacheBehavior/CachePolicyId")
                        .set("/DefaultCacheBehavior/ForwardedValues", """
                                {"QueryString":true,"Cookies":{"Forward":"none"},
                                 "Headers":{"Quantity":1,"Items":["Origin"]}}""")
                        .restApi(id, false)
                        .refuses(API_FORBIDDEN),
                api("API without a stage in the origin path", folder)
                        .restApi(id, false)
                        .refuses(noRoute),
                api("API with a wrong stage in the origin path", folder)
                        .set("/Origins/Items/0/OriginPath", "\"/old/v1\"")
                        .restApi(id, false)
                        .refuses(noRoute));
    }

    /** Samples of one path each, as of the small site's viewer. */
    private static String sampled(String more, String... paths) {
        return Stream.of(paths)
                .map(path -> "{\"Request\":{\"ClientIP\":\"192.0.2.10\",\"Country\":\"DE\",\"URI\":\"" + path
                        + "\",\"Method\":\"GET\",\"HTTPVersion\":\"HTTP/2.0\",\"Headers\":[]},\"Weight\":1,"
                        + "\"Timestamp\":\"2026-11-24T12:00:00+00:00\",\"Action\":\"BLOCK\"" + more + "}")
                .collect(Collectors.joining(",", "{\"SampledRequests\":[", "],\"PopulationSize\":9}"));
    }

    private static SmallSite webAcl(String name, Path folder, String defaultAction, String rule, String... paths) {
        String visibility = ",\"VisibilityConfig\":{\"SampledRequestsEnabled\":true,"
                + "\"CloudWatchMetricsEnabled\":true,\"MetricName\":\"%s\"}";
        return new SmallSite(name, folder)
                .statements(SmallSite.GRANT)
                .set("/WebACLId", "\"arn:aws:wafv2:us-east-1:123456789012:global/webacl/site/acl-1\"")
                .recorded(
                        "wafv2/get-web-acl/acl-1",
                        "{\"WebACL\":{\"Name\":\"site\",\"Id\":\"acl-1\",\"ARN\":"
                                + "\"arn:aws:wafv2:us-east-1:123456789012:global/webacl/site/acl-1\",\"Description\":\"\","
                                + "\"DefaultAction\":{\"" + defaultAction + "\":{}},\"Capacity\":7,"
                                + "\"ManagedByFirewallManager\":false,\"LabelNamespace\":\"awswaf:123456789012:webacl:site:\","
                                + "\"TokenDomains\":[\"example.com\"],\"Rules\":[" + rule
                                + visibility.formatted("own-metric")
                                + "}]" + visibility.formatted("site") + "},\"LockToken\":\"1\"}")
                .recorded(
                        "wafv2/get-sampled-requests/acl-1/site",
                        sampled("", defaultAction.equals("Block") ? paths : new String[0]))
                .refuses(Stream.of(paths)
                        .map(path -> Logged.forbidden().path(path).page("text/html", 919))
                        .toArray(Logged[]::new));
    }

    private static Stream<SmallSite> webAcls(Path folder) {
        String samples = "wafv2/get-sampled-requests/acl-1/own-metric";
        String[] paths = {"/it's $(touch pwned)", "/b"};
        String[] many = {"/api/a", "/api/b", "/api/c", "/api/d", "/api/e", "/api/f/g"};
        String contains = "{\"ByteMatchStatement\":{\"SearchString\":\"Lw==\",\"FieldToMatch\":{\"UriPath\":{}},"
                + "\"TextTransformations\":[{\"Priority\":0,\"Type\":\"NONE\"}],\"PositionalConstraint\":\"CONTAINS\"}}";
        String country = "{\"GeoMatchStatement\":{\"CountryCodes\":[\"DE\"]}}";
        String own = "{\"Name\":\"own\",\"Priority\":3,\"Action\":{\"Block\":{}},\"Statement\":";
        String group = "{\"Name\":\"own\",\"Priority\":3,\"OverrideAction\":{\"None\":{}},\"Statement\":";
        String rate = own + "{\"RateBasedStatement\":{\"Limit\":100,\"AggregateKeyType\":\"IP\"%s}}";
        return Stream.of(
                webAcl("rule of a web ACL", folder, "Allow", own + contains, paths)
                        .recorded(samples, sampled("", paths)),
                webAcl(
                                "rule of a web ACL with two statements",
                                folder,
                                "Allow",
                                own + "{\"AndStatement\":{\"Statements\":[" + contains + "," + country + "]}}",
                                many)
                        .recorded(samples, sampled("", many)),
                webAcl("rate-based rule", folder, "Allow", rate.formatted(""), paths)
                        .recorded(samples, sampled("", paths)),
                webAcl(
                                "rate-based rule with a scope-down statement",
                                folder,
                                "Allow",
                                rate.formatted(",\"ScopeDownStatement\":" + country),
                                paths)
                        .recorded(samples, sampled("", paths)),
                webAcl(
                                "rule of an own group",
                                folder,
                                "Allow",
                                group + "{\"RuleGroupReferenceStatement\":{\"ARN\":"
                                        + "\"arn:aws:wafv2:us-east-1:123456789012:global/rulegroup/shared/1\"}}",
                                paths)
                        .recorded(samples, sampled(",\"RuleNameWithinRuleGroup\":\"shared#no-bots\"", paths)),
                webAcl(
                        "web ACL that blocks by default",
                        folder,
                        "Block",
                        "{\"Name\":\"own\",\"Priority\":3,\"Action\":{\"Allow\":{}},\"Statement\":" + country,
                        paths));
    }

    private static SmallSite functionUrl(String name, Path folder) {
        return new SmallSite(name, folder)
                .server(SmallSite.URL_HOST)
                .set("/Origins/Items/0/OriginAccessControlId", "\"E1OAC\"")
                .refuses(Logged.forbidden().answeredByOrigin().page("application/json", 144));
    }

    private static Stream<SmallSite> functionUrls(Path folder) {
        String arn = "arn:aws:lambda:eu-west-1:123456789012:function:render:live";
        String urlOnly = "{\"Sid\":\"AllowCloudFrontE2EXAMPLEInvokeFunction\",\"Effect\":\"Allow\",\"Principal\":"
                + "{\"Service\":\"cloudfront.amazonaws.com\"},\"Action\":\"lambda:InvokeFunctionUrl\",\"Resource\":\""
                + arn + "\",\"Condition\":{\"ArnLike\":{\"AWS:SourceArn\":\"" + SmallSite.ARN + "\"}}}";
        return Stream.of(
                functionUrl("function without a policy", folder).function("render", "AWS_IAM"),
                functionUrl("alias with one of two permissions, and the statement's name taken", folder)
                        .function("render:live", "AWS_IAM", urlOnly),
                functionUrl("function that everybody may invoke", folder).function("render", "NONE"));
    }

    private static SmallSite unknownKey(Path folder) {
        return new SmallSite("unknown key", folder)
                .behavior("/video/*", "{\"TrustedKeyGroups\":{\"Enabled\":true,\"Quantity\":1,\"Items\":[\"kg-1\"]}}")
                .keyGroup("kg-1", "K1OLDKEY")
                .statements(SmallSite.GRANT)
                .refuses(SIGNED.path("/video/a.m3u8"));
    }
}
