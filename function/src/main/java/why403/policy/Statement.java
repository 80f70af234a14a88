package why403.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One statement of a policy.
 *
 * @param number from 1, in the policy's order
 * @param resources empty if the statement has no such element; it then applies to the resource of the policy
 */
record Statement(
        int number,
        Optional<String> sid,
        Effect effect,
        Clause<Named> principals,
        Clause<ActionPattern> actions,
        Optional<Clause<String>> resources,
        List<Condition> conditions) {

    private static final Set<String> OFTEN_SECRET = Set.of("aws:referer", "aws:useragent");

    /** An entry of a {@code Principal} element; the kind of a bare {@code "*"} is {@code *}. */
    record Named(String kind, String value) {
        String described() {
            return kind.equals("CanonicalUser") ? "canonical user " + value : value;
        }
    }

    Statement {
        conditions = List.copyOf(conditions);
    }

    String label() {
        return sid.orElse(String.valueOf(number));
    }

    /** Whether the whole statement matches. */
    Match matches(Request request, boolean variablesEnabled) {
        Variables variables = new Variables(request.caller().context(), variablesEnabled);
        return principal(request)
                .and(action(request))
                .and(resource(request, variables))
                .and(Match.all(conditions, condition -> condition.holds(variables)));
    }

    Comparison compare(Request request, boolean variablesEnabled) {
        Variables variables = new Variables(request.caller().context(), variablesEnabled);
        List<Miss> misses = new ArrayList<>();
        miss(Part.PRINCIPAL, principal(request), principals.described(Named::described), principalOf(request))
                .ifPresent(misses::add);
        miss(Part.ACTION, action(request), actions.described(ActionPattern::text), request.action())
                .ifPresent(misses::add);
        resources
                .flatMap(clause -> miss(
                        Part.RESOURCE,
                        resource(request, variables),
                        clause.described(arn -> arn),
                        request.resource().described()))
                .ifPresent(misses::add);
        for (Condition condition : conditions) {
            conditionMiss(condition, variables).ifPresent(misses::add);
        }
        return new Comparison(number, label(), effect, misses);
    }

    /** Whether it uses a key whose value is only inferred, or a variable, which can refer to such a key. */
    boolean mayUseInferenceOf(Context context) {
        boolean hasVariable = resources.stream()
                .flatMap(clause -> clause.values().stream())
                .anyMatch(pattern -> pattern.contains("${"));
        return hasVariable
                || conditions.stream()
                        .anyMatch(condition -> context.infers(condition.key())
                                || condition.values().stream().anyMatch(value -> value.contains("${")));
    }

    private static String principalOf(Request request) {
        return request.caller().principal().described();
    }

    private Match principal(Request request) {
        return request.caller().principal().isMeantBy(principals, effect);
    }

    private Match action(Request request) {
        String asked = request.action().toLowerCase(Locale.ROOT);
        return actions.holds(action -> Match.of(action.lowerCase().matches(asked)));
    }

    private Match resource(Request request, Variables variables) {
        return resources
                .map(clause -> clause.holds(pattern -> request.resource().isMeantBy(variables.expand(pattern, true))))
                .orElse(Match.TRUE);
    }

    private static Optional<Miss> miss(Part part, Match match, String expected, String found) {
        return match.holds()
                ? Optional.empty()
                : Optional.of(new Miss(part, expected, found, Optional.empty(), match.fails()));
    }

    private static Optional<Miss> conditionMiss(Condition condition, Variables variables) {
        Match match = condition.holds(variables);
        if (match.holds()) {
            return Optional.empty();
        }
        return Optional.of(new Miss(
                Part.CONDITION,
                described(condition),
                found(variables.context().of(condition.key()), isSecret(condition)),
                Optional.of(condition.key()),
                match.fails()));
    }

    List<String> describedConditions() {
        return conditions.stream().map(Statement::described).toList();
    }

    private static String described(Condition condition) {
        String values = isSecret(condition) ? Miss.WITHHELD : String.join(" or ", condition.values());
        return condition.operator() + " " + condition.key() + " " + values;
    }

    private static boolean isSecret(Condition condition) {
        return OFTEN_SECRET.contains(condition.key().toLowerCase(Locale.ROOT));
    }

    private static String found(Context.Presence presence, boolean isSecret) {
        if (presence instanceof Context.Known known) {
            return isSecret ? Miss.WITHHELD : String.join(", ", known.values());
        }
        return presence instanceof Context.Absent ? "absent" : "unknown";
    }
}
