package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.cli.ReplayedBucket.GRANT;
import static why403.cli.ReplayedBucket.LIST;
import static why403.cli.ReplayedBucket.OBJECT;
import static why403.cli.ReplayedBucket.OWNERSHIP_CONTROLS;
import static why403.cli.ReplayedBucket.POLICY;
import static why403.cli.ReplayedBucket.bucket;
import static why403.cli.ReplayedBucket.head;
import static why403.cli.ReplayedBucket.owner;
import static why403.cli.ReplayedBucket.policy;
import static why403.cli.ReplayedBucket.stored;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A bucket that CloudFront may read, and what is wrong with the object or with the request for it. */
class ObjectCausesTest extends ReplayedCauses {

    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String PATH = "cs-uri-stem";
    private static final String DEFAULT = "\"ServerSideEncryption\":\"AES256\"";

    private static ReplayedCase encrypted(String source) {
        String decrypt = "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"cloudfront.amazonaws.com\"},"
                + "\"Action\":\"kms:Decrypt\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"AWS:SourceArn\":\"" + source + "\"}}}";
        return stored(bucket(), "\"ServerSideEncryption\":\"aws:kms\",\"SSEKMSKeyId\":\"" + KEY + "\"")
                .with("kms/describe-key/1234abcd-12ab-34cd-56ef-1234567890ab.json", """
                        {"KeyMetadata":{"AWSAccountId":"123456789012","KeyId":"1234abcd-12ab-34cd-56ef-1234567890ab",
                         "Arn":"%s","Enabled":true,"KeyState":"Enabled","KeyManager":"CUSTOMER"}}""".formatted(KEY))
                .with("kms/get-key-policy/1234abcd-12ab-34cd-56ef-1234567890ab.json", policy(decrypt));
    }

    @Test
    void theKeyPolicyDecidesWhetherTheKeyIsTheCause() throws IOException {
        assertThat(diagnosed(encrypted(ReplayedCase.ARN.replace("E2EXAMPLE", "E3EXAMPLE"))))
                .isEqualTo("s3-kms-key-denied confirmed");
        assertThat(diagnosed(encrypted(ReplayedCase.ARN))).isEqualTo("unexplained possible");
    }

    @Test
    void aMissingObjectIsTheCauseOnlyIfCloudFrontMayNotListTheBucket() throws IOException {
        ReplayedCase missing = bucket().error(OBJECT, "404");

        assertThat(diagnosed(missing)).isEqualTo("s3-object-missing confirmed");
        assertThat(diagnosed(missing.with(POLICY, policy(GRANT, LIST)))).isEqualTo("unexplained possible");
        assertThat(diagnosed(bucket())).isEqualTo("unexplained possible");
    }

