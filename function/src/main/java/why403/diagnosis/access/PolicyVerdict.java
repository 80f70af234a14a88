package why403.diagnosis.access;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import why403.diagnosis.check.Explained;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Decision;
import why403.policy.Decision.Outcome;
import why403.policy.Policy;
import why403.text.Phrases;
import why403.text.Printable;

/**
 * The policy evaluator's decision about requests to one bucket that no check explains.
 *
 * @param request the first of these requests
 * @param requests the number of these requests
 * @param conditions the conditions of the first deciding statement
 */
public record PolicyVerdict(S3Request request, Decision decision, List<String> conditions, int requests) {

    private static final int MOST_NAMED = 5;
    private static final int LONGEST_CONDITION = 200;

    private record Group(S3Bucket bucket, String access, String action, Outcome outcome, List<String> statements) {}

    /** One verdict for each bucket and decision, those with the most requests first; empty if no bucket's policy is known. */
    public static List<PolicyVerdict> of(List<Explained> explained, S3Inspection all) {
        Map<Group, List<PolicyVerdict>> groups = explained.stream()
                .flatMap(one -> all.of(one.request()).stream())
                .flatMap(request -> of(request).stream())
                .collect(Collectors.groupingBy(PolicyVerdict::group, LinkedHashMap::new, Collectors.toList()));
        return groups.values().stream()
                .map(group -> group.get(0).counted(group.size()))
                .sorted(Comparator.comparing(PolicyVerdict::requests).reversed())
                .toList();
    }

    private static Optional<PolicyVerdict> of(S3Request request) {
        return request.policy().policy().map(policy -> {
            Decision decision = policy.decide(request.object());
            return new PolicyVerdict(request, decision, conditions(policy, decision), 1);
        });
    }

    private static List<String> conditions(Policy policy, Decision decision) {
        return decision.numbers().stream().findFirst().map(policy::conditionsOf).orElse(List.of());
    }

    private Group group() {
        return new Group(
                request.bucket(),
                request.access().named(),
                request.asked().action(),
                decision.outcome(),
                decision.statements());
    }

    private PolicyVerdict counted(int count) {
        return new PolicyVerdict(request, decision, conditions, count);
    }

    /** {@code statement 2 of the policy of example-assets}. */
    private String statement() {
        return "statement " + Phrases.list(decision.statements(), MOST_NAMED) + " of the policy of "
                + request.bucket().name();
    }

    /** The decision as a sentence. */
    public String sentence() {
        String who = request.access().signs()
                ? request.grantee()
                : "anonymous requests from distribution "
                        + request.distribution().id();
        String action = request.asked().action() + " for " + who + " (" + Phrases.count(requests, "request") + ").";
        String policy = "The policy of " + request.bucket().name();
        return switch (decision.outcome()) {
            case EXPLICIT_DENY -> "A Deny, " + statement() + condition() + ", refuses " + action;
            case UNDETERMINED ->
                policy + " may allow or refuse " + action + " It depends on " + Phrases.list(decision.unknownKeys())
                        + ", which the log does not contain (" + statement() + ").";
            case IMPLICIT_DENY -> policy + " does not allow " + action;
            case ALLOW -> policy + " allows " + action;
        };
    }

    private String condition() {
        return conditions.isEmpty()
                ? ""
                : " (where "
                        + Phrases.list(
                                conditions.stream()
                                        .map(condition -> Printable.excerpt(condition, LONGEST_CONDITION))
                                        .toList(),
                                MOST_NAMED)
                        + ")";
    }

    /** What to do, as a sentence without its full stop; empty if there is nothing to do. */
    public Optional<String> advice() {
        return decision.outcome() == Outcome.ALLOW && !request.access().signs()
                ? Optional.of("Look at Block Public Access of bucket "
                        + request.bucket().name() + " and of its account next, because it overrides a public policy")
                : Optional.empty();
    }
}
