package why403.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import why403.json.JsonTree;
import why403.policy.Decision.Outcome;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** The evaluator against {@link ObviousEvaluator}, on random policies and requests. */
class PolicyOracleTest {

    private static final String OURS = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";

    /** Condition keys with the values that requests have. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "aws:SourceArn", List.of(OURS, "arn:aws:cloudfront::111122223333:distribution/E9EXAMPLE"),
            "aws:SourceAccount", List.of("123456789012", "111122223333", "img"),
            "aws:SecureTransport", List.of("true", "false"),
            "aws:SourceIp", List.of("192.0.2.7", "198.51.100.200", "10.1.2.3"),
            "aws:CurrentTime", List.of("2026-11-24T10:00:00Z", "2026-11-24T10:00:01Z"),
            "s3:max-keys", List.of("5", "10.0"),
            "aws:CalledVia", List.of("a.amazonaws.com", "b.amazonaws.com", "c.amazonaws.com"),
            "aws:Referer", List.of("https://www.example.com/a", "HTTPS://WWW.EXAMPLE.COM/A"));

    /** The only key that can have several values. */
    private static final String SEVERAL = "aws:CalledVia";

    private static final List<String> KEYS = VALUES.keySet().stream().sorted().toList();

    /** Of one request: the keys that are known or absent, and the keys that are unknown. */
    private record Keys(Map<String, List<String>> known, Set<String> unknown) {}

    private static final Principal SERVICE = new Principal.Service("cloudfront.amazonaws.com");

    @ParameterizedTest
    @Seeds(2000)
    void bothDecideTheSameIfAllKeysAreKnown(Generator given) {
        JsonNode policy = policy(given);
        Map<String, List<String>> keys = keys(given).known();
        String resource = resource(given);

        assertThat(decide(policy, resource, new Keys(keys, Set.of())).outcome())
                .as("%s%n%s %s", policy, keys, resource)
                .isEqualTo(obvious(policy, resource, keys));
    }

    @ParameterizedTest
    @Seeds(2000)
    void aDecisionHoldsForEveryValueOfTheUnknownKeys(Generator given) {
        JsonNode policy = policy(given);
        Keys keys = keys(given);
        String resource = resource(given);

        Decision decision = decide(policy, resource, keys);

        Set<Outcome> possible = completions(keys).stream()
                .map(completed -> obvious(policy, resource, completed))
                .collect(Collectors.toSet());
        if (decision.outcome() == Outcome.UNDETERMINED) {
            assertThat(keys.unknown().stream().map(key -> key.toLowerCase(Locale.ROOT)))
                    .containsAll(decision.unknownKeys().stream()
                            .map(key -> key.toLowerCase(Locale.ROOT))
                            .toList());
        } else {
            assertThat(possible).as("%s%n%s %s", policy, keys, resource).containsExactly(decision.outcome());
        }
        assertThat(decision.refuses() && possible.contains(Outcome.ALLOW)).isFalse();
    }

    /** If the known keys decide, adding an unknown one to a statement that fails anyway changes nothing. */
    @ParameterizedTest
    @Seeds
    void aDecisionIsOnlyUndeterminedIfAStatementDependsOnAnUnknownKey(Generator given) {
        JsonNode policy = policy(given);
        Keys keys = keys(given);

        Decision decision = decide(policy, resource(given), keys);

        boolean mentionsUnknown = keys.unknown().stream()
                .anyMatch(key -> policy.toString().toLowerCase(Locale.ROOT).contains(key.toLowerCase(Locale.ROOT)));
        assertThat(decision.outcome() == Outcome.UNDETERMINED && !mentionsUnknown)
                .isFalse();
    }

    private static Decision decide(JsonNode policy, String resource, Keys keys) {
        Context context = Context.absent();
        for (Map.Entry<String, List<String>> key : keys.known().entrySet()) {
            context = context.with(key.getKey(), key.getValue().toArray(String[]::new));
        }
        for (String key : keys.unknown()) {
            context = context.withUnknown(key);
        }
        return PolicyTest.read(policy.toString())
                .decide(new Request(new Caller(SERVICE, context), "s3:GetObject", new Resource.Exactly(resource)));
    }

    private static Outcome obvious(JsonNode policy, String resource, Map<String, List<String>> keys) {
        Map<String, List<String>> byLowerCase = new HashMap<>();
        keys.forEach((key, values) -> byLowerCase.put(key.toLowerCase(Locale.ROOT), values));
        return new ObviousEvaluator("Service", "cloudfront.amazonaws.com", "s3:GetObject", resource, byLowerCase)
                .decide(policy);
    }

    private static String resource(Generator given) {
        return given.of(
                "arn:aws:s3:::example-assets/img/a.jpg",
                "arn:aws:s3:::example-assets/doc",
                "arn:aws:s3:::123456789012/a",
                "arn:aws:s3:::example-assets/*");
    }

