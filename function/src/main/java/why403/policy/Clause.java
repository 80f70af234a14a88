package why403.policy;

import java.util.List;
import java.util.function.Function;

/**
 * One element of a statement, in its form or its {@code Not…} form.
 *
 * @param values any of which matches; none of which may, where it is negated
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
