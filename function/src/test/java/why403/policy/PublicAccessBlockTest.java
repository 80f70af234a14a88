package why403.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.policy.PublicAccessBlock.Verdict;

/** S3's test of "public", and what Block Public Access does with it. */
class PublicAccessBlockTest {

    private static final PublicAccessBlock RESTRICTS = new PublicAccessBlock(false, false, false, true);

    private static Policy policy(String principal, String condition) {
        return PolicyTest.policy("{\"Effect\":\"Allow\"," + principal + ",\"Action\":\"s3:GetObject\",\"Resource\":"
                + "\"arn:aws:s3:::example-assets/*\",\"Condition\":" + condition + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "Principal":"*"                                                       | true
            "Principal":{"AWS":"*"}                                               | true
            "Principal":{"AWS":["123456789012","*"]}                              | true
            "NotPrincipal":{"AWS":"123456789012"}                                 | true
            "Principal":{"AWS":"123456789012"}                                    | false
            "Principal":{"Service":"cloudfront.amazonaws.com"}                    | false
            "Principal":{"AWS":"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1OAI"} | false
            """)
    void aPolicyForFixedPrincipalsIsNotPublic(String principal, boolean isPublic) {
        assertThat(policy(principal, "{}").isPublic()).isEqualTo(isPublic);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                    | true
            {"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}                   | false
            {"StringEquals":{"AWS:sourcevpce":["vpce-1a2b3c4d","vpce-2"]}}        | false
            {"StringLike":{"aws:SourceVpce":"vpce-*"}}                            | true
            {"StringLike":{"aws:SourceVpce":["vpce-1","vpce-?"]}}                 | true
            {"StringEqualsIfExists":{"aws:SourceVpce":"vpce-1a2b3c4d"}}           | true
            {"StringNotEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}                | true
            {"ForAllValues:StringEquals":{"aws:SourceVpce":"vpce-1"}}             | true
            {"ForAnyValue:StringEquals":{"aws:SourceVpce":"vpce-1"}}              | false
            {"Null":{"aws:SourceVpce":"false"}}                                   | true
            {"ArnEquals":{"aws:SourceArn":"arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE"}} | false
            {"ArnLike":{"aws:SourceArn":"arn:aws:cloudfront::123456789012:distribution/*"}} | true
            {"StringEquals":{"aws:PrincipalOrgID":"o-example"}}                   | false
            {"StringEquals":{"aws:SourceAccount":"${aws:PrincipalAccount}"}}      | true
            {"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}                         | false
            {"IpAddress":{"aws:SourceIp":"13.0.0.0/8"}}                           | false
            {"IpAddress":{"aws:SourceIp":"12.0.0.0/7"}}                           | true
            {"IpAddress":{"aws:SourceIp":["192.0.2.0/24","0.0.0.0/1"]}}           | true
            {"IpAddress":{"aws:SourceIp":"2001:db8::/32"}}                        | false
            {"IpAddress":{"aws:SourceIp":"2001::/16"}}                            | true
            {"IpAddress":{"aws:SourceIp":"fd00::/8"}}                             | false
            {"StringLike":{"s3:DataAccessPointArn":"arn:aws:s3:eu-west-1:123456789012:accesspoint/*"}} | false
            {"StringLike":{"s3:DataAccessPointArn":"arn:aws:s3:eu-west-1:*:accesspoint/one"}} | true
            {"StringLike":{"aws:userid":"AROAEXAMPLEID:*"}}                       | true
            {"StringEquals":{"aws:userid":"AIDAEXAMPLEID"}}                       | false
            {"StringEquals":{"aws:Referer":"between-us"}}                         | true
            {"StringEquals":{"aws:UserAgent":"Amazon CloudFront"}}                | true
            {"StringEquals":{"s3:prefix":"img/"}}                                 | true
            {"StringEquals":{"aws:Referer":"between-us","aws:SourceAccount":"123456789012"}} | false
            """)
    void aPolicyForEverybodyIsNotPublicIfACertainKeyHasFixedValues(String condition, boolean isPublic) {
        assertThat(policy("\"Principal\":\"*\"", condition).isPublic()).isEqualTo(isPublic);
    }

    @Test
    void aDenyDoesNotMatterAndOnePublicAllowIsEnough() {
        String deny = "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}";

        assertThat(PolicyTest.policy(deny).isPublic()).isFalse();
        assertThat(PolicyTest.policy(deny, PolicyTest.PUBLIC_STATEMENT).isPublic())
                .isTrue();
        assertThat(Policy.none().isPublic()).isFalse();
    }

    @Test
    void aPublicPolicyAdmitsOnlyServicesForSureIfPublicBucketsAreRestricted() {
        Policy open = PolicyTest.policy(PolicyTest.PUBLIC_STATEMENT);

        assertThat(RESTRICTS.on(PolicyTest.ANYBODY.principal(), open)).isEqualTo(Verdict.REFUSES);
        assertThat(RESTRICTS.on(PolicyTest.IDENTITY.principal(), open)).isEqualTo(Verdict.MAY_REFUSE);
        assertThat(RESTRICTS.on(PolicyTest.CONTROL.principal(), open)).isEqualTo(Verdict.ADMITS);
        assertThat(RESTRICTS.on(PolicyTest.ANYBODY.principal(), Policy.none())).isEqualTo(Verdict.ADMITS);
    }

    @Test
    void theSwitchesThatRefuseChangesDoNotActOnRequests() {
        PublicAccessBlock changes = new PublicAccessBlock(true, false, true, false);
        Policy open = PolicyTest.policy(PolicyTest.PUBLIC_STATEMENT);

        assertThat(changes.on(PolicyTest.ANYBODY.principal(), open)).isEqualTo(Verdict.ADMITS);
        assertThat(changes.refusesToStore(open)).isTrue();
        assertThat(changes.refusesToStore(Policy.none())).isFalse();
        assertThat(RESTRICTS.refusesToStore(open)).isFalse();
    }

    @Test
    void aSwitchIsInForceIfItIsOnForTheBucketOrTheAccount() {
        assertThat(PublicAccessBlock.NONE.plus(RESTRICTS)).isEqualTo(RESTRICTS);
        assertThat(new PublicAccessBlock(true, true, false, false).plus(RESTRICTS))
                .isEqualTo(new PublicAccessBlock(true, true, false, true));
    }
}