    /** Each key is known with probability 3/5, absent with 1/5, and unknown with 1/5. */
    private static Keys keys(Generator given) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (String key : KEYS) {
            int fate = given.between(0, 4);
            if (fate > 1) {
                int values = key.equals(SEVERAL) ? 3 : 1;
                known.put(key, List.copyOf(given.list(1, values, () -> given.of(VALUES.get(key)))));
            } else if (fate == 1) {
                unknown.add(key);
            }
        }
        return new Keys(known, unknown);
    }

    /** Every request that the keys can belong to: each unknown key is absent or has one of its values. */
    private static List<Map<String, List<String>>> completions(Keys keys) {
        List<Map<String, List<String>>> all = List.of(keys.known());
        for (String key : keys.unknown()) {
            List<Map<String, List<String>>> more = new ArrayList<>(all);
            for (Map<String, List<String>> known : all) {
                for (String value : VALUES.get(key)) {
                    Map<String, List<String>> completed = new HashMap<>(known);
                    completed.put(key, List.of(value));
                    more.add(completed);
                }
            }
            all = more;
        }
        return all;
    }

    private static JsonNode policy(Generator given) {
        String statements = String.join(",", given.list(4, () -> statement(given)));
        try {
            return JsonTree.read("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(statements, impossible);
        }
    }

    private static String statement(Generator given) {
        String principal = given.of(
                "\"Principal\":\"*\"",
                "\"Principal\":{\"AWS\":[\"111122223333\",\"*\"]}",
                "\"Principal\":{\"Service\":[\"logs.amazonaws.com\",\"cloudfront.amazonaws.com\"]}",
                "\"Principal\":{\"Service\":\"logs.amazonaws.com\"}",
                "\"NotPrincipal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"}",
                "\"NotPrincipal\":{\"Service\":\"cloudfront.amazonaws.com\"}");
        String action = given.of(
                "\"Action\":\"s3:GetObject\"",
                "\"Action\":[\"s3:Put*\",\"S3:getobject\"]",
                "\"Action\":\"s3:Get?bject*\"",
                "\"Action\":\"s3:PutObject\"",
                "\"NotAction\":[\"s3:Put*\",\"s3:Delete*\"]",
                "\"NotAction\":\"s3:*Object\"");
        String resource = given.of(
                "\"Resource\":\"*\"",
                "\"Resource\":\"arn:aws:s3:::example-assets/*\"",
                "\"Resource\":[\"arn:aws:s3:::example-assets\",\"arn:aws:s3:::example-assets/i??/*\"]",
                "\"Resource\":\"arn:aws:s3:::example-assets/${aws:SourceAccount}/*\"",
                "\"Resource\":\"arn:aws:s3:::${AWS:sourceaccount, '123456789012'}/*\"",
                "\"NotResource\":\"arn:aws:s3:::example-assets/doc*\"");
        return "{\"Effect\":\"" + given.of("Allow", "Deny") + "\"," + principal + "," + action + "," + resource
                + ",\"Condition\":{" + conditions(given) + "}}";
    }

    private static String conditions(Generator given) {
        Map<String, String> byOperator = new LinkedHashMap<>();
        for (int i = given.between(0, 2); i > 0; i--) {
            String key = given.of(KEYS);
            Map.Entry<String, String> condition = condition(given, key);
            byOperator.put(
                    condition.getKey(),
                    "{\"" + given.of(key, key.toLowerCase(Locale.ROOT)) + "\":" + condition.getValue() + "}");
        }
        return byOperator.entrySet().stream()
                .map(condition -> "\"" + condition.getKey() + "\":" + condition.getValue())
                .collect(Collectors.joining(","));
    }

    private static Map.Entry<String, String> condition(Generator given, String key) {
        if (given.oneIn(8)) {
            return Map.entry("Null", given.of("\"true\"", "\"false\"", "true"));
        }
        return switch (key) {
            case "aws:SourceArn" ->
                of(
                        given,
                        List.of("ArnLike", "ArnNotLike", "ArnEquals", "StringLike"),
                        () -> given.of(
                                OURS,
                                "arn:aws:cloudfront::*:distribution/E2*",
                                "arn:aws:*::111122223333:*",
                                "E2EXAMPLE"));
            case "aws:SecureTransport" -> of(given, List.of("Bool"), () -> given.of("true", "false"));
            case "aws:SourceIp" ->
                of(
                        given,
                        List.of("IpAddress", "NotIpAddress"),
                        () -> given.of("192.0.2.0/24", "10.0.0.0/8", "198.51.100.200/32", "0.0.0.0/0"));
            case "aws:CurrentTime" ->
                of(
                        given,
                        List.of("DateLessThan", "DateGreaterThan"),
                        () -> given.of("2026-11-24T10:00:00Z", "2026-11-24T10:00:01Z"));
            case "s3:max-keys" ->
                of(
                        given,
                        List.of("NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEquals"),
                        () -> given.of("5", "10", "7.5"));
            case SEVERAL ->
                Map.entry(
                        given.of("ForAllValues:", "ForAnyValue:")
                                + given.of("StringEquals", "StringNotEquals", "StringLike", "StringNotLikeIfExists"),
                        given.of("[\"a.amazonaws.com\",\"b.amazonaws.com\"]", "\"b*\"", "\"c.amazonaws.com\""));
            default ->
                of(
                        given,
                        List.of(
                                "StringEquals",
                                "StringNotEquals",
                                "StringEqualsIgnoreCase",
                                "StringNotEqualsIgnoreCase",
                                "StringLike",
                                "StringNotLike"),
                        () -> given.of(
                                "123456789012",
                                "1*",
                                "i?g",
                                "${aws:SourceAccount}",
                                "https://WWW.example.com/a",
                                "https://www.*"));
        };
    }

    private static Map.Entry<String, String> of(Generator given, List<String> operators, Supplier<String> values) {
        String operator = given.of("", "", "", "ForAllValues:", "ForAnyValue:")
                + given.of(operators)
                + given.of("", "", "IfExists");
        String wanted = given.list(1, 2, values).stream()
                .map(value -> "\"" + value + "\"")
                .collect(Collectors.joining(","));
        return Map.entry(operator, "[" + wanted + "]");
    }
}
