package why403.policy;

import java.util.List;

/**
 * One key of a {@code Condition} element, under one operator.
 *
 * @param operator the operator as written, such as {@code StringEqualsIfExists}
 * @param values one of them must match, unless the operator is negated
 */
record Condition(String operator, String key, List<String> values) {

    Condition {
        values = List.copyOf(values);
    }

    Match holds(Variables variables) {
        return Operator.named(operator)
                .map(known -> known.holds(this, variables))
                .orElseGet(() -> Match.unknown(key));
    }
}
