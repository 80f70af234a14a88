package why403.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.policy.Decision.Outcome.ALLOW;
import static why403.policy.Decision.Outcome.EXPLICIT_DENY;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.policy.Decision.Outcome;

/** Principals of IAM, services, canonical users and federated users in Principal and NotPrincipal elements. */
class PrincipalTest {

    private static final String ALLOW_ALL =
            "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}";
    private static final Principal USER = new IamPrincipal("arn:aws:iam::123456789012:user/team/bob");
    private static final Principal ROLE = new IamPrincipal("arn:aws:iam::123456789012:role/team/reader");
    private static final Principal SESSION = new IamPrincipal("arn:aws:sts::123456789012:assumed-role/reader/session");
    private static final Principal ROOT = IamPrincipal.rootOf("123456789012");

    private static Outcome decide(Principal principal, String... statements) {
        return PolicyTest.policy(statements)
                .decide(PolicyTest.get(Caller.stated(principal, Map.of())))
                .outcome();
    }

    private static String statement(String effect, String principal) {
        return "{\"Effect\":\"" + effect + "\"," + principal + ",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}";
    }

    @ParameterizedTest(name = "{0}: user {1}, role {2}, session {3}, root {4}")
    @CsvSource(delimiter = '|', textBlock = """
            "*"                                                             | ALLOW         | ALLOW         | ALLOW         | ALLOW
            {"AWS":"*"}                                                     | ALLOW         | ALLOW         | ALLOW         | ALLOW
            {"AWS":"123456789012"}                                          | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY | ALLOW
            {"AWS":"arn:aws:iam::123456789012:root"}                        | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY | ALLOW
            {"AWS":"111122223333"}                                          | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            {"AWS":"arn:aws:iam::123456789012:user/team/bob"}               | ALLOW         | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            {"AWS":"arn:aws:iam::123456789012:user/bob"}                    | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            {"AWS":"arn:aws:iam::123456789012:user/team/*"}                 | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            {"AWS":"arn:aws:iam::123456789012:role/team/reader"}            | IMPLICIT_DENY | ALLOW         | ALLOW         | IMPLICIT_DENY
            {"AWS":"arn:aws:iam::111122223333:role/team/reader"}            | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            {"AWS":"arn:aws:sts::123456789012:assumed-role/reader/session"} | IMPLICIT_DENY | IMPLICIT_DENY | ALLOW         | IMPLICIT_DENY
            {"AWS":"arn:aws:sts::123456789012:assumed-role/reader/other"}   | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            {"Federated":"arn:aws:iam::123456789012:user/team/bob"}         | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY
            """)
    void anAllowIsForThePrincipalsThatItNamesAndNotForAllOfAnAccount(
            String principal, Outcome user, Outcome role, Outcome session, Outcome root) {
        String statement = statement("Allow", "\"Principal\":" + principal);

        assertThat(decide(USER, statement)).isEqualTo(user);
        assertThat(decide(ROLE, statement)).isEqualTo(role);
        assertThat(decide(SESSION, statement)).isEqualTo(session);
        assertThat(decide(ROOT, statement)).isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"AWS":"123456789012"}                               | EXPLICIT_DENY | EXPLICIT_DENY
            {"AWS":"arn:aws:iam::123456789012:root"}             | EXPLICIT_DENY | EXPLICIT_DENY
            {"AWS":"arn:aws:iam::123456789012:role/team/reader"} | ALLOW         | EXPLICIT_DENY
            {"AWS":"111122223333"}                               | ALLOW         | ALLOW
            """)
    void aDenyOfAnAccountIsForAllOfIt(String principal, Outcome user, Outcome session) {
        String deny = statement("Deny", "\"Principal\":" + principal);

        assertThat(decide(USER, ALLOW_ALL, deny)).isEqualTo(user);
        assertThat(decide(SESSION, ALLOW_ALL, deny)).isEqualTo(session);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["arn:aws:iam::123456789012:user/team/bob","arn:aws:iam::123456789012:root"] | ALLOW         | UNDETERMINED
            ["arn:aws:iam::123456789012:user/team/bob"]                                  | ALLOW         | EXPLICIT_DENY
            ["arn:aws:sts::123456789012:assumed-role/reader/session","arn:aws:iam::123456789012:role/team/reader","123456789012"] | UNDETERMINED | ALLOW
            ["arn:aws:iam::123456789012:role/team/reader"]                               | EXPLICIT_DENY | UNDETERMINED
            ["123456789012"]                                                             | UNDETERMINED  | UNDETERMINED
            ["111122223333"]                                                             | EXPLICIT_DENY | EXPLICIT_DENY
            "*"                                                                          | ALLOW         | ALLOW
            """)
    void aDenyOfAllButSomeIsUndeterminedIfOnlyTheAccountOrTheRoleIsListed(
            String principals, Outcome user, Outcome session) {
        String deny = statement("Deny", "\"NotPrincipal\":{\"AWS\":" + principals + "}");

        assertThat(decide(USER, ALLOW_ALL, deny)).isEqualTo(user);
        assertThat(decide(SESSION, ALLOW_ALL, deny)).isEqualTo(session);
    }

    @Test
    void aCanonicalUserAndAFederatedUserAreOnlyNamedAsSuch() {
        Principal canonical = new Principal.CanonicalUser("79a59df900b949e55d96a1e698fbaced");
        Principal federated = new Principal.Federated("cognito-identity.amazonaws.com");
        String allowsCanonical =
                statement("Allow", "\"Principal\":{\"CanonicalUser\":\"79a59df900b949e55d96a1e698fbaced\"}");
        String allowsFederated = statement("Allow", "\"Principal\":{\"Federated\":\"cognito-identity.amazonaws.com\"}");
        String denyOfService = statement("Deny", "\"NotPrincipal\":{\"Service\":\"cloudfront.amazonaws.com\"}");

        assertThat(decide(canonical, allowsCanonical)).isEqualTo(ALLOW);
        assertThat(decide(canonical, allowsFederated)).isEqualTo(Outcome.IMPLICIT_DENY);
        assertThat(decide(federated, allowsFederated)).isEqualTo(ALLOW);
        assertThat(decide(federated, ALLOW_ALL)).isEqualTo(ALLOW);
        assertThat(decide(federated, ALLOW_ALL, denyOfService)).isEqualTo(EXPLICIT_DENY);
    }

    @Test
    void aFederatedSessionIsIncludedByItsUser() {
        Principal session = new IamPrincipal("arn:aws:sts::123456789012:federated-user/bob");

        assertThat(decide(
                        session, statement("Allow", "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:user/bob\"}")))
                .isEqualTo(ALLOW);
    }

    @ParameterizedTest
    @CsvSource({
        "aws:PrincipalArn, ArnEquals, arn:aws:iam::123456789012:role/reader",
        "aws:PrincipalAccount, StringEquals, 123456789012",
        "aws:PrincipalIsAWSService, Bool, false"
    })
    void theKeysThatFollowFromAPrincipalAreKnown(String key, String operator, String value) {
        String statement = ALLOW_ALL.replace(
                "\"Action\"", "\"Condition\":{\"" + operator + "\":{\"" + key + "\":\"" + value + "\"}},\"Action\"");

        assertThat(decide(SESSION, statement)).isEqualTo(ALLOW);
        assertThat(decide(new Principal.Service("logs.amazonaws.com"), statement))
                .isEqualTo(Outcome.IMPLICIT_DENY);
    }

    @Test
    void aKeyWithSeveralValuesIsComparedByASetOperator() {
        Caller caller = Caller.stated(USER, Map.of("aws:CalledVia", List.of("a.amazonaws.com", "b.amazonaws.com")));
        String any = ALLOW_ALL.replace(
                "\"Action\"",
                "\"Condition\":{\"ForAnyValue:StringEquals\":{\"aws:CalledVia\":\"b.amazonaws.com\"}},\"Action\"");

        assertThat(PolicyTest.policy(any).decide(PolicyTest.get(caller)).outcome())
                .isEqualTo(ALLOW);
        assertThat(PolicyTest.policy(any.replace("ForAnyValue", "ForAllValues"))
                        .decide(PolicyTest.get(caller))
                        .outcome())
                .isEqualTo(Outcome.IMPLICIT_DENY);
        assertThat(PolicyTest.policy(any.replace("ForAnyValue:", ""))
                        .decide(PolicyTest.get(caller))
                        .outcome())
                .isEqualTo(Outcome.UNDETERMINED);
    }
}
