package why403.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.policy.Decision.Outcome.ALLOW;
import static why403.policy.Decision.Outcome.EXPLICIT_DENY;
import static why403.policy.Decision.Outcome.UNDETERMINED;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import why403.policy.Decision.Outcome;

/** Deny statements and conditions for each of CloudFront's callers, depending on what is known about it. */
class CallerTest {

    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final String ACCOUNT = "123456789012";
    private static final String OURS = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";
    private static final String OAI = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1OAI";

    private static Decision decide(Caller caller, String... statements) {
        return PolicyTest.policy(statements).decide(PolicyTest.get(caller));
    }

    private static String deny(String condition) {
        return "{\"Sid\":\"No\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\","
                + "\"Resource\":\"arn:aws:s3:::example-assets/*\",\"Condition\":" + condition + "}";
    }

    private static String allowTo(String principal) {
        return "{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::example-assets/*\"}";
    }

    @Test
    void aDenyOfAllButSomePrincipalsDeniesTheServicePrincipal() {
        String deny = "{\"Sid\":\"OnlyAdmins\",\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":[\"" + OAI
                + "\",\"arn:aws:iam::123456789012:role/admin\"]},\"Action\":\"s3:*\",\"Resource\":\"*\"}";

        assertThat(decide(PolicyTest.CONTROL, PolicyTest.OAC_STATEMENT.formatted(OURS), deny)
                        .outcome())
                .isEqualTo(EXPLICIT_DENY);
        assertThat(decide(PolicyTest.CONTROL, PolicyTest.OAC_STATEMENT.formatted(OURS), deny)
                        .statements())
                .containsExactly("OnlyAdmins");
        assertThat(decide(PolicyTest.IDENTITY, allowTo("{\"AWS\":\"" + OAI + "\"}"), deny)
                        .outcome())
                .isEqualTo(ALLOW);
    }

    @ParameterizedTest(name = "{0}: control {1}, identity {2}, anonymous {3}")
    @CsvSource(delimiter = '|', textBlock = """
            {"Bool":{"aws:SecureTransport":"false"}}                               | ALLOW         | ALLOW         | UNDETERMINED
            {"Bool":{"aws:SecureTransport":false}}                                 | ALLOW         | ALLOW         | UNDETERMINED
            {"StringNotEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}                 | EXPLICIT_DENY | EXPLICIT_DENY | EXPLICIT_DENY
            {"StringNotEqualsIfExists":{"aws:SourceVpc":"vpc-111bbb22"}}           | EXPLICIT_DENY | EXPLICIT_DENY | EXPLICIT_DENY
            {"NotIpAddress":{"aws:SourceIp":["192.0.2.0/24","2001:db8::/32"]}}     | EXPLICIT_DENY | UNDETERMINED  | UNDETERMINED
            {"StringNotEquals":{"aws:PrincipalOrgID":"o-example"}}                 | EXPLICIT_DENY | EXPLICIT_DENY | EXPLICIT_DENY
            {"StringNotEquals":{"aws:PrincipalOrgID":"o-example"},"Bool":{"aws:PrincipalIsAWSService":"false"}} | ALLOW | EXPLICIT_DENY | ALLOW
            {"StringNotLike":{"aws:Referer":"https://www.example.com/*"}}          | EXPLICIT_DENY | UNDETERMINED  | UNDETERMINED
            {"Null":{"aws:SourceVpce":"true"}}                                     | EXPLICIT_DENY | EXPLICIT_DENY | EXPLICIT_DENY
            {"StringEquals":{"s3:ExistingObjectTag/secret":"yes"}}                 | UNDETERMINED  | UNDETERMINED  | UNDETERMINED
            {"StringEquals":{"aws:UserAgent":"Amazon CloudFront"}}                 | UNDETERMINED  | UNDETERMINED  | UNDETERMINED
            {"DateGreaterThan":{"aws:CurrentTime":"2026-11-24T10:00:01Z"}}         | ALLOW         | ALLOW         | ALLOW
            {"DateGreaterThanEquals":{"aws:CurrentTime":"2026-11-24T10:00:00Z"}}   | EXPLICIT_DENY | EXPLICIT_DENY | EXPLICIT_DENY
            {"StringNotEquals":{"aws:SourceAccount":"123456789012"}}               | ALLOW         | EXPLICIT_DENY | EXPLICIT_DENY
            {"StringEquals":{"aws:PrincipalServiceName":"cloudfront.amazonaws.com"}} | EXPLICIT_DENY | UNDETERMINED | ALLOW
            {"SomethingNew":{"aws:SourceArn":"x"}}                                 | UNDETERMINED  | UNDETERMINED  | UNDETERMINED
            """)
    void aDenyIsDecidedByTheKnownKeysOfTheCaller(String condition, Outcome control, Outcome identity, Outcome anybody) {
        assertThat(decide(PolicyTest.CONTROL, PolicyTest.PUBLIC_STATEMENT, deny(condition))
                        .outcome())
                .isEqualTo(control);
        assertThat(decide(PolicyTest.IDENTITY, PolicyTest.PUBLIC_STATEMENT, deny(condition))
                        .outcome())
                .isEqualTo(identity);
        assertThat(decide(PolicyTest.ANYBODY, PolicyTest.PUBLIC_STATEMENT, deny(condition))
                        .outcome())
                .isEqualTo(anybody);
    }

    @Test
    void aDenyOfInsecureTransportAlwaysAppliesToAWebsiteEndpoint() {
        Caller website = Caller.anonymousToWebsite(AT, Optional.empty());

        assertThat(decide(website, PolicyTest.PUBLIC_STATEMENT, deny("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"))
                        .outcome())
                .isEqualTo(EXPLICIT_DENY);
    }

    @Test
    void theOriginsOwnRefererHeaderIsKnown() {
        Caller caller = Caller.anonymous(AT, Optional.of("between-us"));
        String statement = PolicyTest.PUBLIC_STATEMENT.replace(
                "\"Resource\"", "\"Condition\":{\"StringEquals\":{\"aws:Referer\":\"other\"}},\"Resource\"");

        assertThat(decide(caller, statement.replace("other", "between-us")).outcome())
                .isEqualTo(ALLOW);
        assertThat(decide(caller, statement).nearMiss())
                .contains(new NearMiss("1", Part.CONDITION, "StringEquals aws:Referer (withheld)", "(withheld)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "aws-cn"})
    void theArnOfAnIdentityHasThePartitionOfItsDistribution(String partition) {
        Principal.OriginAccessIdentity identity =
                new Principal.OriginAccessIdentity(partition, "E1OAI", Optional.empty());
        String exempted = deny("{\"StringNotEquals\":{\"aws:PrincipalArn\":\"arn:" + partition
                + ":iam::cloudfront:user/CloudFront Origin Access Identity E1OAI\"}}");

        assertThat(decide(
                                Caller.originAccessIdentity(identity, AT, Optional.of(true)),
                                PolicyTest.PUBLIC_STATEMENT,
                                exempted)
                        .outcome())
                .isEqualTo(ALLOW);
    }

    @Test
    void aDecisionSaysWhetherItDependsOnAnInferredKey() {
        Caller overHttp = Caller.originAccessIdentity(
                new Principal.OriginAccessIdentity("aws", "E1OAI", Optional.of("abc123canonical")),
                AT,
                Optional.of(false));

        Decision decision =
                decide(overHttp, PolicyTest.PUBLIC_STATEMENT, deny("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"));

        assertThat(decision.outcome()).isEqualTo(EXPLICIT_DENY);
        assertThat(decision.dependsOnInference()).isTrue();
        assertThat(decide(overHttp, PolicyTest.PUBLIC_STATEMENT).dependsOnInference())
                .isFalse();
    }

    @Test
    void requestsToAFunctionUrlAndAKmsKeyHaveTheirOwnConditionKeys() {
        String url = "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"cloudfront.amazonaws.com\"},"
                + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"*\",\"Condition\":{"
                + "\"Bool\":{\"lambda:InvokedViaFunctionUrl\":\"true\"},"
                + "\"StringEquals\":{\"lambda:FunctionUrlAuthType\":\"AWS_IAM\"},"
                + "\"ArnLike\":{\"AWS:SourceArn\":\"" + OURS + "\"}}}";
        String key = "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"cloudfront.amazonaws.com\"},"
                + "\"Action\":\"kms:Decrypt\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{"
                + "\"kms:ViaService\":\"s3.eu-west-1.amazonaws.com\","
                + "\"kms:EncryptionContext:aws:s3:arn\":\"arn:aws:s3:::example-assets/a\"}}}";
        Resource any = new Resource.Exactly("arn:aws:kms:eu-west-1:123456789012:key/k");

        assertThat(PolicyTest.policy(url)
                        .decide(new Request(Caller.ofFunctionUrl(OURS, ACCOUNT, AT), "lambda:InvokeFunction", any))
                        .outcome())
                .isEqualTo(ALLOW);
        assertThat(PolicyTest.policy(key)
                        .decide(new Request(
                                Caller.ofKeyThroughS3(
                                        OURS, ACCOUNT, AT, Optional.of("eu-west-1"), "arn:aws:s3:::example-assets/a"),
                                "kms:Decrypt",
                                any))
                        .outcome())
                .isEqualTo(ALLOW);
        assertThat(PolicyTest.policy(key)
                        .decide(new Request(
                                Caller.ofKeyThroughS3(
                                        OURS, ACCOUNT, AT, Optional.empty(), "arn:aws:s3:::example-assets/a"),
                                "kms:Decrypt",
                                any))
                        .unknownKeys())
                .containsExactly("kms:ViaService");
    }

    @Test
    void anUndeterminedDenyDoesNotMakeARefusalUncertain() {
        Decision decision = decide(PolicyTest.CONTROL, deny("{\"StringEquals\":{\"aws:UserAgent\":\"x\"}}"));

        assertThat(decision.outcome()).isEqualTo(UNDETERMINED);
        assertThat(decision.unknownKeys()).containsExactly("aws:UserAgent");
        assertThat(decision.statements()).containsExactly("No");
        assertThat(decision.refuses()).isTrue();
    }
}
