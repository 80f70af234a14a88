package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.cli.ReplayedBucket.BLOCKED;
import static why403.cli.ReplayedBucket.GRANT;
import static why403.cli.ReplayedBucket.OAC;
import static why403.cli.ReplayedBucket.OBJECT;
import static why403.cli.ReplayedBucket.POLICY;
import static why403.cli.ReplayedBucket.PUBLIC;
import static why403.cli.ReplayedBucket.PUBLIC_ACCESS_BLOCK;
import static why403.cli.ReplayedBucket.bucket;
import static why403.cli.ReplayedBucket.control;
import static why403.cli.ReplayedBucket.policy;
import static why403.cli.ReplayedBucket.unsigned;
import static why403.cli.ReplayedBucket.website;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Whether CloudFront may read a bucket, whatever object it asks for. */
class BucketCausesTest extends ReplayedCauses {

    private static String deny(String condition) {
        return "{\"Sid\":\"Tls\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\","
                + "\"Resource\":\"arn:aws:s3:::example-assets/*\",\"Condition\":" + condition + "}";
    }

    @Test
    void withoutOriginAccessOnlyAPublicPolicyAllows() throws IOException {
        assertThat(diagnosed(unsigned())).isEqualTo("s3-no-origin-access confirmed");
        assertThat(diagnosed(unsigned().with(POLICY, policy(GRANT, PUBLIC)))).isEqualTo("unexplained possible");
    }

    @Test
    void thePrincipalDecidesWhetherAStatementIsMissingOrNamesAnotherDistribution() throws IOException {
        String ofAnotherRole = """
                {"Sid":"Read","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/backup"},
                 "Action":"s3:GetObject","Resource":"arn:aws:s3:::example-assets/*"}""";
        String ofAnotherDistribution = GRANT.replace("distribution/E2", "distribution/E3");

        assertThat(diagnosed(bucket().with(POLICY, policy(ofAnotherRole)))).isEqualTo("s3-grant-missing confirmed");
        assertThat(diagnosed(bucket().with(POLICY, policy(ofAnotherDistribution))))
                .isEqualTo("s3-grant-wrong-identity confirmed");
    }

