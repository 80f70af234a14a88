package why403.policy;

import java.util.List;

/**
 * A statement beside a request.
 *
 * @param number from 1, in the policy's order
 * @param label its Sid, or its number
 * @param misses empty where the statement matches; the part that a person would mend first comes first
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
