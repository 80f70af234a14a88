package why403.diagnosis.access;

import java.util.List;
import java.util.Optional;
import why403.cause.Certainty;
import why403.policy.Decision;
import why403.policy.Decision.Outcome;
import why403.policy.Policy;
import why403.policy.Request;
import why403.text.Phrases;
import why403.text.Printable;

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

    private static final int MOST_NAMED = 5;
    private static final int LONGEST_CONDITION = 200;

    public Denial {
        numbers = List.copyOf(numbers);
        labels = List.copyOf(labels);
        conditions = List.copyOf(conditions);
        unknownKeys = List.copyOf(unknownKeys);
    }

    /** A Deny that depends on something unknown is the cause at most possibly, and only of a request that is allowed. */
    static Optional<Denial> of(Policy policy, Request request) {
        return of(policy, policy.explain(request));
    }

    /** The same for a decision of the policy that is known. */
    static Optional<Denial> of(Policy policy, Policy.ExplainedDecision explained) {
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

    /** {@code statements A, B and 3 more}. */
    public String named() {
        return named(labels);
    }

    static String named(List<String> labels) {
        return (labels.size() == 1 ? "statement " : "statements ")
                + Phrases.list(labels.stream().map(Printable::excerpt).toList(), MOST_NAMED);
    }

    /** The conditions of the first of them, {@code " where …"}; empty text if it has none. */
    public String where() {
        List<String> shown = conditions.stream()
                .map(condition -> Printable.excerpt(condition, LONGEST_CONDITION))
                .toList();
        return shown.isEmpty() ? "" : " where " + Phrases.list(shown, MOST_NAMED);
    }

    Denial atMost(Certainty bound) {
        return new Denial(numbers, labels, conditions, unknownKeys, isAllowedOtherwise, certainty.atMost(bound));
    }
}
