package why403.diagnosis.access;

import java.util.List;
import java.util.Optional;
import why403.cause.Certainty;
import why403.policy.Decision;
import why403.policy.Decision.Outcome;
import why403.policy.Policy;
import why403.policy.Request;

/**
 * The Deny statements of a bucket policy that refuse a request.
 *
 * @param numbers of these statements, from 1
 * @param labels their Sids, or their numbers
 * @param conditions of the first of them, as text
 * @param unknownKeys on which it depends whether they refuse; empty if they do
 * @param isAllowedOtherwise whether another statement allows the request, so that only the Deny is in the way
 */
public record Denial(
        List<Integer> numbers,
        List<String> labels,
        List<String> conditions,
        List<String> unknownKeys,
        boolean isAllowedOtherwise,
        Certainty certainty) {

    public Denial {
        numbers = List.copyOf(numbers);
        labels = List.copyOf(labels);
        conditions = List.copyOf(conditions);
        unknownKeys = List.copyOf(unknownKeys);
    }

    /** A Deny that depends on something unknown is the cause at most possibly, and only of a request that is allowed. */
    static Optional<Denial> of(Policy policy, Request request) {
        Policy.ExplainedDecision explained = policy.explain(request);
        Decision decision = explained.decision();
        boolean isAllowed =
                explained.allows().stream().anyMatch(allow -> allow.misses().isEmpty());
        if (decision.outcome() == Outcome.EXPLICIT_DENY) {
            return Optional.of(of(
                    policy,
                    decision,
                    isAllowed,
                    decision.dependsOnInference() ? Certainty.LIKELY : Certainty.CONFIRMED));
        }
        boolean mayDeny = decision.numbers().stream().anyMatch(policy::denies);
        return decision.outcome() == Outcome.UNDETERMINED && mayDeny && isAllowed
                ? Optional.of(of(policy, decision, true, Certainty.POSSIBLE))
                : Optional.empty();
    }

    private static Denial of(Policy policy, Decision decision, boolean isAllowed, Certainty certainty) {
        List<Integer> numbers =
                decision.numbers().stream().filter(policy::denies).toList();
        List<String> labels = numbers.stream()
                .map(number -> decision.statements().get(decision.numbers().indexOf(number)))
                .toList();
        return new Denial(
                numbers, labels, policy.conditionsOf(numbers.get(0)), decision.unknownKeys(), isAllowed, certainty);
    }

    Denial atMost(Certainty bound) {
        return new Denial(numbers, labels, conditions, unknownKeys, isAllowedOtherwise, certainty.atMost(bound));
    }
}
