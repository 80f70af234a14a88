package why403.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static why403.policy.Decision.Outcome.ALLOW;
import static why403.policy.Decision.Outcome.EXPLICIT_DENY;
import static why403.policy.Decision.Outcome.UNDETERMINED;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Properties of every policy, with statements made of words that matter to CloudFront. */
class PolicyPropertiesTest {

    private static final List<String> KEYS = List.of(
            "aws:SourceArn",
            "aws:SourceAccount",
            "aws:SecureTransport",
            "aws:PrincipalIsAWSService",
            "aws:CurrentTime");

    @ParameterizedTest
    @Seeds
    void addingADenyNeverMakesADecisionMorePermissive(Generator given) {
        List<String> statements = statements(given);
        Decision before = decide(statements, PolicyTest.CONTROL);
        Decision after = decide(with(statements, statement(given, "Deny")), PolicyTest.CONTROL);

        assertThat(after.outcome() == ALLOW && before.outcome() != ALLOW).isFalse();
        assertThat(before.refuses() && !after.refuses()).isFalse();
        assertThat(before.outcome() == EXPLICIT_DENY && after.outcome() != EXPLICIT_DENY)
                .isFalse();
    }

    @ParameterizedTest
    @Seeds
    void addingAnAllowNeverMakesADecisionMoreRestrictive(Generator given) {
        List<String> statements = statements(given);
        Decision before = decide(statements, PolicyTest.CONTROL);
        Decision after = decide(with(statements, statement(given, "Allow")), PolicyTest.CONTROL);

        assertThat(before.outcome() == ALLOW && after.outcome() != ALLOW).isFalse();
        assertThat(!before.refuses() && after.refuses()).isFalse();
    }

    @ParameterizedTest
    @Seeds
    void theOrderOfStatementsDoesNotMatter(Generator given) {
        List<String> statements = statements(given);
        Decision one = decide(statements, PolicyTest.CONTROL);
        Decision other = decide(given.shuffled(statements), PolicyTest.CONTROL);

        assertThat(other.outcome()).isEqualTo(one.outcome());
        assertThat(other.unknownKeys()).isEqualTo(one.unknownKeys());
        assertThat(other.refuses()).isEqualTo(one.refuses());
    }

    @ParameterizedTest
    @Seeds
    void removingAKnownKeyKeepsTheDecisionOrMakesItUndetermined(Generator given) {
        List<String> statements = statements(given);
        String key = given.of(KEYS);
        Caller forgetful = new Caller(
                PolicyTest.CONTROL.principal(), PolicyTest.CONTROL.context().withUnknown(key));
        Decision before = decide(statements, PolicyTest.CONTROL);
        Decision after = decide(statements, forgetful);

        assertThat(after.outcome()).isIn(before.outcome(), UNDETERMINED);
        assertThat(after.refuses() && !before.refuses()).isFalse();
    }

    @ParameterizedTest
    @Seeds
    void anyTextIsReadOrRejectedWithoutAnException(Generator given) {
        String text = json(given);
        assertThatCode(() -> {
                    if (Policy.read(text) instanceof Policy.Read read) {
                        read.policy().decide(PolicyTest.get(PolicyTest.CONTROL));
                    }
                })
                .doesNotThrowAnyException();
    }

    private static Decision decide(List<String> statements, Caller caller) {
        return PolicyTest.policy(statements.toArray(String[]::new)).decide(PolicyTest.get(caller));
    }

    private static List<String> with(List<String> statements, String more) {
        List<String> all = new ArrayList<>(statements);
        all.add(more);
        return all;
    }

    private static List<String> statements(Generator given) {
        return given.list(4, () -> statement(given, given.of("Allow", "Deny")));
    }

    private static String statement(Generator given, String effect) {
        String principal = given.of(
                "\"Principal\":\"*\"",
                "\"Principal\":{\"Service\":\"cloudfront.amazonaws.com\"}",
                "\"Principal\":{\"AWS\":\"123456789012\"}",
                "\"NotPrincipal\":{\"AWS\":\"123456789012\"}");
        String action = given.of(
                "\"Action\":\"s3:GetObject\"", "\"Action\":[\"s3:Put*\",\"s3:g*\"]", "\"NotAction\":\"s3:Put*\"");
        String resource = given.of(
                "\"Resource\":\"*\"",
                "\"Resource\":\"arn:aws:s3:::example-assets/*\"",
                "\"Resource\":\"arn:aws:s3:::${aws:SourceAccount}/*\"",
                "\"NotResource\":\"arn:aws:s3:::example-assets/doc/*\"");
        return "{\"Effect\":\"" + effect + "\"," + principal + "," + action + "," + resource + ",\"Condition\":{"
                + conditions(given) + "}}";
    }

    private static String conditions(Generator given) {
        Set<String> operators = given.set(
                2,
                () -> given.of(
                        "StringEquals", "StringNotLike", "BoolIfExists", "Null", "ForAllValues:StringLike", "Unheard"));
        return operators.stream()
                .map(operator -> "\"" + operator + "\":{\"" + conditionKey(given) + "\":\""
                        + given.of("true", "false", "*", "123456789012") + "\"}")
                .collect(Collectors.joining(","));
    }

    private static String conditionKey(Generator given) {
        return given.oneIn(2) ? given.of(KEYS) : given.of("aws:UserAgent", "aws:SourceVpce");
    }

    private static String json(Generator given) {
        return given.oneOf(() -> nested(given, 3), given::text, () -> nestedStatement(given));
    }

    private static String nestedStatement(Generator given) {
        return "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":" + nested(given, 3) + ",\"Action\":"
                + nested(given, 3) + ",\"Resource\":" + nested(given, 3)
                + ",\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":" + nested(given, 3) + "}}}}";
    }

    private static String nested(Generator given, int depth) {
        return switch (depth == 0 ? 0 : given.between(0, 2)) {
            case 0 ->
                given.of(
                        "1",
                        "null",
                        "true",
                        "\"*\"",
                        "\"Allow\"",
                        "\"${\"",
                        "\"a:b\"",
                        "[]",
                        "{}",
                        "\"2001:db8::/129\"");
            case 1 -> "[" + String.join(",", given.list(3, () -> nested(given, depth - 1))) + "]";
            default -> "{" + String.join(",", given.list(4, () -> member(given, depth - 1))) + "}";
        };
    }

    private static String member(Generator given, int depth) {
        String name = given.of(
                "Statement",
                "Effect",
                "Principal",
                "NotPrincipal",
                "Action",
                "Resource",
                "Condition",
                "AWS",
                "IpAddress",
                "aws:SourceIp");
        return "\"" + name + "\":" + nested(given, depth);
    }
}
