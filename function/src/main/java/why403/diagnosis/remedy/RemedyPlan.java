package why403.diagnosis.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.cause.Command;
import why403.cause.Remedy;
import why403.diagnosis.remedy.RemedyStep.ClearCache;
import why403.diagnosis.remedy.RemedyStep.EditPolicy;
import why403.json.JsonTree;
import why403.policy.Decision;
import why403.policy.Policy;
import why403.policy.Request;
import why403.text.Phrases;

/**
 * The remedies of a whole notice. All steps are applied in order to one state for each policy, and each remedy is
 * judged by the policy that stands at the end: so the commands of a notice, run in order, leave the account in the state
 * that was simulated.
 */
public final class RemedyPlan {

    private static final int MOST_NAMED = 5;
    private static final String LIST = "s3:ListBucket";

    private final Map<PolicyTarget, PolicyState> policies = new HashMap<>();
    private final CommandWriter writer;

    private RemedyPlan(CommandWriter writer) {
        this.writer = writer;
    }

    /**
     * One remedy for each fix, in order; empty for a cause without a fix.
     *
     * @param onset the minute when the incident began; part of the names of the files that the commands write
     */
    public static List<Optional<Remedy>> of(List<Optional<Fix>> fixes, Instant onset) {
        RemedyPlan plan = new RemedyPlan(new CommandWriter(onset));
        fixes.forEach(fix -> fix.ifPresent(plan::apply));
        return fixes.stream().map(fix -> fix.map(plan::remedy)).toList();
    }

    private void apply(Fix fix) {
        policySteps(fix)
                .forEach(step -> policies.merge(
                        step.target(),
                        step.recorded().after(step.change()),
                        (state, first) -> state.after(step.change())));
    }

    private static List<EditPolicy> policySteps(Fix fix) {
        return fix.steps().stream()
                .filter(EditPolicy.class::isInstance)
                .map(EditPolicy.class::cast)
                .toList();
    }

    private Remedy remedy(Fix fix) {
        List<Command> commands = new ArrayList<>();
        fix.steps().stream()
                .sorted(Comparator.comparing(ClearCache.class::isInstance))
                .forEach(step -> commands.addAll(step.commands(writer)));
        List<EditPolicy> edits = policySteps(fix);
        StringBuilder summary = new StringBuilder(Phrases.sentence(fix.summary()));
        edits.stream()
                .map(this::simulated)
                .distinct()
                .forEach(verdict -> summary.append(' ').append(verdict));
        return new Remedy(
                summary.toString(),
                fix.condition(),
                commands,
                edits.stream().findFirst().map(this::document));
    }

    /** What the evaluator says about the policy at the end. */
    private String simulated(EditPolicy step) {
        if (!(policies.get(step.target()) instanceof PolicyState.Present present)) {
            return "Not simulated, because the current policy is not known.";
        }
        List<Decision> decisions = read(present.document()).stream()
                .flatMap(policy -> decisions(policy, step.needs()).stream())
                .toList();
        return decisions.stream()
                .filter(decision -> decision.outcome() != Decision.Outcome.ALLOW)
                .findFirst()
                .map(RemedyPlan::refusal)
                .orElseGet(() -> step.target().allows(whatIsAllowed(step))
                        + step.otherControls().map(controls -> " " + controls).orElse(""));
    }

    /** A policy that allows to list objects does not turn 403 into 200, so its actions are named. */
    private static String whatIsAllowed(EditPolicy step) {
        List<String> actions =
                step.needs().stream().map(Request::action).distinct().toList();
        return actions.contains(LIST) ? Phrases.list(actions) : "these requests";
    }

    private static List<Decision> decisions(Policy policy, List<Request> needs) {
        return needs.stream().map(policy::decide).toList();
    }

    private static String refusal(Decision decision) {
        return switch (decision.outcome()) {
            case EXPLICIT_DENY ->
                "Simulated: Deny statement " + Phrases.list(decision.statements(), MOST_NAMED)
                        + " still refuses these requests. Narrow that statement first.";
            case UNDETERMINED ->
                "Simulated: statement " + Phrases.list(decision.statements(), MOST_NAMED)
                        + " may still refuse these requests. It depends on " + Phrases.list(decision.unknownKeys())
                        + ", which the log does not contain.";
            case IMPLICIT_DENY, ALLOW -> "Simulated: the resulting policy still does not allow these requests.";
        };
    }

    private static Optional<Policy> read(ObjectNode document) {
        return Policy.read(JsonTree.write(document)) instanceof Policy.Read read
                ? Optional.of(read.policy())
                : Optional.empty();
    }

    /** The whole policy at the end; only the changed statements if the rest is not known or must not be shown. */
    private JsonNode document(EditPolicy step) {
        return policies.get(step.target()) instanceof PolicyState.Present present
                        && !PolicyState.mayHoldSecrets(present.document())
                ? present.document()
                : oneOrList(step.change().changed());
    }

    private static JsonNode oneOrList(List<JsonNode> statements) {
        if (statements.size() == 1) {
            return statements.get(0);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        statements.forEach(list::add);
        return list;
    }
}
