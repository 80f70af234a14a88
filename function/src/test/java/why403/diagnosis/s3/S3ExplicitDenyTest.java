package why403.diagnosis.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyState;
import why403.cause.CauseId;
import why403.cause.Remedy;
import why403.diagnosis.check.Finding;
import why403.log.Field;
import why403.policy.Policy;

/** A Deny of the bucket's policy that applies to CloudFront, or nearly does. */
class S3ExplicitDenyTest {

    private static String denying(String condition) {
        return S3Case.GRANT.replace(
                "]}",
                ",{\"Sid\":\"OnlyOurVpc\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\","
                        + "\"Resource\":\"arn:aws:s3:::example-assets/*\",\"Condition\":" + condition + "}]}");
    }

    private static S3Case asking(String condition) {
        return new S3Case().policy(denying(condition)).there("a").asks("/a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}                                     | s3-explicit-deny CONFIRMED
            {"Null":{"aws:SourceVpc":"true"}}                                                   | s3-explicit-deny CONFIRMED
            {"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"}}                                    | s3-explicit-deny CONFIRMED
            {"StringNotEquals":{"aws:PrincipalOrgID":"o-example"}}                              | s3-explicit-deny CONFIRMED
            {"StringEquals":{"s3:ExistingObjectTag/bot":"yes"}}                                 | s3-explicit-deny POSSIBLE
            """)
    void aDenyThatAppliesIsTheCause(String condition, String claim) {
        assertThat(asking(condition).claims()).containsExactly(claim);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Bool":{"aws:SecureTransport":"false"}}
            {"StringNotEquals":{"aws:PrincipalOrgID":"o-1"},"Bool":{"aws:PrincipalIsAWSService":"false"}}
            {"StringNotEquals":{"AWS:SourceArn":"arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE"}}
            """)
    void aDenyThatDoesNotMatchAnOacIsNotTheCause(String condition) {
        assertThat(asking(condition).claims()).isEmpty();
    }

    @Test
    void aDenyThatDependsOnARewrittenKeyIsOnlyPossible() {
        String policy = denying("{\"Null\":{\"aws:SourceVpc\":\"true\"}}")
                .replace(
                        "\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::example-assets/*\"",
                        "\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::example-assets/a\"");

        assertThat(new S3Case().policy(policy).asks("/a").claims()).containsExactly("s3-explicit-deny CONFIRMED");
        assertThat(new S3Case().policy(policy).function().asks("/a").claims()).contains("s3-explicit-deny POSSIBLE");
        assertThat(asking("{\"Null\":{\"aws:SourceVpc\":\"true\"}}").function().claims())
                .containsExactly("s3-explicit-deny CONFIRMED");
    }

    @Test
    void theStatementAndItsConditionAreNamed() {
        Finding finding =
                asking("{\"StringNotEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}").finding(CauseId.S3_EXPLICIT_DENY);

        assertThat(finding.summary())
                .isEqualTo(
                        "statement OnlyOurVpc of the policy of bucket example-assets denies s3:GetObject where"
                                + " StringNotEquals aws:SourceVpce vpce-1, and that applies to distribution E2EXAMPLE (OAC E1OAC)");
    }

    @Test
    void aDenyOfInsecureTransportStaysAndViewersGetHttps() {
        String policy = denying("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}")
                .replace(
                        "\"Statement\":[",
                        "\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::cloudfront:user/CloudFront"
                                + " Origin Access Identity E1OAI\"},\"Action\":\"s3:GetObject\","
                                + "\"Resource\":\"arn:aws:s3:::example-assets/*\"},");
        Remedy remedy = new S3Case()
                .identity("E1OAI", "c0ffee")
                .policy(policy)
                .asks("/a", Map.of(Field.PROTOCOL, "http"))
                .remedy(CauseId.S3_EXPLICIT_DENY);

        assertThat(String.join("\n", remedy.commandTexts()))
                .contains(".DefaultCacheBehavior.ViewerProtocolPolicy = \"redirect-to-https\"")
                .doesNotContain("put-bucket-policy");
    }

