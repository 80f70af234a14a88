package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.cause.CauseId;
import why403.log.Field;

/** Claims about the access and the grant of the bucket example-assets. */
class S3GrantClaimsTest {

    private static final String OTHER = S3Case.GRANT.replace("E2EXAMPLE", "EOTHER");
    private static final String OAI_GRANT = """
            {"Version":"2008-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"%s"},\
            "Action":"s3:GetObject","Resource":"arn:aws:s3:::example-assets/*"}}""";
    private static final String OAI = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ";
    private static final String DENY = """
            ,{"Sid":"No","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":%s}]}""";

    private static String withDeny(String policy, String condition) {
        return policy.replaceFirst("\\]\\}$", "").concat(DENY.formatted(condition));
    }

    private static S3Case asking() {
        return new S3Case().asks("/img/a.jpg");
    }

    @Test
    void aBucketWithoutAPolicyLacksTheGrant() {
        assertThat(asking().noPolicy().claims()).containsExactly("s3-grant-missing CONFIRMED");
    }

    @Test
    void aGrantToADeployRoleIsNotAGrantToCloudFront() {
        String role = OAI_GRANT.formatted("arn:aws:iam::123456789012:role/cloudfront-deploy");

        assertThat(asking().policy(role).claims()).containsExactly("s3-grant-missing CONFIRMED");
    }

    @Test
    void aMissingGrantIsPossibleIfThePolicyCouldNotBeRead() {
        assertThat(asking().claims()).containsExactly("s3-grant-missing POSSIBLE", "s3-object-missing POSSIBLE");
    }

    @Test
    void aMissingGrantDoesNotDependOnAFunctionThatRewritesTheKey() {
        assertThat(new S3Case().noPolicy().function().asks("/img/a.jpg").claims())
                .containsExactly("s3-grant-missing CONFIRMED");
    }

    @Test
    void aMissingGrantIsLikelyBehindAnOriginGroup() {
        assertThat(new S3Case().noPolicy().originGroup().asks("/a").claims())
                .containsExactly("s3-grant-missing LIKELY");
    }

    @Test
    void anAmbiguousRecordIsConfirmedByTheEvaluator() {
        assertThat(new S3Case().noPolicy().ambiguous().asks("/a").claims())
                .containsExactly("s3-grant-missing CONFIRMED");
    }

    @Test
    void anotherDistributionsArnIsAWrongIdentity() {
        assertThat(asking().policy(OTHER).claims()).containsExactly("s3-grant-wrong-identity CONFIRMED");
    }

    @Test
    void anotherAccountIsAWrongIdentity() {
        String account =
                S3Case.GRANT.replace("AWS:SourceArn", "aws:SourceAccount").replace(S3Case.ARN, "111122223333");

        assertThat(asking().policy(account).claims()).containsExactly("s3-grant-wrong-identity CONFIRMED");
    }

    @Test
    void anUnusedIdentityIsAWrongIdentityEvenIfThereAreOtherGrants() {
        String both = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + statement(OAI_GRANT.formatted("arn:aws:iam::123456789012:role/deploy")) + ","
                + statement(OAI_GRANT.formatted(OAI + "EOLD")) + "]}";

        assertThat(asking().policy(both).claims()).containsExactly("s3-grant-wrong-identity CONFIRMED");
    }

