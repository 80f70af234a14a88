package why403.diagnosis.access;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import why403.cause.Certainty;
import why403.policy.Comparison;
import why403.policy.Decision;
import why403.policy.Decision.Outcome;
import why403.policy.Miss;
import why403.policy.Part;

/**
 * The reason why a bucket's policy does not allow CloudFront's request.
 *
 * @param nearest the Allow statement that misses the request by the fewest parts; empty if there is no Allow statement
 * @param unknownKeys the condition keys with unknown values on which the decision depends
 */
public record GrantFault(Kind kind, Certainty certainty, Optional<Comparison> nearest, List<String> unknownKeys) {

    /** What is wrong with the grant. */
    public enum Kind {
        MISSING,
        WRONG_IDENTITY,
        WRONG_RESOURCE,
        WRONG_ACTION
    }

    private static final Pattern CLOUDFRONTS =
            Pattern.compile("\\bcloudfront\\.amazonaws\\.com|:iam::cloudfront:user/|\\bAIDA\\w+|\\bcanonical user ");

    private static final Set<String> IDENTITY_KEYS = Set.of("aws:sourcearn", "aws:sourceaccount");

    /** A statement for a role of the account comes last, because it was not written for CloudFront. */
    private static final Comparator<Comparison> NEAREST = Comparator.<Comparison, Boolean>comparing(
                    allow -> kind(allow) == Kind.MISSING)
            .thenComparing(allow -> !isMeantForCloudFront(allow))
            .thenComparing(GrantFault::faults);

    /** The policy could not be read, so it is only possible that the grant is missing. */
    static GrantFault ofUnreadablePolicy() {
        return new GrantFault(Kind.MISSING, Certainty.POSSIBLE, Optional.empty(), List.of());
    }

    /** The fault that the decision shows; empty if a statement allows the request, or if an explicit Deny refuses it. */
    static Optional<GrantFault> of(Decision decision, List<Comparison> allows) {
        boolean isGranted = allows.stream().anyMatch(allow -> allow.misses().isEmpty());
        if (isGranted || decision.outcome() == Outcome.EXPLICIT_DENY) {
            return Optional.empty();
        }
        Optional<Comparison> nearest = allows.stream().min(NEAREST);
        return Optional.of(new GrantFault(
                nearest.map(GrantFault::kind).orElse(Kind.MISSING),
                certainty(decision),
                nearest,
                decision.unknownKeys()));
    }

    GrantFault atMost(Certainty bound) {
        return new GrantFault(kind, certainty.atMost(bound), nearest, unknownKeys);
    }

    private static Certainty certainty(Decision decision) {
        if (decision.outcome() == Outcome.IMPLICIT_DENY && !decision.dependsOnInference()) {
            return Certainty.CONFIRMED;
        }
        return decision.refuses() ? Certainty.LIKELY : Certainty.POSSIBLE;
    }

    /** The number of faults. A wrong principal and the conditions that belong to it count as one. */
    private static int faults(Comparison allow) {
        long others = allow.misses().stream().filter(miss -> !isIdentity(miss)).count();
        return (int) others + (allow.misses().stream().anyMatch(GrantFault::isIdentity) ? 1 : 0);
    }

    private static Kind kind(Comparison nearest) {
        if (faults(nearest) != 1 || !nearest.misses().stream().allMatch(Miss::isCertain)) {
            return Kind.MISSING;
        }
        Miss miss = nearest.misses().get(0);
        return switch (miss.part()) {
            case PRINCIPAL -> isCloudFront(miss.expected()) ? Kind.WRONG_IDENTITY : Kind.MISSING;
            case ACTION -> Kind.WRONG_ACTION;
            case RESOURCE -> Kind.WRONG_RESOURCE;
            case CONDITION -> isIdentity(miss) ? Kind.WRONG_IDENTITY : Kind.MISSING;
        };
    }

    static boolean isIdentity(Miss miss) {
        return miss.part() == Part.PRINCIPAL
                || miss.conditionKey()
                        .filter(key -> IDENTITY_KEYS.contains(key.toLowerCase(Locale.ROOT)))
                        .isPresent();
    }

    private static boolean isMeantForCloudFront(Comparison allow) {
        return allow.misses().stream()
                .filter(miss -> miss.part() == Part.PRINCIPAL)
                .allMatch(miss -> isCloudFront(miss.expected()));
    }

    /** Whether a principal is CloudFront's service or an origin access identity, including a deleted one. */
    private static boolean isCloudFront(String principals) {
        return CLOUDFRONTS.matcher(principals).find();
    }
}
