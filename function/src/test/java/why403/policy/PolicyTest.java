package why403.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.policy.Decision.Outcome.ALLOW;
import static why403.policy.Decision.Outcome.IMPLICIT_DENY;
import static why403.policy.Decision.Outcome.UNDETERMINED;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import why403.policy.Decision.Outcome;

/** Which principals, actions and resources a statement includes. */
class PolicyTest {

    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final String ACCOUNT = "123456789012";
    private static final String OURS = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";
    private static final String CANONICAL = "abc123canonical";

    static final Caller CONTROL = Caller.originAccessControl(OURS, ACCOUNT, AT);
    static final Caller IDENTITY = Caller.originAccessIdentity(
            new Principal.OriginAccessIdentity("aws", "E1OAI", Optional.of(CANONICAL)), AT, Optional.of(true));
    static final Caller ANYBODY = Caller.anonymous(AT, Optional.empty());

    static final String OAC_STATEMENT = """
            {"Sid":"AllowCloudFrontServicePrincipalReadOnly","Effect":"Allow",
             "Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"s3:GetObject",
             "Resource":"arn:aws:s3:::example-assets/*",
             "Condition":{"StringEquals":{"AWS:SourceArn":"%s"}}}""";
    static final String PUBLIC_STATEMENT = """
            {"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::example-assets/*"}""";

