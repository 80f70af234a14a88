package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import why403.log.Field;

/** What each check claims of one forbidden request to the bucket example-assets, and when it steps aside. */
class S3ClaimsTest {

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
    void noPolicyAtAllIsAMissingGrant() {
        assertThat(asking().noPolicy().claims()).containsExactly("s3-grant-missing CONFIRMED");
    }

    @Test
    void aGrantToADeployRoleIsNoneToCloudFront() {
        String role = OAI_GRANT.formatted("arn:aws:iam::123456789012:role/cloudfront-deploy");

        assertThat(asking().policy(role).claims()).containsExactly("s3-grant-missing CONFIRMED");
    }

    @Test
    void aPolicyThatNobodyCouldReadLeavesTheGrantPossible() {
        assertThat(asking().claims()).containsExactly("s3-grant-missing POSSIBLE", "s3-object-missing POSSIBLE");
    }

    @Test
    void aMissingGrantDoesNotHangOnTheKeySoAFunctionDoesNotTouchIt() {
        assertThat(new S3Case().noPolicy().function().asks("/img/a.jpg").claims())
                .containsExactly("s3-grant-missing CONFIRMED");
    }

    @Test
    void anOriginGroupLeavesItLikely() {
        assertThat(new S3Case().noPolicy().originGroup().asks("/a").claims())
                .containsExactly("s3-grant-missing LIKELY");
    }

