package why403.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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

    /** What the policy says to the request. */
    public Decision decide(Request request) {
        Evaluation evaluation = evaluate(request);
        boolean leans = request.caller().context().infers()
                && evaluate(request.withoutInference()).outcome() != evaluation.outcome();
        return new Decision(
                evaluation.outcome(),
                evaluation.deciding().stream().map(Statement::label).toList(),
                List.copyOf(evaluation.unknownKeys()),
                evaluation.outcome() == Outcome.ALLOW ? Optional.empty() : nearMiss(request),
                evaluation.refuses(),
                leans);
    }

    /** Every statement that allows something, beside the request, in the policy's order. */
    public List<Comparison> allowsBeside(Request request) {
        return statements.stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .map(statement -> statement.compare(request, variablesEnabled))
                .toList();
    }

    private record Evaluation(Outcome outcome, List<Statement> deciding, Set<String> unknownKeys, boolean refuses) {}

    private Evaluation evaluate(Request request) {
        List<Statement> denies = ending(Effect.DENY, Match.Truth.TRUE, request);
        List<Statement> unsureDenies = ending(Effect.DENY, Match.Truth.UNKNOWN, request);
        List<Statement> allows = ending(Effect.ALLOW, Match.Truth.TRUE, request);
        List<Statement> unsureAllows =
                allows.isEmpty() ? ending(Effect.ALLOW, Match.Truth.UNKNOWN, request) : List.of();
        if (!denies.isEmpty()) {
            return new Evaluation(Outcome.EXPLICIT_DENY, denies, Set.of(), true);
        }
        if (!unsureDenies.isEmpty() || !unsureAllows.isEmpty()) {
            List<Statement> unsure = inOrder(unsureDenies, unsureAllows);
            boolean refuses = allows.isEmpty() && unsureAllows.isEmpty();
            return new Evaluation(Outcome.UNDETERMINED, unsure, keys(unsure, request), refuses);
        }
        return allows.isEmpty()
                ? new Evaluation(Outcome.IMPLICIT_DENY, List.of(), Set.of(), true)
                : new Evaluation(Outcome.ALLOW, allows, Set.of(), false);
    }

    private List<Statement> ending(Effect effect, Match.Truth truth, Request request) {
        return statements.stream()
                .filter(statement -> statement.effect() == effect
                        && statement.matches(request, variablesEnabled).truth() == truth)
                .toList();
    }

    private static List<Statement> inOrder(List<Statement> some, List<Statement> others) {
        return Stream.concat(some.stream(), others.stream())
                .sorted(Comparator.comparingInt(Statement::number))
                .toList();
    }

    private Set<String> keys(List<Statement> unsure, Request request) {
        Set<String> keys = new TreeSet<>();
        unsure.forEach(statement ->
                keys.addAll(statement.matches(request, variablesEnabled).unknownKeys()));
        return keys;
    }

    private Optional<NearMiss> nearMiss(Request request) {
        return allowsBeside(request).stream()
                .filter(comparison -> !comparison.matches())
                .min(Comparator.comparingInt(comparison -> comparison.misses().size()))
                .map(closest -> {
                    Miss miss = closest.misses().get(0);
                    return new NearMiss(closest.label(), miss.part(), miss.expected(), miss.found());
                });
    }
}