    static Policy policy(String... statements) {
        return read("{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
    }

    static Policy read(String json) {
        if (Policy.read(json) instanceof Policy.Read readable) {
            return readable.policy();
        }
        throw new AssertionError(Policy.read(json));
    }

    static Request get(Caller caller) {
        return new Request(caller, "s3:GetObject", new Resource.Exactly("arn:aws:s3:::example-assets/img/a.jpg"));
    }

    private static Decision decide(Caller caller, String... statements) {
        return policy(statements).decide(get(caller));
    }

    private static String allowTo(String principal) {
        return "{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::example-assets/*\"}";
    }

    @Test
    void theDocumentedStatementAllowsTheDistributionToRead() {
        Decision decision = decide(CONTROL, OAC_STATEMENT.formatted(OURS));

        assertThat(decision)
                .isEqualTo(new Decision(
                        ALLOW,
                        List.of("AllowCloudFrontServicePrincipalReadOnly"),
                        List.of(1),
                        List.of(),
                        Optional.empty(),
                        false,
                        false));
    }

    @Test
    void aSidThatLooksLikeANumberIsNotConfusedWithAStatementNumber() {
        Policy policy = ((Policy.Read) Policy.read("""
                        {"Version":"2012-10-17","Statement":[
                          {"Sid":"2","Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"*",
                           "Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}},
                          {"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"*",
                           "Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}""")).policy();
        Decision decision = policy.decide(get(CONTROL));

        assertThat(decision.statements()).containsExactly("2");
        assertThat(decision.numbers()).containsExactly(2);
        assertThat(policy.conditionsOf(decision.numbers().get(0)).toString()).contains("SecureTransport");
    }

    @Test
    void aStatementForAnotherDistributionIsANearMissByItsCondition() {
        Decision decision = decide(CONTROL, OAC_STATEMENT.formatted(OURS + "OTHER"));

        assertThat(decision.outcome()).isEqualTo(IMPLICIT_DENY);
        assertThat(decision.nearMiss())
                .contains(new NearMiss(
                        "AllowCloudFrontServicePrincipalReadOnly",
                        Part.CONDITION,
                        "StringEquals AWS:SourceArn " + OURS + "OTHER",
                        OURS));
    }

    @Test
    void theStatementThatMissesTheFewestPartsIsTheNearestMiss() {
        Decision decision = decide(
                CONTROL,
                "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"s3:PutObject\","
                        + "\"Resource\":\"arn:aws:s3:::example-assets/*\"}",
                OAC_STATEMENT.formatted(OURS).replace("s3:GetObject", "s3:PutObject"));

        assertThat(decision.nearMiss())
                .contains(new NearMiss(
                        "AllowCloudFrontServicePrincipalReadOnly", Part.ACTION, "s3:PutObject", "s3:GetObject"));
    }

    @Test
    void aBucketWithoutAPolicyAllowsNothingAndHasNoNearMiss() {
        Decision decision = Policy.none().decide(get(CONTROL));

        assertThat(decision.outcome()).isEqualTo(IMPLICIT_DENY);
        assertThat(decision.nearMiss()).isEmpty();
        assertThat(decision.refuses()).isTrue();
    }

    @ParameterizedTest(name = "{0}: control {1}, identity {2}, anonymous {3}")
    @CsvSource(delimiter = '|', textBlock = """
            "*"                                    | ALLOW         | ALLOW         | ALLOW
            {"AWS":"*"}                            | ALLOW         | ALLOW         | ALLOW
            {"AWS":["111122223333","*"]}           | ALLOW         | ALLOW         | ALLOW
            {"AWS":"123456789012"}                 | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            {"AWS":"arn:aws:iam::123456789012:root"} | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            {"Service":"cloudfront.amazonaws.com"} | ALLOW         | IMPLICIT_DENY | IMPLICIT_DENY
            {"Service":"logs.amazonaws.com"}       | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            {"AWS":"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1OAI"} | IMPLICIT_DENY | ALLOW | IMPLICIT_DENY
            {"AWS":"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E9OAI"} | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            {"CanonicalUser":"abc123canonical"}    | IMPLICIT_DENY | ALLOW         | IMPLICIT_DENY
            {"AWS":"AIDAEXAMPLEEXAMPLE"}           | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            {"Federated":"*"}                      | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            """)
    void aPrincipalElementIncludesThePrincipalsThatItNames(
            String principal, Outcome control, Outcome identity, Outcome anybody) {
        assertThat(decide(CONTROL, allowTo(principal)).outcome()).isEqualTo(control);
        assertThat(decide(IDENTITY, allowTo(principal)).outcome()).isEqualTo(identity);
        assertThat(decide(ANYBODY, allowTo(principal)).outcome()).isEqualTo(anybody);
    }

    @Test
    void aCanonicalUserIsUndeterminedIfThatOfTheIdentityIsNotKnown() {
        Caller caller = Caller.originAccessIdentity(
                new Principal.OriginAccessIdentity("aws", "E1OAI", Optional.empty()), AT, Optional.of(true));

        Decision decision = decide(caller, allowTo("{\"CanonicalUser\":\"abc123canonical\"}"));

        assertThat(decision.outcome()).isEqualTo(UNDETERMINED);
        assertThat(decision.unknownKeys()).containsExactly("CanonicalUser");
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::example-assets/*, ALLOW",
        "S3:getobject, arn:aws:s3:::example-assets/*, ALLOW",
        "s3:Get*, arn:aws:s3:::example-assets/img/?.jpg, ALLOW",
        "*, *, ALLOW",
        "s3:GetObjectVersion, arn:aws:s3:::example-assets/*, IMPLICIT_DENY",
        "s3:GetObject, arn:aws:s3:::example-assets, IMPLICIT_DENY",
        "s3:GetObject, arn:aws:s3:::Example-Assets/*, IMPLICIT_DENY",
        "s3:GetObject, arn:aws:s3:::example-assets/IMG/*, IMPLICIT_DENY",
        "s3:GetObject, arn:aws:s3:::*/img/*, ALLOW"
    })
    void wildcardsIgnoreCaseInActionsAndRespectItInResources(String action, String resource, Outcome outcome) {
        String statement =
                PUBLIC_STATEMENT.replace("s3:GetObject", action).replace("arn:aws:s3:::example-assets/*", resource);

        assertThat(decide(CONTROL, statement).outcome()).isEqualTo(outcome);
    }

    @Test
    void notActionAndNotResourceMeanAllOthers() {
        String statement = "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"NotAction\":[\"s3:Put*\",\"s3:Delete*\"],"
                + "\"NotResource\":\"arn:aws:s3:::example-assets/private/*\"}";
        Policy policy = policy(statement);
        Resource secret = new Resource.Exactly("arn:aws:s3:::example-assets/private/a");

        assertThat(policy.decide(get(CONTROL)).outcome()).isEqualTo(ALLOW);
        assertThat(policy.decide(new Request(CONTROL, "s3:GetObject", secret)).outcome())
                .isEqualTo(IMPLICIT_DENY);
        assertThat(policy.decide(new Request(
                                CONTROL, "s3:PutObject", get(CONTROL).resource()))
                        .outcome())
                .isEqualTo(IMPLICIT_DENY);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "arn:aws:s3:::example-assets/*, ALLOW",
        "arn:aws:s3:::example-*, ALLOW",
        "arn:aws:s3:::example-assets/img/*, UNDETERMINED",
        "arn:aws:s3:::example-assets/*.jpg, UNDETERMINED",
        "arn:aws:s3:::example-assets, IMPLICIT_DENY",
        "arn:aws:s3:::other/*, IMPLICIT_DENY"
    })
    void anUnknownObjectIsDecidedOnlyIfThePatternMatchesAllOrNone(String resource, Outcome outcome) {
        Request request = new Request(CONTROL, "s3:GetObject", new Resource.SomeBelow("arn:aws:s3:::example-assets/"));
        String statement = PUBLIC_STATEMENT.replace("arn:aws:s3:::example-assets/*", resource);

        assertThat(policy(statement).decide(request).outcome()).isEqualTo(outcome);
    }

    @Test
    void variablesAreReplacedOnlyInPoliciesOfTheNewVersion() {
        String statement = OAC_STATEMENT.formatted("arn:aws:cloudfront::${aws:SourceAccount}:distribution/E2EXAMPLE");

        assertThat(decide(CONTROL, statement).outcome()).isEqualTo(ALLOW);
        assertThat(read("{\"Version\":\"2008-10-17\",\"Statement\":" + statement + "}")
                        .decide(get(CONTROL))
                        .outcome())
                .isEqualTo(IMPLICIT_DENY);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            arn:aws:s3:::example-assets/${aws:UserAgent}/*          | UNDETERMINED
            arn:aws:s3:::example-assets/${aws:PrincipalOrgID}/*     | IMPLICIT_DENY
            arn:aws:s3:::example-assets/${aws:PrincipalOrgID, 'img'}/* | ALLOW
            arn:aws:s3:::example-assets/${*}                        | IMPLICIT_DENY
            """)
    void aVariableWithoutAValueMatchesNothing(String resource, Outcome outcome) {
        String statement = PUBLIC_STATEMENT.replace("arn:aws:s3:::example-assets/*", resource);

        assertThat(decide(CONTROL, statement).outcome()).isEqualTo(outcome);
    }

    @Test
    void aPolicyWithEscapedQuotesIsRead() {
        String json = "{\"Version\":\"2012-10-17\",\"Statement\":" + PUBLIC_STATEMENT.replace("\n", "") + "}";

        assertThat(read(json.replace("\"", "\\\"")).decide(get(ANYBODY)).outcome())
                .isEqualTo(ALLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "null",
                "{}",
                "{\"Statement\":[1]}",
                "{\"Statement\":{\"Effect\":\"Allow\"}}",
                "{\"Statement\":{\"Effect\":\"Maybe\",\"Principal\":\"*\",\"Action\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"x\",\"Action\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":{}}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Condition\":[]}}"
            })
    void aTextThatIsNotAPolicyIsUnreadableWithOneSentence(String json) {
        assertThat(Policy.read(json))
                .isInstanceOfSatisfying(
                        Policy.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isNotBlank());
    }

    @Test
    void aTextThatIsTooDeepForTheReaderIsNotSaidToBeNoJson() {
        assertThat(Policy.read("[".repeat(5_000)))
                .isEqualTo(new Policy.Unreadable(
                        "The policy exceeds a limit of the JSON reader: its document nesting depth is above 1,000."));
    }
}
