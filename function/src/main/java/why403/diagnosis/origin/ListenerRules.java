package why403.diagnosis.origin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.HttpHeaderConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import why403.text.Glob;

/**
 * The rules of a load balancer that ask for a header's value. The values are secrets: they are compared here, and never leave.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html">AWS:
 *     restrict access to Application Load Balancers</a>
 */
record ListenerRules(List<Rule> rules) {

    private static final String FORBIDDEN = "403";

    ListenerRules {
        rules = List.copyOf(rules);
    }

    /**
     * The first of these headers that a rule asks for, if no rule that asks for a header takes the request, and all values
     * could be compared.
     *
     * @param headers the values by name; names without case
     */
    Optional<String> refused(Map<String, String> headers) {
        List<List<HttpHeaderConditionConfig>> asking = rules.stream()
                .filter(rule -> !Boolean.TRUE.equals(rule.isDefault()) && !answersForbidden(rule))
                .map(ListenerRules::headerConditions)
                .filter(conditions -> !conditions.isEmpty())
                .toList();
        boolean isTaken = asking.stream()
                .anyMatch(conditions -> conditions.stream().allMatch(condition -> mayBeMet(condition, headers)));
        return isTaken
                ? Optional.empty()
                : headers.keySet().stream()
                        .filter(header -> asking.stream()
                                .flatMap(List::stream)
                                .anyMatch(condition -> header.equalsIgnoreCase(condition.httpHeaderName())))
                        .findFirst();
    }

    private static List<HttpHeaderConditionConfig> headerConditions(Rule rule) {
        return rule.conditions().stream()
                .map(RuleCondition::httpHeaderConfig)
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean mayBeMet(HttpHeaderConditionConfig condition, Map<String, String> headers) {
        if (condition.httpHeaderName() == null || !isComparable(condition)) {
            return true;
        }
        return Optional.ofNullable(headers.get(condition.httpHeaderName()))
                .filter(value -> isMet(condition, value))
                .isPresent();
    }

    /** A condition has values, or regular expressions in the load balancer's own dialect. */
    private static boolean isComparable(HttpHeaderConditionConfig condition) {
        return !condition.values().isEmpty() && condition.regexValues().isEmpty();
    }

    /** A load balancer compares the values of headers without case. */
    private static boolean isMet(HttpHeaderConditionConfig condition, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return condition.values().stream()
                .anyMatch(pattern ->
                        Glob.pattern(pattern.toLowerCase(Locale.ROOT)).matches(lower));
    }

    /** Whether a request that no other rule takes is known to get something else than a 403 of the load balancer. */
    boolean serveOthers() {
        List<Rule> defaults = rules.stream()
                .filter(rule -> Boolean.TRUE.equals(rule.isDefault()))
                .toList();
        return (!defaults.isEmpty() && defaults.stream().noneMatch(ListenerRules::answersForbidden))
                || rules.stream().anyMatch(ListenerRules::serveWithoutHeader);
    }

    /** Such a rule takes requests for its paths or hosts before the rules that ask for a header. */
    private static boolean serveWithoutHeader(Rule rule) {
        return !Boolean.TRUE.equals(rule.isDefault())
                && !answersForbidden(rule)
                && headerConditions(rule).isEmpty();
    }

    private static boolean answersForbidden(Rule rule) {
        return rule.actions().stream()
                .map(Action::fixedResponseConfig)
                .anyMatch(fixed -> fixed != null && FORBIDDEN.equals(fixed.statusCode()));
    }
}
