package why403.policy;

import java.util.List;

/**
 * The result of comparing a statement with a request.
 *
 * @param number from 1, in the policy's order
 * @param label its Sid, or its number
 * @param misses the parts that do not match, in the order in which to fix them; empty if the statement matches
 */
public record Comparison(int number, String label, Effect effect, List<Miss> misses) {

    public Comparison {
        misses = List.copyOf(misses);
    }

    boolean matches() {
        return misses.isEmpty();
    }

    boolean fails() {
        return misses.stream().anyMatch(Miss::isCertain);
    }
}
