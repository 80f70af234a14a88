package why403.cli;

/**
 * Scenarios whose origin is the bucket {@code example-assets}. All refused requests are for {@code /img/cat.png}, so that one
 * recording says how the object is stored.
 */
final class ReplayedBucket {

    static final String POLICY = "s3api/get-bucket-policy/example-assets.json";
    static final String OAC = "cloudfront/get-origin-access-control/E1OAC.json";
    static final String OBJECT = "s3api/head-object/example-assets/img/cat.png.json";
    static final String PUBLIC_ACCESS_BLOCK = "s3api/get-public-access-block/example-assets.json";
    static final String OWNERSHIP_CONTROLS = "s3api/get-bucket-ownership-controls/example-assets.json";

    static final String GRANT = """
            {"Sid":"Read","Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},
             "Action":"s3:GetObject","Resource":"arn:aws:s3:::example-assets/*",
             "Condition":{"StringEquals":{"AWS:SourceArn":"%s"}}}""".formatted(ReplayedCase.ARN);
    static final String LIST =
            GRANT.replace("s3:GetObject", "s3:ListBucket").replace("example-assets/*", "example-assets");
    static final String PUBLIC = """
            {"Sid":"Public","Effect":"Allow","Principal":"*","Action":"s3:GetObject",
             "Resource":"arn:aws:s3:::example-assets/*"}""";

    static final String OPEN = "{\"PublicAccessBlockConfiguration\":{\"RestrictPublicBuckets\":false}}";
    static final String BLOCKED = OPEN.replace("false", "true");

    private ReplayedBucket() {}

    /** Everything is in order, and S3 refuses all the same. */
    static ReplayedCase bucket() {
        return rest("E1OAC").with(OAC, control("always")).with(OWNERSHIP_CONTROLS, owner("BucketOwnerEnforced"));
    }

    /** CloudFront asks without a signature, and the bucket's policy lets it read only with one. */
    static ReplayedCase unsigned() {
        return open(rest(""));
    }

    /** The origin is the website endpoint, and the bucket's policy lets only signed requests read. */
    static ReplayedCase website() {
        return open(ready(ReplayedCase.ofOrigin(
                        "example-assets.s3-website-eu-west-1.amazonaws.com",
                        "'CustomOriginConfig':{'HTTPPort':80,'HTTPSPort':443,'OriginProtocolPolicy':'http-only'}")))
                .answer("text/html; charset=utf-8", "303");
    }

    private static ReplayedCase rest(String control) {
        return ready(ReplayedCase.ofOrigin(
                "example-assets.s3.eu-west-1.amazonaws.com",
                "'OriginPath':'','S3OriginConfig':{'OriginAccessIdentity':''},'OriginAccessControlId':'" + control
                        + "'"));
    }

    private static ReplayedCase ready(ReplayedCase site) {
        return stored(site.with(POLICY, policy(GRANT)), "\"ServerSideEncryption\":\"AES256\"")
                .column("cs-uri-stem", "/img/cat.png")
                .answer("application/xml", "-");
    }

    /** Block Public Access is off. */
    private static ReplayedCase open(ReplayedCase site) {
        return site.with(PUBLIC_ACCESS_BLOCK, OPEN)
                .with("s3control/get-public-access-block/123456789012.json", OPEN)
                .with(OWNERSHIP_CONTROLS, owner("BucketOwnerEnforced"));
    }

    /** The object exists, with more members in the answer of HeadObject. */
    static ReplayedCase stored(ReplayedCase site, String members) {
        return site.with(OBJECT, head(members));
    }

    static String head(String members) {
        return """
                {"LastModified":"2026-11-01T10:00:00+00:00","ContentLength":1000,"ETag":"\\"1\\"",%s}""".formatted(members);
    }

    static String control(String signing) {
        return """
                {"OriginAccessControl":{"Id":"E1OAC","OriginAccessControlConfig":{"Name":"assets",
                 "SigningProtocol":"sigv4","SigningBehavior":"%s","OriginAccessControlOriginType":"s3"}}}""".formatted(signing);
    }

    static String owner(String rule) {
        return "{\"OwnershipControls\":{\"Rules\":[{\"ObjectOwnership\":\"" + rule + "\"}]}}";
    }

    /** The answer of an API that prints a policy as text. */
    static String policy(String... statements) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
        return "{\"Policy\":\"" + text.replace("\n", "").replace("\"", "\\\"") + "\"}";
    }
}