    @Test
    void theFixExemptsTheDistributionAndIsSimulated() {
        Remedy remedy =
                asking("{\"StringNotEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}").remedy(CauseId.S3_EXPLICIT_DENY);

        assertThat(remedy.summary()).contains("Simulated: the resulting policy allows these requests.");
        assertThat(remedy.condition()).contains("Only if CloudFront may do what statement OnlyOurVpc forbids");
        assertThat(remedy.document()
                        .orElseThrow()
                        .path("Statement")
                        .path(1)
                        .path("Condition")
                        .toString())
                .isEqualTo("{\"StringNotEquals\":{\"aws:SourceVpce\":\"vpce-1\",\"AWS:SourceArn\":\"" + S3Case.ARN
                        + "\"}}");
    }

    @Test
    void aStatementThatIsMissingTooIsAddedInTheSameFix() {
        S3Case neither = new S3Case()
                .policy(denying("{\"Null\":{\"aws:SourceVpc\":\"true\"}}").replaceFirst("E2EXAMPLE", "EOTHER"))
                .asks("/a");

        Remedy remedy = neither.remedy(CauseId.S3_EXPLICIT_DENY);

        assertThat(neither.finding(CauseId.S3_EXPLICIT_DENY).evidence())
                .contains("No other statement allows these requests either.");
        assertThat(remedy.summary()).contains("and add a statement").contains("Simulated: the resulting policy allows");
    }

    @Test
    void aSharedSecretInADenyIsNotShown() {
        S3Case secret = asking("{\"StringNotEquals\":{\"aws:Referer\":\"between-us\"}}");

        assertThat(secret.finding(CauseId.S3_EXPLICIT_DENY).summary()).contains("aws:Referer (withheld)");
        assertThat(secret.finding(CauseId.S3_EXPLICIT_DENY).evidence()).noneMatch(line -> line.contains("between-us"));
        assertThat(secret.remedy(CauseId.S3_EXPLICIT_DENY).toString()).doesNotContain("between-us");
    }

