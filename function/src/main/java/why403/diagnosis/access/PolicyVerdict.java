package why403.diagnosis.access;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import why403.diagnosis.check.Explained;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Decision;
import why403.policy.Decision.Outcome;
import why403.policy.Policy;
import why403.text.Shown;

/**
 * What the evaluator says of records that no check explains, for one bucket.
 *
 * @param request the first of them
 * @param requests how many there are
 * @param conditions of the statement that decides first
 */
public record PolicyVerdict(S3Request request, Decision decision, List<String> conditions, int requests) {

    private record Same(S3Bucket bucket, String access, String action, Outcome outcome, List<String> statements) {}

    /** One for each bucket and decision, that of most records first; none where no bucket's policy is known. */
    public static List<PolicyVerdict> of(List<Explained> explained, S3Inspection all) {
        Map<Same, List<PolicyVerdict>> alike = explained.stream()
                .flatMap(one -> all.of(one.request()).stream())
                .flatMap(request -> of(request).stream())
                .collect(Collectors.groupingBy(PolicyVerdict::same, LinkedHashMap::new, Collectors.toList()));
        return alike.values().stream()
                .map(same -> same.get(0).counted(same.size()))
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
        return decision.statements().stream()
                .findFirst()
                .map(policy::conditionsOf)
                .orElse(List.of());
    }

    private Same same() {
        return new Same(
                request.bucket(),
                request.access().named(),
                request.asked().action(),
                decision.outcome(),
                decision.statements());
    }

    private PolicyVerdict counted(int count) {
        return new PolicyVerdict(request, decision, conditions, count);
    }

    private boolean denies() {
        return decision.outcome() == Outcome.EXPLICIT_DENY;
    }

    private boolean isUnsigned() {
        return request.access() instanceof OriginAccess.NeverSigning && decision.outcome() != Outcome.ALLOW;
    }

    /** What it shows to be wrong, a clause; empty where it shows nothing. */
    public Optional<String> fault() {
        if (isUnsigned()) {
            return Optional.of(request.access().named() + " leaves the requests to "
                    + request.bucket().name() + " unsigned");
        }
        return denies() ? Optional.of(statement() + " denies what was asked") : Optional.empty();
    }

    /** {@code statement 2 of the policy of example-assets}. */
    private String statement() {
        return "statement " + Shown.list(decision.statements()) + " of the policy of "
                + request.bucket().name();
    }

    /** What it says, a sentence. */
    public String sentence() {
        String whom = request.access().signs()
                ? request.grantee()
                : "anybody, as whom distribution " + request.distribution().id() + " asks";
        String asked = request.asked().action() + " to " + whom + " (" + Shown.count(requests, "request") + ").";
        return switch (decision.outcome()) {
            case EXPLICIT_DENY -> "An explicit Deny, " + statement() + condition() + ", refuses " + asked;
            case UNDETERMINED ->
                "Whether the policy of " + request.bucket().name() + " allows hangs on "
                        + Shown.list(decision.unknownKeys()) + ", of which the log says nothing ("
                        + statement() + "): " + asked;
            case IMPLICIT_DENY -> "The policy of " + request.bucket().name() + " does not allow " + asked;
            case ALLOW -> "The policy of " + request.bucket().name() + " allows " + asked;
        };
    }

    private String condition() {
        return conditions.isEmpty() ? "" : " (where " + String.join(" and ", conditions) + ")";
    }

    /** What to do about it; empty where it shows nothing to do. */
    public Optional<String> remedy() {
        if (isUnsigned()) {
            return Optional.of("Set the signing behavior of " + request.access().named()
                    + " to always, by update-origin-access-control");
        }
        if (denies()) {
            return Optional.of("Narrow " + statement() + condition() + " so that it leaves out " + request.grantee());
        }
        return decision.outcome() == Outcome.ALLOW && !request.access().signs()
                ? Optional.of("Look next at Block Public Access of bucket "
                        + request.bucket().name() + " and of its account, which overrides a public policy")
                : Optional.empty();
    }
}