    @Test
    void anAmbiguousRecordIsProvenByTheEvaluator() {
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
    void anIdentityThatIsNoLongerUsedIsAWrongIdentityEvenBesideOtherGrants() {
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
    void aGrantOfAnotherPrefixHangsOnTheKeyAndSoOnTheFunction() {
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
    void anExplicitDenyIsNobodysGrant() {
        String always = "{\"Null\":{\"aws:SourceVpce\":\"true\"}}";

        assertThat(asking().policy(withDeny(S3Case.GRANT, always)).claims()).isEmpty();
        assertThat(asking().policy(withDeny(OTHER, always)).claims()).isEmpty();
    }

    @Test
    void aDenyThatMayHitLeavesAMissingGrantLikely() {
        String maybe = "{\"StringEquals\":{\"aws:UserAgent\":\"x\"}}";

        assertThat(asking().policy(withDeny(OTHER, maybe)).claims()).containsExactly("s3-grant-wrong-identity LIKELY");
    }

    @Test
    void aControlThatNeverSignsIsAnotherCause() {
        assertThat(asking().noPolicy().neverSigns().claims()).isEmpty();
    }

    @Test
    void neitherControlNorIdentityAndNoPublicBucketIsNoOriginAccess() {
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
                .containsExactly("s3-object-missing LIKELY");
        assertThat(new S3Case().noAccess().policy(open).there("a").asks("/a").claims())
                .isEmpty();
    }

    @Test
    void aKeyThatDoesNotExistIsMissingWhereTheGrantIsInOrder() {
        assertThat(asking().policy(S3Case.GRANT).missing("img/a.jpg").claims())
                .containsExactly("s3-object-missing CONFIRMED");
    }

    @Test
    void aKeyThatExistsIsNot() {
        assertThat(asking().policy(S3Case.GRANT).there("img/a.jpg").claims()).isEmpty();
    }

    @Test
    void aKeyThatIsMissingUnderAPolicyThatNobodyCouldReadIsLikely() {
        assertThat(asking().missing("img/a.jpg").claims())
                .containsExactly("s3-grant-missing POSSIBLE", "s3-object-missing LIKELY");
    }

    @Test
    void aFunctionMayHaveRewrittenTheKey() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .missing("a")
                        .function()
                        .asks("/a")
                        .claims())
                .containsExactly("s3-object-missing POSSIBLE");
    }

    @Test
    void whoMayListIsTold404SoAPlain403IsNoMissingKey() {
        String listing = S3Case.GRANT
                .replace("\"s3:GetObject\"", "[\"s3:GetObject\",\"s3:ListBucket\"]")
                .replace("\"arn:aws:s3:::example-assets/*\"", "\"arn:aws:s3:::example-assets*\"");

        assertThat(asking().policy(listing).missing("img/a.jpg").claims()).isEmpty();
        assertThat(new S3Case()
                        .policy(listing)
                        .missing("a")
                        .ambiguous()
                        .asks("/a")
                        .claims())
                .containsExactly("s3-object-missing CONFIRMED");
    }

    @Test
    void theKeyIsTheOriginsPathAndThePathDecodedOnce() {
        S3Case asked = new S3Case()
                .policy(S3Case.GRANT)
                .origin(it -> it.originPath("/live"))
                .missing("live/a b%2f+é.txt")
                .asks("/a%2520b%25252f+%25C3%25A9.txt");

        assertThat(asked.claims()).containsExactly("s3-object-missing CONFIRMED");
    }

    @Test
    void keysBeyondTheHundredMostAskedAreJudgedByThese() {
        S3Case asked = new S3Case().policy(S3Case.GRANT);
        IntStream.range(0, 101).forEach(i -> asked.missing("k" + i).asks("/k" + i));
        asked.asks("/k7");
        IntStream.range(0, 101).filter(i -> i != 99).forEach(i -> asked.asks("/k" + i));

        assertThat(asked.claims(99)).containsExactly("s3-object-missing LIKELY");
        assertThat(asked.claims(7)).containsExactly("s3-object-missing CONFIRMED");
        assertThat(asked.account.asked)
                .filteredOn(question -> question.command().equals("head-object"))
                .hasSize(S3Requests.MOST_KEYS);
    }

    @Test
    void theRootWithoutADefaultRootObjectAsksForAListing() {
        assertThat(new S3Case().policy(S3Case.GRANT).asks("/").claims())
                .containsExactly("s3-default-root-object CONFIRMED");
        assertThat(new S3Case().asks("/").claims())
                .containsExactly("s3-grant-missing POSSIBLE", "s3-default-root-object LIKELY");
        assertThat(new S3Case().policy(S3Case.GRANT).function().asks("/").claims())
                .containsExactly("s3-default-root-object POSSIBLE");
        assertThat(new S3Case().noPolicy().asks("/").claims()).containsExactly("s3-grant-missing CONFIRMED");
    }

    @Test
    void aDefaultRootObjectThatIsNotThereIsNoMissingObject() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .config(it -> it.defaultRootObject("index.html"))
                        .missing("index.html")
                        .asks("/")
                        .claims())
                .containsExactly("s3-default-root-object CONFIRMED");
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .config(it -> it.defaultRootObject("index.html"))
                        .there("index.html")
                        .asks("/")
                        .claims())
                .isEmpty();
    }

    @Test
    void aDefaultRootObjectWithALeadingSlashIsProofByItself() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .config(it -> it.defaultRootObject("/index.html"))
                        .asks("/")
                        .claims())
                .containsExactly("s3-default-root-object CONFIRMED");
    }

    @Test
    void aFolderHasNoIndex() {
        assertThat(new S3Case()
                        .policy(S3Case.GRANT)
                        .missing("docs/")
                        .asks("/docs/")
                        .claims())
                .containsExactly("s3-default-root-object CONFIRMED");
        assertThat(new S3Case().policy(S3Case.GRANT).asks("/docs/").claims())
                .containsExactly("s3-default-root-object LIKELY");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "DETAILED_RESULT_TYPE, ClientGeoBlocked",
        "DETAILED_RESULT_TYPE, FunctionGeneratedResponse",
        "RESULT_TYPE, Miss",
        "CONTENT_TYPE, text/html",
        "CONTENT_TYPE, text/xml",
        "CONTENT_TYPE, application/json",
        "CONTENT_LENGTH, 338",
        "METHOD, OPTIONS"
    })
    void aLineThatS3DidNotWriteIsNotClaimed(Field field, String value) {
        assertThat(new S3Case().noPolicy().asks("/a", Map.of(field, value)).claims())
                .isEmpty();
    }

    @Test
    void anAnswerTooLongForAPlainRefusalIsPossibleOnly() {
        assertThat(new S3Case()
                        .noPolicy()
                        .asks("/a", Map.of(Field.BYTES_SENT, "2600"))
                        .claims())
                .containsExactly("s3-grant-missing POSSIBLE");
    }

    @Test
    void anErrorPageHidesWhoRefusedAndAWebAclMayHave() {
        S3Case page = new S3Case()
                .noPolicy()
                .config(it -> it.customErrorResponses(errors -> errors.items(CustomErrorResponse.builder()
                        .errorCode(403)
                        .responsePagePath("/403.html")
                        .build())));

        assertThat(page.asks("/a", Map.of(Field.CONTENT_TYPE, "text/html")).claims())
                .containsExactly("s3-grant-missing CONFIRMED");
        assertThat(page.config(it -> it.webACLId("arn")).asks("/b").claims(1))
                .containsExactly("s3-grant-missing LIKELY");
    }

    @ParameterizedTest
    @EnumSource(
            value = Field.class,
            names = {"CONTENT_TYPE", "DETAILED_RESULT_TYPE", "BYTES_SENT"})
    void anOlderLineWithoutAFieldIsClaimed(Field absent) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(absent, null);

        assertThat(new S3Case().noPolicy().asks("/a", values).claims()).containsExactly("s3-grant-missing CONFIRMED");
    }

    @ParameterizedTest
    @CsvSource({
        "example-assets.s3.eu-west-1.amazonaws.com, example-assets, eu-west-1",
        "example-assets.s3.amazonaws.com, example-assets,",
        "example-assets.s3-eu-west-1.amazonaws.com, example-assets, eu-west-1",
        "example-assets.s3.dualstack.us-gov-west-1.amazonaws.com, example-assets, us-gov-west-1",
        "assets.s3.example.com.s3.ap-southeast-2.amazonaws.com, assets.s3.example.com, ap-southeast-2",
        "example-assets.s3.cn-north-1.amazonaws.com.cn, example-assets, cn-north-1"
    })
    void aBucketIsReadFromItsHost(String host, String bucket, String region) {
        assertThat(S3Bucket.ofHost(host)).hasValueSatisfying(found -> {
            assertThat(found.name()).isEqualTo(bucket);
            assertThat(found.region().orElse(null)).isEqualTo(region);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "example-assets.s3-website-eu-west-1.amazonaws.com",
        "example-assets.s3-website.eu-central-1.amazonaws.com",
        "abc-s3alias.s3.eu-west-1.amazonaws.com",
        "www.example.com"
    })
    void otherHostsAreNoBucket(String host) {
        assertThat(S3Bucket.ofHost(host)).isEmpty();
    }
}
