package why403.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static why403.policy.Decision.Outcome.ALLOW;
import static why403.policy.Decision.Outcome.EXPLICIT_DENY;
import static why403.policy.Decision.Outcome.UNDETERMINED;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of every policy, over statements made of the words that matter to CloudFront. */
class PolicyPropertiesTest {

    private static final List<String> KEYS = List.of(
            "aws:SourceArn",
            "aws:SourceAccount",
            "aws:SecureTransport",
            "aws:PrincipalIsAWSService",
            "aws:CurrentTime");

    @Property
    void anAddedDenyNeverTurnsADecisionTowardsAllow(
            @ForAll("statements") List<String> statements, @ForAll("denies") String deny) {
        Decision before = decide(statements, PolicyTest.CONTROL);
        Decision after = decide(with(statements, deny), PolicyTest.CONTROL);

        assertThat(after.outcome() == ALLOW && before.outcome() != ALLOW).isFalse();
        assertThat(before.refuses() && !after.refuses()).isFalse();
        assertThat(before.outcome() == EXPLICIT_DENY && after.outcome() != EXPLICIT_DENY)
                .isFalse();
    }

    @Property
    void anAddedAllowNeverTurnsADecisionTowardsDeny(
            @ForAll("statements") List<String> statements, @ForAll("allows") String allow) {
        Decision before = decide(statements, PolicyTest.CONTROL);
        Decision after = decide(with(statements, allow), PolicyTest.CONTROL);

        assertThat(before.outcome() == ALLOW && after.outcome() != ALLOW).isFalse();
        assertThat(!before.refuses() && after.refuses()).isFalse();
    }

    @Property
    void theOrderOfStatementsDoesNotMatter(@ForAll("statements") List<String> statements, @ForAll long seed) {
        List<String> shuffled = new ArrayList<>(statements);
        Collections.shuffle(shuffled, new Random(seed));
        Decision one = decide(statements, PolicyTest.CONTROL);
        Decision other = decide(shuffled, PolicyTest.CONTROL);

        assertThat(other.outcome()).isEqualTo(one.outcome());
        assertThat(other.unknownKeys()).isEqualTo(one.unknownKeys());
        assertThat(other.refuses()).isEqualTo(one.refuses());
    }

    @Property
    void forgettingAKeyKeepsTheDecisionOrUndeterminesIt(
            @ForAll("statements") List<String> statements, @ForAll("keys") String key) {
        Caller forgetful = new Caller(
                PolicyTest.CONTROL.principal(), PolicyTest.CONTROL.context().withUnknown(key));
        Decision before = decide(statements, PolicyTest.CONTROL);
        Decision after = decide(statements, forgetful);

        assertThat(after.outcome()).isIn(before.outcome(), UNDETERMINED);
        assertThat(after.refuses() && !before.refuses()).isFalse();
    }

    @Property
    void aTextOfAnyKindIsReadOrRefusedButNeverThrows(@ForAll("json") String text) {
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

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(KEYS);
    }

    @Provide
    Arbitrary<String> denies() {
        return statement("Deny");
    }

    @Provide
    Arbitrary<String> allows() {
        return statement("Allow");
    }

    @Provide
    Arbitrary<List<String>> statements() {
        return Arbitraries.oneOf(allows(), denies()).list().ofMaxSize(4);
    }

    private static Arbitrary<String> statement(String effect) {
        Arbitrary<String> principal = Arbitraries.of(
                "\"Principal\":\"*\"",
                "\"Principal\":{\"Service\":\"cloudfront.amazonaws.com\"}",
                "\"Principal\":{\"AWS\":\"123456789012\"}",
                "\"NotPrincipal\":{\"AWS\":\"123456789012\"}");
        Arbitrary<String> action = Arbitraries.of(
                "\"Action\":\"s3:GetObject\"", "\"Action\":[\"s3:Put*\",\"s3:g*\"]", "\"NotAction\":\"s3:Put*\"");
        Arbitrary<String> resource = Arbitraries.of(
                "\"Resource\":\"*\"",
                "\"Resource\":\"arn:aws:s3:::example-assets/*\"",
                "\"Resource\":\"arn:aws:s3:::${aws:SourceAccount}/*\"",
                "\"NotResource\":\"arn:aws:s3:::example-assets/doc/*\"");
        return Combinators.combine(principal, action, resource, conditions())
                .as((who, what, where, when) -> "{\"Effect\":\"" + effect + "\"," + who + "," + what + "," + where
                        + ",\"Condition\":{" + when + "}}");
    }

    private static Arbitrary<String> conditions() {
        Arbitrary<String> operators = Arbitraries.of(
                "StringEquals", "StringNotLike", "BoolIfExists", "Null", "ForAllValues:StringLike", "Unheard");
        Arbitrary<String> keys =
                Arbitraries.oneOf(Arbitraries.of(KEYS), Arbitraries.of("aws:UserAgent", "aws:SourceVpce"));
        Arbitrary<String> values = Arbitraries.of("true", "false", "*", "123456789012");
        return Combinators.combine(operators, keys, values)
                .as((operator, key, value) -> "\"" + operator + "\":{\"" + key + "\":\"" + value + "\"}")
                .list()
                .uniqueElements(condition -> condition.substring(0, condition.indexOf("\":{")))
                .ofMaxSize(2)
                .map(conditions -> String.join(",", conditions));
    }

    @Provide
    Arbitrary<String> json() {
        Arbitrary<String> deep = nested(3);
        Arbitrary<String> statement = Combinators.combine(deep, deep, deep, deep)
                .as((resource, who, what, when) -> "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":" + who
                        + ",\"Action\":" + what + ",\"Resource\":" + resource
                        + ",\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":" + when + "}}}}");
        return Arbitraries.oneOf(deep, Arbitraries.strings(), statement);
    }

    private static Arbitrary<String> nested(int depth) {
        Arbitrary<String> leaves = Arbitraries.of(
                "1", "null", "true", "\"*\"", "\"Allow\"", "\"${\"", "\"a:b\"", "[]", "{}", "\"2001:db8::/129\"");
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<String> names = Arbitraries.of(
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
        Arbitrary<String> inner = nested(depth - 1);
        Arbitrary<String> lists = inner.list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]");
        Arbitrary<String> objects = Combinators.combine(names, inner)
                .as((name, value) -> "\"" + name + "\":" + value)
                .list()
                .ofMaxSize(4)
                .map(members -> "{" + String.join(",", members) + "}");
        return Arbitraries.oneOf(leaves, lists, objects);
    }
}
