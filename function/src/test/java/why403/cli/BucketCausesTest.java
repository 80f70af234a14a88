package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pairs of scenarios of a bucket that differ in one recording or one column, and have different causes. */
class BucketCausesTest {

    private static final String ARN = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";
    private static final String POLICY = "s3api/get-bucket-policy/example-assets.json";
    private static final String OAC = "cloudfront/get-origin-access-control/E1OAC.json";
    private static final String DISTRIBUTION = "cloudfront/get-distribution/E2EXAMPLE.json";
    private static final String KEY_POLICY = "kms/get-key-policy/1234abcd-12ab-34cd-56ef-1234567890ab.json";
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final String GRANT = """
            {"Sid":"Read","Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},
             "Action":"s3:GetObject","Resource":"arn:aws:s3:::example-assets/*",
             "Condition":{"StringEquals":{"AWS:SourceArn":"%s"}}}""".formatted(ARN);
    private static final String PUBLIC = """
            {"Sid":"Public","Effect":"Allow","Principal":"*","Action":"s3:GetObject",
             "Resource":"arn:aws:s3:::example-assets/*"}""";
    private static final String OPEN = "{\"PublicAccessBlockConfiguration\":{\"RestrictPublicBuckets\":false}}";
    private static final String BLOCKED = OPEN.replace("false", "true");

    private static final String NOT_FOUND = "{\"Error\":{\"Code\":\"404\",\"Message\":\"Not Found\"}}";

    @TempDir
    private Path folder;

    private String diagnosed(ReplayedCase one) throws IOException {
        return one.diagnosed(Files.createTempDirectory(folder, "scenario"));
    }