    private static String statement(String policy) {
        return policy.substring(policy.indexOf("\"Statement\":") + 12, policy.length() - 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity EOTHER | s3-grant-wrong-identity
            AIDAEXAMPLEEXAMPLE                                                    | s3-grant-wrong-identity
            123456789012                                                          | s3-grant-missing
            """)
    void anIdentityIsGrantedByItsOwnNameOnly(String principal, String cause) {
        assertThat(new S3Case()
                        .identity("E1OAI", "canonical")
                        .policy(OAI_GRANT.formatted(principal))
                        .asks("/a")
                        .claims())
                .containsExactly(cause + " CONFIRMED");
    }

    @Test
    void anIdentityThatIsGrantedIsNotMissingAGrant() {
        assertThat(new S3Case()
                        .identity("E1OAI", "canonical")
                        .policy(OAI_GRANT.formatted(OAI + "E1OAI"))
                        .there("a")
                        .asks("/a")
                        .claims())
                .isEmpty();
    }

    @Test
    void anIdentityIsGrantedByItsCanonicalUserToo() {
        String canonical = OAI_GRANT.formatted("canonical").replace("\"AWS\"", "\"CanonicalUser\"");

        assertThat(new S3Case()
                        .identity("E1OAI", "canonical")
                        .policy(canonical)
                        .asks("/a")
                        .claims())
                .containsExactly("s3-object-missing POSSIBLE");
        assertThat(new S3Case()
                        .identity("E1OAI", "other")
                        .policy(canonical)
                        .asks("/a")
                        .claims())
                .containsExactly("s3-grant-wrong-identity CONFIRMED");
    }

    @ParameterizedTest
    @CsvSource({"example-assets", "other-assets/*", "example-assets/video/*"})
    void aGrantOfAnotherResourceIsAWrongResource(String resource) {
        String policy = S3Case.GRANT.replace("example-assets/*", resource);

        assertThat(asking().policy(policy).claims()).containsExactly("s3-grant-wrong-resource CONFIRMED");
    }

    @Test
    void aGrantOfAnotherPrefixDependsOnAFunctionThatRewritesTheKey() {
        String prefix = S3Case.GRANT.replace("example-assets/*", "example-assets/video/*");
        String bucket = S3Case.GRANT.replace("example-assets/*", "example-assets");

        assertThat(new S3Case().policy(prefix).function().asks("/img/a.jpg").claims())
                .containsExactly("s3-grant-wrong-resource POSSIBLE");
        assertThat(new S3Case().policy(bucket).function().asks("/img/a.jpg").claims())
                .containsExactly("s3-grant-wrong-resource CONFIRMED");
    }

    @Test
    void aPutNeedsAnotherActionThanAGet() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .asks("/up", Map.of(Field.METHOD, "PUT"))
                        .claims())
                .containsExactly("s3-grant-wrong-action CONFIRMED");
    }

    @Test
    void anExplicitDenyIsNotAMissingGrant() {
        String always = "{\"Null\":{\"aws:SourceVpce\":\"true\"}}";

        assertThat(asking().policy(withDeny(S3Case.GRANT, always)).claims())
                .containsExactly("s3-explicit-deny CONFIRMED");
        assertThat(asking().policy(withDeny(OTHER, always)).claims()).containsExactly("s3-explicit-deny CONFIRMED");
    }

    @Test
    void aMissingGrantIsLikelyIfADenyMayApply() {
        String maybe = "{\"StringEquals\":{\"aws:UserAgent\":\"x\"}}";

        assertThat(asking().policy(withDeny(OTHER, maybe)).claims()).containsExactly("s3-grant-wrong-identity LIKELY");
    }

    @Test
    void aControlThatNeverSignsIsAnotherCause() {
        assertThat(asking().noPolicy().neverSigns().claims()).containsExactly("s3-oac-not-signing CONFIRMED");
    }

    @Test
    void aPrivateBucketWithoutControlOrIdentityHasNoOriginAccess() {
        assertThat(new S3Case().noAccess().noPolicy().asks("/a").claims())
                .containsExactly("s3-no-origin-access CONFIRMED");
        assertThat(new S3Case()
                        .noAccess()
                        .policy(withDeny(S3Case.GRANT, "{\"Null\":{\"aws:SourceVpce\":\"true\"}}"))
                        .asks("/a")
                        .claims())
                .containsExactly("s3-no-origin-access CONFIRMED");
        assertThat(new S3Case().noAccess().asks("/a").claims()).contains("s3-no-origin-access POSSIBLE");
    }

    @Test
    void aPublicBucketNeedsNoOriginAccess() {
        String open = OAI_GRANT.formatted("*");

        assertThat(new S3Case().noAccess().policy(open).missing("a").asks("/a").claims())
                .contains("s3-object-missing LIKELY")
                .noneMatch(claim -> claim.startsWith("s3-no-origin-access"));
        assertThat(new S3Case().noAccess().policy(open).there("a").asks("/a").claims())
                .containsExactly("s3-public-access-blocked POSSIBLE");
    }

    @Test
    void aBucketThatServesOtherObjectsMayBePublicByAccessControlLists() {
        S3Case site = new S3Case()
                .noAccess()
                .noPolicy()
                .served("/b", "2026-11-24T10:01:00Z")
                .asks("/a");

        assertThat(site.claims()).containsExactly("s3-no-origin-access LIKELY");
        assertThat(site.remedy(CauseId.S3_NO_ORIGIN_ACCESS).condition()).isPresent();
    }

    @Test
    void theStatementThatComesClosestIsShownShortly() {
        String others = IntStream.range(0, 250)
                .mapToObj(i -> "\"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E" + i + "\"")
                .collect(Collectors.joining(",", "{\"AWS\":[", "]}"));
        S3Case site = new S3Case()
                .policy(S3Case.GRANT
                        .replace("{\"Service\":\"cloudfront.amazonaws.com\"}", others)
                        .replaceFirst(",\"Condition\":\\{\"StringEquals\":\\{.*?\\}\\}", ""))
                .asks("/a");

        assertThat(site.finding(CauseId.S3_GRANT_WRONG_IDENTITY).evidence())
                .filteredOn(sentence -> sentence.contains("comes closest"))
                .singleElement()
                .asString()
                .contains("Origin Access Identity E0 or ")
                .contains(" or 247 more, not cloudfront.amazonaws.com")
                .hasSizeLessThan(500);
    }
}
