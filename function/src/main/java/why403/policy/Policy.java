package why403.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import why403.policy.Decision.Outcome;

/**
 * A resource policy. If a decision depends on unknown properties of a request, it is undetermined, so a definite decision
 * is never based on a guess.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html">
 *     AWS: policy evaluation logic</a>
 */
public final class Policy {

    /** Of a policy without statements, about every request. */
    private static final ExplainedDecision NOTHING_ALLOWED = new ExplainedDecision(
            new Decision(Outcome.IMPLICIT_DENY, List.of(), List.of(), List.of(), Optional.empty(), true, false),
            List.of());

    private final boolean variablesEnabled;
    private final List<Statement> statements;

    Policy(boolean variablesEnabled, List<Statement> statements) {
        this.variablesEnabled = variablesEnabled;
        this.statements = List.copyOf(statements);
    }

    /** The result of reading a policy. */
    public sealed interface Reading {}

    /** The policy was read. */
    public record Read(Policy policy) implements Reading {}

    /**
     * The policy could not be read.
     *
     * @param reason one sentence
     */
    public record Unreadable(String reason) implements Reading {}

    /** A policy without statements, for a resource that has no policy. */
    public static Policy none() {
        return new Policy(false, List.of());
    }

    /** Reads a policy's JSON. API Gateway escapes its quotes, which is accepted. Never throws. */
    public static Reading read(String json) {
        return PolicyReader.read(json);
    }

    /**
     * The policy's decision about a request with its explanation.
     *
     * @param allows every Allow statement compared with the request, in the policy's order
     */
    public record ExplainedDecision(Decision decision, List<Comparison> allows) {

        public ExplainedDecision {
            allows = List.copyOf(allows);
        }
    }

    /** Whether S3 counts the policy as public: see {@link PublicAccessBlock}. */
    public boolean isPublic() {
        return !publicStatements().isEmpty();
    }

    /** The numbers, from 1, of the statements that make the policy public by S3's own test. */
    public List<Integer> publicStatements() {
        return IntStream.rangeClosed(1, statements.size())
                .filter(number -> FixedValues.leaveOpen(statements.get(number - 1)))
                .boxed()
                .toList();
    }

    /** The policy's decision about the request. */
    public Decision decide(Request request) {
        Evaluation evaluation = evaluate(request);
        return decision(request, evaluation, evaluation.outcome() == Outcome.ALLOW ? List.of() : allowsBeside(request));
    }

    /** The policy's decision about the request and the compared statements. */
    public ExplainedDecision explain(Request request) {
        if (statements.isEmpty()) {
            return NOTHING_ALLOWED;
        }
        List<Comparison> allows = allowsBeside(request);
        return new ExplainedDecision(decision(request, evaluate(request), allows), allows);
    }

    private Decision decision(Request request, Evaluation evaluation, List<Comparison> allows) {
        boolean dependsOnInference = inferenceMatters(request)
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
                dependsOnInference);
    }

    /** Whether a second evaluation without inferred keys is necessary. Most policies do not need it. */
    private boolean inferenceMatters(Request request) {
        Context context = request.caller().context();
        for (Statement statement : statements) {
            if (statement.mayUseInferenceOf(context)) {
                return true;
            }
        }
        return false;
    }

    /** Every Allow statement compared with the request, in the policy's order. */
    public List<Comparison> allowsBeside(Request request) {
        List<Comparison> allows = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement.effect() == Effect.ALLOW) {
                allows.add(statement.compare(request, variablesEnabled));
            }
        }
        return List.copyOf(allows);
    }

    /**
     * The conditions of a statement as text. Values that are often secrets are withheld.
     *
     * @param number the statement's number from 1; without such a statement, the list is empty
     */
    public List<String> conditionsOf(int number) {
        return statements.stream()
                .filter(statement -> statement.number() == number)
                .findFirst()
                .map(Statement::describedConditions)
                .orElse(List.of());
    }

    /** Whether any statement is a Deny. */
    public boolean denies() {
        for (Statement statement : statements) {
            if (statement.effect() == Effect.DENY) {
                return true;
            }
        }
        return false;
    }

    /** Whether the statement with that number, from 1, is a Deny. */
    public boolean denies(int number) {
        return statements.stream()
                .anyMatch(statement -> statement.number() == number && statement.effect() == Effect.DENY);
    }

    private record Matched(Statement statement, Match match) {}

    private record Evaluation(Outcome outcome, List<Matched> deciding, Set<String> unknownKeys, boolean refuses) {}

    private Evaluation evaluate(Request request) {
        List<Matched> matches = new ArrayList<>();
        for (Statement statement : statements) {
            matches.add(new Matched(statement, statement.matches(request, variablesEnabled)));
        }
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

    /** There is none if an Allow matches and only a Deny is in the way. */
    private static Optional<NearMiss> nearMiss(List<Comparison> allows) {
        if (allows.stream().anyMatch(Comparison::matches)) {
            return Optional.empty();
        }
        return allows.stream()
                .min(Comparator.comparingInt(comparison -> comparison.misses().size()))
                .map(closest -> {
                    Miss miss = closest.misses().get(0);
                    return new NearMiss(closest.label(), miss.part(), miss.expected(), miss.found());
                });
    }
}
