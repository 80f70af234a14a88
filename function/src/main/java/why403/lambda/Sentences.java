package why403.lambda;

import java.util.List;

/** Joins the reasons of a failure into one message of bounded length. */
final class Sentences {

    private static final int MAX_REASONS = 3;

    private Sentences() {}

    static String of(List<String> reasons) {
        String first = String.join(" ", reasons.stream().limit(MAX_REASONS).toList());
        return reasons.size() > MAX_REASONS
                ? first + " There are " + (reasons.size() - MAX_REASONS) + " more failures."
                : first;
    }
}
