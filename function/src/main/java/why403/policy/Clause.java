package why403.policy;

import java.util.List;
import java.util.function.Function;

/**
 * One element of a statement, in its form or its {@code Not…} form.
 *
 * @param values one of them must match; if the clause is negated, none of them must match
 */
record Clause<T>(boolean isNegated, List<T> values) {

    Clause {
        values = List.copyOf(values);
    }

    Match holds(Function<T, Match> test) {
        Match any = Match.any(values, test);
        return isNegated ? any.not() : any;
    }

    String described(Function<T, String> value) {
        String all = String.join(" or ", values.stream().map(value).toList());
        return isNegated ? "not " + all : all;
    }
}
