package why403.policy;

import java.util.List;
import java.util.Optional;

/**
 * One key of a {@code Condition} element, under one operator.
 *
 * @param operator the operator as written, such as {@code StringEqualsIfExists}
 * @param values one of them must match, unless the operator is negated
 * @param parsed the operator; empty if it is not known
 */
record Condition(String operator, String key, List<String> values, Optional<Operator> parsed) {

    Condition {
        values = List.copyOf(values);
    }

    static Condition of(String operator, String key, List<String> values) {
        return new Condition(operator, key, values, Operator.named(operator));
    }

    Match holds(Variables variables) {
        return parsed.map(known -> known.holds(this, variables)).orElseGet(() -> Match.unknown(key));
    }
}