    private static String policy(String... statements) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
        return "{\"Policy\":\"" + text.replace("\n", "").replace("\"", "\\\"") + "\"}";
    }

    private static String distribution(String control) {
        return """
                {"Distribution":{"Id":"E2EXAMPLE","ARN":"%s","DomainName":"d111111abcdef8.cloudfront.net",
                 "DistributionConfig":{"Aliases":{"Quantity":1,"Items":["www.example.com"]},
                  "Origins":{"Quantity":1,"Items":[{"Id":"one","DomainName":"example-assets.s3.eu-west-1.amazonaws.com",
                   "OriginPath":"","S3OriginConfig":{"OriginAccessIdentity":""},"OriginAccessControlId":"%s"}]},
                  "DefaultCacheBehavior":{"TargetOriginId":"one","ViewerProtocolPolicy":"allow-all",
                   "AllowedMethods":{"Quantity":3,"Items":["HEAD","GET","OPTIONS"]},
                   "CachePolicyId":"658327ea-f89d-4fab-a63d-7e88639e58f6"}}}}""".formatted(ARN, control);
    }

    private static String control(String signing) {
        return """
                {"OriginAccessControl":{"Id":"E1OAC","OriginAccessControlConfig":{"Name":"assets",
                 "SigningProtocol":"sigv4","SigningBehavior":"%s","OriginAccessControlOriginType":"s3"}}}""".formatted(signing);
    }

    /** Everything is in order, and S3 refuses all the same. */
    private static ReplayedCase bucket() {
        ReplayedCase site = new ReplayedCase(Map.of(DISTRIBUTION, distribution("E1OAC")), UnaryOperator.identity())
                .with(OAC, control("always"))
                .with(POLICY, policy(GRANT))
                .answer("application/xml", "-");
        return stored(site, "\"ServerSideEncryption\":\"AES256\"");
    }

    private static ReplayedCase stored(ReplayedCase site, String members) {
        ReplayedCase all = site;
        for (int file = 0; file < 5; file++) {
            all = all.with("s3api/head-object/example-assets/api/" + file + ".png.json", """
                    {"LastModified":"2026-11-01T10:00:00+00:00","ContentLength":1000,"ETag":"\\"1\\"",%s}""".formatted(members));
        }
        return all;
    }

    private static ReplayedCase encrypted(String keyStatement) {
        return stored(bucket(), "\"ServerSideEncryption\":\"aws:kms\",\"SSEKMSKeyId\":\"" + KEY + "\"")
                .with("kms/describe-key/1234abcd-12ab-34cd-56ef-1234567890ab.json", """
                        {"KeyMetadata":{"AWSAccountId":"123456789012","KeyId":"1234abcd-12ab-34cd-56ef-1234567890ab",
                         "Arn":"%s","Enabled":true,"KeyState":"Enabled","KeyManager":"CUSTOMER"}}""".formatted(KEY))
                .with(KEY_POLICY, policy(keyStatement));
    }

    private static String decrypt(String source) {
        return "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"cloudfront.amazonaws.com\"},"
                + "\"Action\":\"kms:Decrypt\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"AWS:SourceArn\":\"" + source + "\"}}}";
    }

    private static String deny(String operator) {
        return "{\"Sid\":\"Tls\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\","
                + "\"Resource\":\"arn:aws:s3:::example-assets/*\",\"Condition\":" + operator + "}";
    }

    @Test
    void theConditionDecidesWhetherADenyIsTheCause() throws IOException {
        String ofNetwork = deny("{\"StringNotEquals\":{\"aws:SourceVpce\":\"vpce-1a2b3c4d\"}}");
        String ofHttp = deny("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");

        assertThat(diagnosed(bucket().with(POLICY, policy(GRANT, ofNetwork)))).isEqualTo("s3-explicit-deny confirmed");
        assertThat(diagnosed(bucket().with(POLICY, policy(GRANT, ofHttp)))).isEqualTo("unexplained possible");
    }

    @Test
    void thePolicyDecidesWhetherItIsTheCause() throws IOException {
        assertThat(diagnosed(bucket().with(POLICY, policy(GRANT.replace("distribution/E2", "distribution/E3")))))
                .isEqualTo("s3-grant-wrong-identity confirmed");
        assertThat(diagnosed(bucket().with(POLICY, policy(GRANT.replace("example-assets/*", "example-assets/img/*")))))
                .isEqualTo("s3-grant-wrong-resource confirmed");
        assertThat(diagnosed(bucket().with(POLICY, policy(GRANT.replace("s3:GetObject", "s3:GetObjectAcl")))))
                .isEqualTo("s3-grant-wrong-action confirmed");
    }

    @Test
    void theKeyPolicyDecidesWhetherTheKeyIsTheCause() throws IOException {
        assertThat(diagnosed(encrypted(decrypt(ARN.replace("E2EXAMPLE", "E3EXAMPLE")))))
                .isEqualTo("s3-kms-key-denied confirmed");
        assertThat(diagnosed(encrypted(decrypt(ARN)))).isEqualTo("unexplained possible");
    }

    @Test
    void blockPublicAccessIsTheCauseOnlyOfAPublicPolicy() throws IOException {
        ReplayedCase unsigned = bucket().with(DISTRIBUTION, distribution(""))
                .without(OAC)
                .with(POLICY, policy(PUBLIC))
                .with("s3api/get-public-access-block/example-assets.json", BLOCKED)
                .with("s3control/get-public-access-block/123456789012.json", OPEN);

        assertThat(diagnosed(unsigned)).isEqualTo("s3-public-access-blocked confirmed");
        assertThat(diagnosed(unsigned.with("s3api/get-public-access-block/example-assets.json", OPEN)))
                .isEqualTo("unexplained possible");
        assertThat(diagnosed(bucket().with("s3api/get-public-access-block/example-assets.json", BLOCKED)))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theStorageClassDecidesWhetherTheObjectIsArchived() throws IOException {
        assertThat(diagnosed(stored(bucket(), "\"ServerSideEncryption\":\"AES256\",\"StorageClass\":\"GLACIER\"")))
                .isEqualTo("s3-object-archived confirmed");
        assertThat(diagnosed(stored(bucket(), "\"ServerSideEncryption\":\"AES256\",\"StorageClass\":\"GLACIER_IR\"")))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theSigningBehaviorDecidesWhetherTheOriginAccessControlIsTheCause() throws IOException {
        assertThat(diagnosed(bucket().with(OAC, control("never")))).isEqualTo("s3-oac-not-signing confirmed");
        assertThat(diagnosed(bucket())).isEqualTo("unexplained possible");
    }

    @Test
    void theForwardedHeadersDecideWhetherViewersSignaturesAreTheCause() throws IOException {
        ReplayedCase forwarding = bucket().with(OAC, control("no-override"))
                .change(
                        DISTRIBUTION,
                        "\"CachePolicyId\":\"658327ea-f89d-4fab-a63d-7e88639e58f6\"",
                        "\"ForwardedValues\":{\"QueryString\":false,\"Headers\":{\"Quantity\":1,\"Items\":[\"Authorization\"]}}");

        assertThat(diagnosed(forwarding)).isEqualTo("s3-oac-not-signing likely");
        assertThat(diagnosed(forwarding.change(DISTRIBUTION, "[\"Authorization\"]", "[\"Origin\"]")))
                .isEqualTo("unexplained possible");
        assertThat(diagnosed(forwarding.with(OAC, control("always")))).isEqualTo("unexplained possible");
    }

    @Test
    void withoutOriginAccessOnlyAPublicPolicyAllows() throws IOException {
        ReplayedCase unsigned = bucket().with(DISTRIBUTION, distribution(""))
                .without(OAC)
                .with("s3api/get-public-access-block/example-assets.json", OPEN)
                .with("s3control/get-public-access-block/123456789012.json", OPEN)
                .with("s3api/get-bucket-ownership-controls/example-assets.json", owner("BucketOwnerEnforced"));

        assertThat(diagnosed(unsigned)).isEqualTo("s3-no-origin-access confirmed");
        assertThat(diagnosed(unsigned.with(
                        "s3api/get-bucket-ownership-controls/example-assets.json", owner("ObjectWriter"))))
                .isEqualTo("s3-no-origin-access likely");
    }

    private static String owner(String rule) {
        return "{\"OwnershipControls\":{\"Rules\":[{\"ObjectOwnership\":\"" + rule + "\"}]}}";
    }

    @Test
    void theObjectDecidesWhetherItIsMissing() throws IOException {
        assertThat(diagnosed(missing(bucket()))).isEqualTo("s3-object-missing confirmed");
    }

    @Test
    void aPlusInThePathIsTheKeyWithASpace() throws IOException {
        ReplayedCase spaced = bucket().column("/api/", "/api/c++/");
        ReplayedCase plus = spaced;
        for (int file = 0; file < 5; file++) {
            String head = "s3api/head-object/example-assets/api/%s/" + file + ".png%s.json";
            spaced = spaced.with(head.formatted("c  ", ""), "{\"ServerSideEncryption\":\"AES256\"}");
            plus = plus.with(head.formatted("c  ", ".error"), NOT_FOUND).with(head.formatted("c++", ""), "{}");
        }

        assertThat(diagnosed(spaced)).isEqualTo("unexplained possible");
        assertThat(diagnosed(plus)).isEqualTo("s3-object-missing confirmed");
    }

    @Test
    void theRulesOfTheBucketDecideWhetherAPreflightIsTheCause() throws IOException {
        ReplayedCase preflight =
                bucket().column("\tGET\t", "\tOPTIONS\t").column("application/xml\t-", "application/xml\t338");
        String rule = "{\"CORSRules\":[{\"AllowedMethods\":[\"GET\"],\"AllowedOrigins\":[\"*\"]}]}";

        assertThat(
                        diagnosed(
                                preflight.with(
                                        "s3api/get-bucket-cors/example-assets.error.json",
                                        "{\"Error\":{\"Code\":\"NoSuchCORSConfiguration\",\"Message\":\"The CORS configuration does not exist\"}}")))
                .isEqualTo("s3-cors-preflight confirmed");
        assertThat(diagnosed(preflight.with("s3api/get-bucket-cors/example-assets.json", rule)))
                .isEqualTo("s3-cors-preflight likely");
        assertThat(diagnosed(preflight.column("\t338", "\t-"))).isEqualTo("unexplained possible");
    }

    /** Nobody but CloudFront's service may read, which a website endpoint does not see. */
    private static ReplayedCase website() {
        String website = distribution("")
                .replace("example-assets.s3.eu-west-1", "example-assets.s3-website-eu-west-1")
                .replace(
                        "\"S3OriginConfig\":{\"OriginAccessIdentity\":\"\"}",
                        "\"CustomOriginConfig\":{\"HTTPPort\":80,\"HTTPSPort\":443,\"OriginProtocolPolicy\":\"http-only\"}");
        return bucket().with(DISTRIBUTION, website)
                .without(OAC)
                .with("s3api/get-public-access-block/example-assets.json", OPEN)
                .with("s3control/get-public-access-block/123456789012.json", OPEN)
                .column("application/xml\t-", "text/html; charset=utf-8\t303");
    }

    @Test
    void thePolicyDecidesWhetherAWebsiteIsPrivate() throws IOException {
        assertThat(diagnosed(website())).isEqualTo("s3-website-endpoint-private confirmed");
        assertThat(diagnosed(website().with(POLICY, policy(PUBLIC)))).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void blockPublicAccessOverridesThePolicyOfAWebsite() throws IOException {
        ReplayedCase open = website().with(POLICY, policy(PUBLIC));

        assertThat(diagnosed(open.with("s3api/get-public-access-block/example-assets.json", BLOCKED)))
                .isEqualTo("s3-public-access-blocked confirmed");
        assertThat(diagnosed(open.with("s3control/get-public-access-block/123456789012.json", BLOCKED)))
                .isEqualTo("s3-public-access-blocked confirmed");
    }

    @Test
    void theObjectDecidesWhetherItIsMissingInAWebsite() throws IOException {
        ReplayedCase missing = missing(website().with(POLICY, policy(PUBLIC)));

        assertThat(diagnosed(missing)).isEqualTo("s3-object-missing likely");
        assertThat(diagnosed(missing.column(".png\t", "/\t"))).isEqualTo("custom-origin-forbidden confirmed");
    }

    private static ReplayedCase missing(ReplayedCase site) {
        ReplayedCase missing = site;
        for (int file = 0; file < 5; file++) {
            String path = "s3api/head-object/example-assets/api/" + file + ".png";
            missing = missing.without(path + ".json").with(path + ".error.json", NOT_FOUND);
        }
        return missing;
    }
}
