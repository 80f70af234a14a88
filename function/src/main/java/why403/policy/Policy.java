package why403.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import why403.policy.Decision.Outcome;

/**
 * A resource policy. Decides in three values: what is not known of a request never makes a decision that could be
 * wrong.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html">
 *     AWS: policy evaluation logic</a>
 */
public final class Policy {

    private final boolean variablesEnabled;
    private final List<Statement> statements;

    Policy(boolean variablesEnabled, List<Statement> statements) {
        this.variablesEnabled = variablesEnabled;
        this.statements = List.copyOf(statements);
    }

    /** What came of reading a policy. */
    public sealed interface Reading {}

    /** It was read. */
    public record Read(Policy policy) implements Reading {}

    /**
     * It could not be read.
     *
     * @param reason one sentence for a person
     */
    public record Unreadable(String reason) implements Reading {}

    /** The policy that allows and denies nothing: what a bucket without a policy has. */
    public static Policy none() {
        return new Policy(false, List.of());
    }

    /** Reads a policy's JSON; its quotes may be escaped once more, as API Gateway gives them. Never throws. */
    public static Reading read(String json) {
        return PolicyReader.read(json);
    }

    /**
     * What the policy says to a request, and why.
     *
     * @param allows every statement that allows something, beside the request, in the policy's order
     */
    public record Judgement(Decision decision, List<Comparison> allows) {

        public Judgement {
            allows = List.copyOf(allows);
        }
    }

    /** What the policy says to the request. */
    public Decision decide(Request request) {
        return judge(request).decision();
    }

    /** The same, and the statements that it was compared with. */
    public Judgement judge(Request request) {
        List<Comparison> allows = allowsBeside(request);
        return new Judgement(decide(request, allows), allows);
    }

    private Decision decide(Request request, List<Comparison> allows) {
        Evaluation evaluation = evaluate(request);
        boolean leans = inferenceMatters(request)
                && evaluate(request.withoutInference()).outcome() != evaluation.outcome();
        return new Decision(
                evaluation.outcome(),
                evaluation.deciding().stream()
                        .map(matched -> matched.statement().label())
                        .toList(),
                evaluation.deciding().stream()
                        .map(matched -> matched.statement().number())
                        .toList(),
                List.copyOf(evaluation.unknownKeys()),
                evaluation.outcome() == Outcome.ALLOW ? Optional.empty() : nearMiss(allows),
                evaluation.refuses(),
                leans);
    }

    /** Spares the second evaluation, which most policies do not need. */
    private boolean inferenceMatters(Request request) {
        Context context = request.caller().context();
        return statements.stream().anyMatch(statement -> statement.mayUseInferenceOf(context));
    }

    /** Every statement that allows something, beside the request, in the policy's order. */
    public List<Comparison> allowsBeside(Request request) {
        return statements.stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .map(statement -> statement.compare(request, variablesEnabled))
                .toList();
    }

    /**
     * The conditions of a statement, for a person; values that are often secrets are withheld.
     *
     * @param number of the statement, from 1; no conditions if there is no such statement
     */
    public List<String> conditionsOf(int number) {
        return statements.stream()
                .filter(statement -> statement.number() == number)
                .findFirst()
                .map(Statement::describedConditions)
                .orElse(List.of());
    }

    private record Matched(Statement statement, Match match) {}

    private record Evaluation(Outcome outcome, List<Matched> deciding, Set<String> unknownKeys, boolean refuses) {}

    private Evaluation evaluate(Request request) {
        List<Matched> matches = statements.stream()
                .map(statement -> new Matched(statement, statement.matches(request, variablesEnabled)))
                .toList();
        List<Matched> denies = ending(matches, Effect.DENY, Match.Truth.TRUE);
        List<Matched> allows = ending(matches, Effect.ALLOW, Match.Truth.TRUE);
        List<Matched> unsure = new ArrayList<>(ending(matches, Effect.DENY, Match.Truth.UNKNOWN));
        boolean mayAllow = !allows.isEmpty() || unsure.addAll(ending(matches, Effect.ALLOW, Match.Truth.UNKNOWN));
        if (!denies.isEmpty()) {
            return new Evaluation(Outcome.EXPLICIT_DENY, denies, Set.of(), true);
        }
        if (!unsure.isEmpty()) {
            unsure.sort(Comparator.comparingInt(matched -> matched.statement().number()));
            Set<String> keys = new TreeSet<>();
            unsure.forEach(matched -> keys.addAll(matched.match().unknownKeys()));
            return new Evaluation(Outcome.UNDETERMINED, unsure, keys, !mayAllow);
        }
        return allows.isEmpty()
                ? new Evaluation(Outcome.IMPLICIT_DENY, List.of(), Set.of(), true)
                : new Evaluation(Outcome.ALLOW, allows, Set.of(), false);
    }

    private static List<Matched> ending(List<Matched> matches, Effect effect, Match.Truth truth) {
        List<Matched> ending = new ArrayList<>();
        for (Matched matched : matches) {
            if (matched.statement().effect() == effect && matched.match().truth() == truth) {
                ending.add(matched);
            }
        }
        return ending;
    }

    private static Optional<NearMiss> nearMiss(List<Comparison> allows) {
        return allows.stream()
                .filter(comparison -> !comparison.matches())
                .min(Comparator.comparingInt(comparison -> comparison.misses().size()))
                .map(closest -> {
                    Miss miss = closest.misses().get(0);
                    return new NearMiss(closest.label(), miss.part(), miss.expected(), miss.found());
                });
    }
}