    @Test
    void aStatementForAnotherDistributionIsTheCauseOnlyWithoutOneForThis() throws IOException {
        String ofAnotherDistribution = GRANT.replace("distribution/E2", "distribution/E3");

        assertThat(diagnosed(bucket().with(POLICY, policy(ofAnotherDistribution))))
                .isEqualTo("s3-grant-wrong-identity confirmed");
        assertThat(diagnosed(bucket().with(POLICY, policy(ofAnotherDistribution, GRANT))))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theFolderOfTheStatementDecidesWhetherItsResourceIsTheCause() throws IOException {
        assertThat(diagnosed(bucket().with(POLICY, policy(GRANT.replace("assets/*", "assets/css/*")))))
                .isEqualTo("s3-grant-wrong-resource confirmed");
        assertThat(diagnosed(bucket().with(POLICY, policy(GRANT.replace("assets/*", "assets/img/*")))))
                .isEqualTo("unexplained possible");
    }

    @Test
    void theMethodDecidesWhetherTheActionOfTheStatementIsTheCause() throws IOException {
        ReplayedCase upload = bucket().config(
                        "/DefaultCacheBehavior/AllowedMethods",
                        "{'Quantity':7,'Items':['HEAD','DELETE','POST','GET','OPTIONS','PUT','PATCH']}")
                .column("cs-method", "PUT");

        assertThat(diagnosed(upload)).isEqualTo("s3-grant-wrong-action confirmed");
        assertThat(diagnosed(upload.column("cs-method", "GET"))).isEqualTo("unexplained possible");
    }

    @Test
    void theConditionDecidesWhetherADenyIsTheCause() throws IOException {
        String ofNetwork = deny("{\"StringNotEquals\":{\"aws:SourceVpce\":\"vpce-1a2b3c4d\"}}");
        String ofHttp = deny("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");

        assertThat(diagnosed(bucket().with(POLICY, policy(GRANT, ofNetwork)))).isEqualTo("s3-explicit-deny confirmed");
        assertThat(diagnosed(bucket().with(POLICY, policy(GRANT, ofHttp)))).isEqualTo("unexplained possible");
    }

    @Test
    void blockPublicAccessIsTheCauseOnlyOfAPublicPolicy() throws IOException {
        ReplayedCase blocked = unsigned().with(POLICY, policy(PUBLIC)).with(PUBLIC_ACCESS_BLOCK, BLOCKED);

        assertThat(diagnosed(blocked)).isEqualTo("s3-public-access-blocked confirmed");
        assertThat(diagnosed(blocked.with(PUBLIC_ACCESS_BLOCK, ReplayedBucket.OPEN)))
                .isEqualTo("unexplained possible");
        assertThat(diagnosed(blocked.with(POLICY, policy(GRANT)))).isEqualTo("s3-no-origin-access confirmed");
    }

    @Test
    void theSigningBehaviorDecidesWhetherTheOriginAccessControlIsTheCause() throws IOException {
        assertThat(diagnosed(bucket().with(OAC, control("never")))).isEqualTo("s3-oac-not-signing confirmed");
        assertThat(diagnosed(bucket())).isEqualTo("unexplained possible");
    }

    @Test
    void thePolicyDecidesWhetherAWebsiteIsPrivate() throws IOException {
        assertThat(diagnosed(website())).isEqualTo("s3-website-endpoint-private confirmed");
        assertThat(diagnosed(website().with(POLICY, policy(PUBLIC)))).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theForwardedHeadersDecideWhetherViewersSignaturesAreTheCause() throws IOException {
        ReplayedCase forwarding = bucket().with(OAC, control("no-override"))
                .config("/DefaultCacheBehavior/CachePolicyId", "null")
                .config(
                        "/DefaultCacheBehavior/ForwardedValues",
                        "{'QueryString':false,'Headers':{'Quantity':1,'Items':['Authorization']}}");

        assertThat(diagnosed(forwarding)).isEqualTo("s3-oac-not-signing likely");
        assertThat(diagnosed(forwarding.config("/DefaultCacheBehavior/ForwardedValues/Headers/Items", "['Origin']")))
                .isEqualTo("unexplained possible");
        assertThat(diagnosed(forwarding.with(OAC, control("always")))).isEqualTo("unexplained possible");
    }

    @Test
    void blockPublicAccessOverridesThePolicyOfAWebsite() throws IOException {
        ReplayedCase open = website().with(POLICY, policy(PUBLIC));

        assertThat(diagnosed(open.with(PUBLIC_ACCESS_BLOCK, BLOCKED))).isEqualTo("s3-public-access-blocked confirmed");
        assertThat(diagnosed(open)).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theObjectDecidesWhetherItIsMissingInAWebsite() throws IOException {
        ReplayedCase missing = website().with(POLICY, policy(PUBLIC)).error(OBJECT, "404");

        assertThat(diagnosed(missing)).isEqualTo("s3-object-missing likely");
        assertThat(diagnosed(missing.column("cs-uri-stem", "/img/"))).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void anAccessPointIsNoBucketAndNeedsAnIdentityToo() throws IOException {
        String identity = "/Origins/Items/0/OriginAccessControlId";
        ReplayedCase unsigned = ReplayedCase.ofOrigin(
                        "assets-1a2b3c4d5e6f-s3alias.s3.eu-west-1.amazonaws.com",
                        "'OriginPath':'','S3OriginConfig':{'OriginAccessIdentity':''},'OriginAccessControlId':''")
                .with(OAC, control("always"))
                .answer("application/xml", "-");

        assertThat(diagnosed(unsigned)).isEqualTo("s3-no-origin-access likely");
        assertThat(diagnosed(unsigned.config(identity, "'E1OAC'"))).isEqualTo("unexplained possible");
    }
}