    @Test
    void aPublicBucketWithADenyIsRefusedByTheDeny() {
        String open = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::example-assets/*\"}]}";
        String denied = denying("{\"Null\":{\"aws:SourceVpc\":\"true\"}}")
                .replaceFirst(
                        "\\{\"Sid\":\"AllowOac\".*?\\}\\}\\},",
                        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::example-assets/*\"},");

        assertThat(new S3Case().noAccess().policy(open).asks("/a").claims())
                .noneMatch(claim -> claim.startsWith("s3-explicit-deny"));
        assertThat(new S3Case().noAccess().policy(denied).asks("/a").claims())
                .containsExactly("s3-explicit-deny CONFIRMED");
        assertThat(new S3Case()
                        .noAccess()
                        .policy(denied)
                        .asks("/a")
                        .remedy(CauseId.S3_EXPLICIT_DENY)
                        .summary())
                .contains("create an OAC for the origin first");
    }

    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final String IMAGES =
            "{\"Sid\":\"Images\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
                    + "\"Resource\":\"arn:aws:s3:::example-assets/img/*\"}";

    private static final String OUTSIDE = "{\"StringNotEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}";

    private static S3Case encrypted(S3Case site) {
        return site.key(KEY, KeyManagerType.CUSTOMER, KeyState.ENABLED)
                .stored("a", head -> head.serverSideEncryption("aws:kms").ssekmsKeyId(KEY));
    }

    private static S3Case blocked(S3Case site) {
        return site.publicAccess(switches -> switches.blockPublicPolicy(true).restrictPublicBuckets(true));
    }

    private static long puts(Remedy remedy) {
        return remedy.commandTexts().stream()
                .filter(text -> text.contains("put-bucket-policy"))
                .count();
    }

    private static boolean isPublic(Remedy remedy) {
        return ((Policy.Read) Policy.read(remedy.document().orElseThrow().toString()))
                .policy()
                .isPublic();
    }

    @Test
    void theExceptionAndTheMissingStatementAreOneEditThatS3Stores() {
        Remedy remedy = blocked(new S3Case()
                        .policy(denying(OUTSIDE)
                                .replaceFirst("\\{\"Sid\":\"AllowOac\".*?\\}\\}\\}", Matcher.quoteReplacement(IMAGES)))
                        .asks("/a"))
                .remedy(CauseId.S3_EXPLICIT_DENY);

        assertThat(puts(remedy)).isEqualTo(1);
        assertThat(isPublic(remedy)).isFalse();
        assertThat(remedy.summary()).contains("so the commands also narrow statement Images to this distribution");
        assertThat(remedy.condition().orElseThrow())
                .startsWith("Only if CloudFront may do what statement OnlyOurVpc forbids, and only if nothing but this"
                        + " distribution relies on statement Images, because");
    }

    @Test
    void anExceptionAloneIsAnEditThatS3StoresToo() {
        Remedy remedy = blocked(new S3Case()
                        .policy(denying(OUTSIDE).replace("\"Statement\":[", "\"Statement\":[" + IMAGES + ","))
                        .asks("/a"))
                .remedy(CauseId.S3_EXPLICIT_DENY);

        assertThat(puts(remedy)).isEqualTo(1);
        assertThat(isPublic(remedy)).isFalse();
    }

    @Test
    void aKeyThatStillRefusesGetsAStatementInTheSameFix() {
        Remedy remedy = encrypted(asking(OUTSIDE)).remedy(CauseId.S3_EXPLICIT_DENY);

        assertThat(remedy.summary())
                .endsWith("Simulated: the resulting key policy allows S3 to decrypt the objects for CloudFront.");
        assertThat(remedy.commandTexts()).anyMatch(text -> text.contains("aws kms put-key-policy --key-id " + KEY));
    }

    private static String allowingIdentity(String policy) {
        return policy.replace(
                "\"Statement\":[",
                "\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::cloudfront:user/CloudFront"
                        + " Origin Access Identity E1OAI\"},\"Action\":\"s3:GetObject\","
                        + "\"Resource\":\"arn:aws:s3:::example-assets/*\"},");
    }

    @Test
    void anIdentityThatCannotUseTheKeyIsReplacedByAControlThatIsExempted() {
        Remedy remedy = encrypted(new S3Case()
                        .identity("E1OAI", "c0ffee")
                        .policy(allowingIdentity(denying(OUTSIDE)).replace("AllowOac", "Other"))
                        .asks("/a"))
                .remedy(CauseId.S3_EXPLICIT_DENY);

        assertThat(remedy.summary())
                .contains("Make an exception for distribution E2EXAMPLE (a new OAC) in statement OnlyOurVpc")
                .contains("Simulated: the resulting policy allows these requests.");
        assertThat(remedy.commandTexts())
                .anyMatch(text -> text.contains("create-origin-access-control"))
                .anyMatch(text -> text.contains(".Condition.StringNotEquals[\"AWS:SourceArn\"]"))
                .anyMatch(text -> text.contains("put-key-policy"));
    }

    @Test
    void besideAnotherDenyTheOneOfInsecureTransportStaysToo() {
        String tls = "{\"Sid\":\"Tls\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\","
                + "\"Resource\":\"arn:aws:s3:::example-assets/*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}";
        Remedy remedy = new S3Case()
                .identity("E1OAI", "c0ffee")
                .policy(allowingIdentity(denying(OUTSIDE)).replace("\"Statement\":[", "\"Statement\":[" + tls + ","))
                .asks("/a", Map.of(Field.PROTOCOL, "http"))
                .remedy(CauseId.S3_EXPLICIT_DENY);

        assertThat(remedy.condition()).contains("Only if CloudFront may do what statement OnlyOurVpc forbids");
        assertThat(remedy.summary())
                .contains("statement Tls does not apply. Do not change that statement")
                .contains("Simulated: the resulting policy allows these requests.");
        assertThat(remedy.document().orElseThrow().path("Statement").path(0).toString())
                .isEqualTo(tls);
        assertThat(remedy.commandTexts())
                .anyMatch(text -> text.contains(".DefaultCacheBehavior.ViewerProtocolPolicy = \"redirect-to-https\""));
    }

    @Test
    void manyStatementsAreNotAllNamed() {
        String deny = "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\","
                + "\"Resource\":\"arn:aws:s3:::example-assets/*\"}";
        S3Case site = new S3Case()
                .policy(S3Case.GRANT.replace("]}", "," + String.join(",", Collections.nCopies(150, deny)) + "]}"))
                .asks("/a");

        assertThat(site.finding(CauseId.S3_EXPLICIT_DENY).summary())
                .startsWith("statements 2, 3, 4, 5, 6 and 145 more of the policy of bucket example-assets deny");
        assertThat(site.remedy(CauseId.S3_EXPLICIT_DENY).summary()).hasSizeLessThan(600);
    }
}