    @Test
    void aPlusInThePathIsTheKeyWithASpace() throws IOException {
        ReplayedCase plus = bucket().column(PATH, "/c++/cat.png")
                .with("s3api/head-object/example-assets/c  /cat.png.json", head(DEFAULT))
                .error("s3api/head-object/example-assets/c  /cat.png.json", "404")
                .with("s3api/head-object/example-assets/c++/cat.png.json", head(DEFAULT));

        assertThat(diagnosed(plus)).isEqualTo("s3-object-missing confirmed");
        assertThat(diagnosed(plus.without("s3api/head-object/example-assets/c  /cat.png.error.json")
                        .with("s3api/head-object/example-assets/c  /cat.png.json", head(DEFAULT))))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theConfigurationDecidesWhetherTheDefaultRootObjectIsTheCause() throws IOException {
        ReplayedCase root =
                bucket().column(PATH, "/").with("s3api/head-object/example-assets/index.html.json", head(DEFAULT));

        assertThat(diagnosed(root)).isEqualTo("s3-default-root-object confirmed");
        assertThat(diagnosed(root.config("/DefaultRootObject", "'index.html'"))).isEqualTo("unexplained possible");
    }

    @Test
    void theOwnerOfTheObjectDecidesWhetherItIsTheCause() throws IOException {
        ReplayedCase theirs = bucket().column(PATH, "/img/cat.png", "/img/ours.png")
                .with("s3api/head-object/example-assets/img/ours.png.json", head(DEFAULT))
                .servedColumn(PATH, "/img/ours.png")
                .with("s3api/get-bucket-encryption/example-assets.json", """
                        {"ServerSideEncryptionConfiguration":{"Rules":[
                         {"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}}""")
                .with(OWNERSHIP_CONTROLS, owner("ObjectWriter"))
                .with(listing("img/ours.png"), listed("img/ours.png", "1111"))
                .with(listing("img/cat.png"), listed("img/cat.png", "2222"))
                .denied(OBJECT, "403", "s3:GetObject", "s3:ListBucket");

        assertThat(diagnosed(theirs)).isEqualTo("s3-object-ownership confirmed, unexplained possible");
        assertThat(diagnosed(theirs.change(listing("img/cat.png"), "2222", "1111")))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theOwnerDecidesAlsoForAnObjectThatTheBucketsOwnerMayRead() throws IOException {
        ReplayedCase theirs = bucket().with("s3api/head-object/example-assets/img/ours.png.json", head(DEFAULT))
                .servedColumn(PATH, "/img/ours.png")
                .with(OWNERSHIP_CONTROLS, owner("ObjectWriter"))
                .with(listing("img/ours.png"), listed("img/ours.png", "1111"))
                .with(listing("img/cat.png"), listed("img/cat.png", "2222"));

        assertThat(diagnosed(theirs)).isEqualTo("s3-object-ownership confirmed");
        assertThat(diagnosed(theirs.change(listing("img/cat.png"), "2222", "1111")))
                .isEqualTo("unexplained possible");
    }

    private static String listing(String key) {
        return "s3api/list-objects-v2/example-assets/" + key + ".json";
    }

    private static String listed(String key, String owner) {
        return "{\"Contents\":[{\"Key\":\"" + key + "\",\"Owner\":{\"ID\":\"" + owner + "\"}}]}";
    }

    @Test
    void theQueryDecidesWhetherTheViewersOwnSignatureIsTheCause() throws IOException {
        ReplayedCase presigned = bucket().config(
                        "/DefaultCacheBehavior/OriginRequestPolicyId", "'b689b0a8-53d0-40ab-baf2-68738e2966ac'")
                .column("cs-uri-query", "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0011")
                .answer("application/xml", "319");

        assertThat(diagnosed(presigned)).isEqualTo("s3-viewer-authentication confirmed");
        assertThat(diagnosed(presigned.column("cs-uri-query", "-"))).isEqualTo("unexplained possible");
    }

    @Test
    void theLengthDecidesWhetherThePreflightIsTheCause() throws IOException {
        String rules = "s3api/get-bucket-cors/example-assets.json";
        ReplayedCase preflight = bucket().column("cs-method", "OPTIONS")
                .answer("application/xml", "338")
                .with(rules, "{\"CORSRules\":[{\"AllowedMethods\":[\"GET\"],\"AllowedOrigins\":[\"*\"]}]}");
        ReplayedCase withoutRules = preflight.error(rules, "NoSuchCORSConfiguration");

        assertThat(diagnosed(withoutRules)).isEqualTo("s3-cors-preflight confirmed");
        assertThat(diagnosed(withoutRules.answer("application/xml", "243"))).isEqualTo("unexplained possible");
        assertThat(diagnosed(preflight)).isEqualTo("s3-cors-preflight likely");
    }

    @Test
    void theStorageClassDecidesWhetherTheObjectIsArchived() throws IOException {
        assertThat(diagnosed(stored(bucket(), DEFAULT + ",\"StorageClass\":\"GLACIER\"")))
                .isEqualTo("s3-object-archived confirmed");
        assertThat(diagnosed(stored(bucket(), DEFAULT + ",\"StorageClass\":\"GLACIER_IR\"")))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theTimeOfTheUploadDecidesWhetherACachedErrorIsTheCause() throws IOException {
        ReplayedCase uploaded = bucket().change(OBJECT, "2026-11-01T10:00:00", "2026-11-24T09:09:20")
                .ofTheEdge()
                .servedColumn(PATH, "/img/cat.png");

        assertThat(diagnosed(uploaded)).isEqualTo("s3-error-cached confirmed");
        assertThat(diagnosed(uploaded.change(OBJECT, "2026-11-24T09:09:20", "2026-11-24T08:59:30")))
                .isEqualTo("unexplained possible");
    }
}
