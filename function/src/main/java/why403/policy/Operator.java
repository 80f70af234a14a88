package why403.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import why403.policy.Context.Absent;
import why403.policy.Context.Known;
import why403.policy.Context.Unknown;

/**
 * A condition operator. A condition with an unknown operator is undetermined.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     AWS: condition operators</a>
 */
record Operator(Quantifier quantifier, boolean isNegated, boolean ifExists, ValueTest test) {

    /** How a key with several values is compared. */
    enum Quantifier {
        NONE,
        ANY,
        ALL
    }

    private static final String IF_EXISTS = "IFEXISTS";

    private static final Map<String, ValueTest> TESTS = tests();

    private static Map<String, ValueTest> tests() {
        Map<String, ValueTest> tests = new TreeMap<>();
        tests.put("STRINGEQUALS", ValueTest.STRING);
        tests.put("STRINGEQUALSIGNORECASE", ValueTest.STRING_IGNORE_CASE);
        tests.put("STRINGLIKE", ValueTest.STRING_LIKE);
        tests.put("ARNEQUALS", ValueTest.ARN);
        tests.put("ARNLIKE", ValueTest.ARN);
        tests.put("BOOL", ValueTest.BOOL);
        tests.put("IPADDRESS", ValueTest.ADDRESS);
        tests.put("BINARYEQUALS", ValueTest.BINARY);
        tests.put("NUMERICEQUALS", ValueTest.numeric(order -> order == 0));
        tests.put("NUMERICLESSTHAN", ValueTest.numeric(order -> order < 0));
        tests.put("NUMERICLESSTHANEQUALS", ValueTest.numeric(order -> order <= 0));
        tests.put("NUMERICGREATERTHAN", ValueTest.numeric(order -> order > 0));
        tests.put("NUMERICGREATERTHANEQUALS", ValueTest.numeric(order -> order >= 0));
        tests.put("DATEEQUALS", ValueTest.date(order -> order == 0));
        tests.put("DATELESSTHAN", ValueTest.date(order -> order < 0));
        tests.put("DATELESSTHANEQUALS", ValueTest.date(order -> order <= 0));
        tests.put("DATEGREATERTHAN", ValueTest.date(order -> order > 0));
        tests.put("DATEGREATERTHANEQUALS", ValueTest.date(order -> order >= 0));
        tests.put("NULL", ValueTest.ABSENCE);
        return Map.copyOf(tests);
    }

    /** The operator with this name, which includes its prefix and suffix; empty if it is not known. */
    static Optional<Operator> named(String name) {
        String rest = name.toUpperCase(Locale.ROOT);
        Quantifier quantifier = Quantifier.NONE;
        if (rest.startsWith("FORANYVALUE:")) {
            quantifier = Quantifier.ANY;
        } else if (rest.startsWith("FORALLVALUES:")) {
            quantifier = Quantifier.ALL;
        }
        rest = rest.substring(rest.indexOf(':') + 1);
        boolean ifExists = rest.endsWith(IF_EXISTS);
        String base = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
        String positive = positive(base);
        boolean isNegated = !positive.equals(base);
        Quantifier quantified = quantifier;
        return Optional.ofNullable(TESTS.get(positive))
                .filter(test -> test != ValueTest.ABSENCE || (!ifExists && quantified == Quantifier.NONE))
                .map(test -> new Operator(quantified, isNegated, ifExists, test));
    }

    private static String positive(String base) {
        if (base.equals("NOTIPADDRESS")) {
            return "IPADDRESS";
        }
        return base.replaceFirst("^(STRING|ARN|NUMERIC|DATE)NOT(?=EQUALS|LIKE)", "$1");
    }

    Match holds(Condition condition, Variables variables) {
        Context.Presence presence = variables.context().of(condition.key());
        if (test == ValueTest.ABSENCE) {
            return absence(condition, presence);
        }
        if (presence instanceof Known known) {
            return known(known.values(), condition, variables);
        }
        if (presence instanceof Absent) {
            return Match.of(ifExists || quantifier == Quantifier.ALL || (quantifier == Quantifier.NONE && isNegated));
        }
        return Match.unknown(condition.key());
    }

    private static Match absence(Condition condition, Context.Presence presence) {
        if (presence instanceof Unknown) {
            return Match.unknown(condition.key());
        }
        String isAbsent = String.valueOf(presence instanceof Absent);
        return condition.values().stream().allMatch(value -> value.matches("(?i)true|false"))
                ? Match.of(condition.values().stream().anyMatch(isAbsent::equalsIgnoreCase))
                : Match.unknown(condition.key());
    }

    private Match known(List<String> requested, Condition condition, Variables variables) {
        return switch (quantifier) {
            case ANY -> Match.any(requested, value -> one(value, condition, variables));
            case ALL -> Match.all(requested, value -> one(value, condition, variables));
            case NONE ->
                requested.size() == 1 ? one(requested.get(0), condition, variables) : Match.unknown(condition.key());
        };
    }

    private Match one(String requested, Condition condition, Variables variables) {
        Match any = Match.any(condition.values(), value -> test.holds(requested, value, variables))
                .orDependingOn(condition.key());
        return isNegated ? any.not() : any;
    }
}
