package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.wafv2.model.ExcludedRule;
import software.amazon.awssdk.services.wafv2.model.FirewallManagerRuleGroup;
import software.amazon.awssdk.services.wafv2.model.FirewallManagerStatement;
import software.amazon.awssdk.services.wafv2.model.RateBasedStatement;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.RuleAction;
import software.amazon.awssdk.services.wafv2.model.RuleActionOverride;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.VisibilityConfig;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.text.Phrases;

/**
 * A rule of a web ACL that can block requests.
 *
 * @param metricName under which AWS WAF keeps the sampled requests; empty if it keeps none
 * @param statement what it matches; without a member if that is not known
 * @param ofFirewallManager whether AWS Firewall Manager put it there, so that the web ACL cannot change it
 */
record BlockingRule(String name, Optional<String> metricName, Statement statement, boolean ofFirewallManager) {

    private static final int DEFAULT_WINDOW_SECONDS = 300;

    /** Those of a web ACL, in the order in which AWS WAF evaluates them. */
    static List<BlockingRule> of(WebACL acl) {
        List<BlockingRule> rules = new ArrayList<>();
        ofFirewallManager(acl.preProcessFirewallManagerRuleGroups()).forEach(rules::add);
        acl.rules().stream()
                .filter(BlockingRule::mayBlock)
                .filter(rule -> rule.name() != null)
                .sorted((one, other) -> Integer.compare(priority(one.priority()), priority(other.priority())))
                .map(BlockingRule::of)
                .forEach(rules::add);
        ofFirewallManager(acl.postProcessFirewallManagerRuleGroups()).forEach(rules::add);
        return rules;
    }

    /** Such a rule, whether it can block now or not. */
    static BlockingRule of(Rule rule) {
        return new BlockingRule(
                rule.name(),
                metricName(rule.visibilityConfig()),
                Optional.ofNullable(rule.statement())
                        .orElseGet(() -> Statement.builder().build()),
                false);
    }

    private static Stream<BlockingRule> ofFirewallManager(List<FirewallManagerRuleGroup> groups) {
        return groups.stream()
                .filter(group -> group.name() != null)
                .filter(group ->
                        group.overrideAction() == null || group.overrideAction().count() == null)
                .sorted((one, other) -> Integer.compare(priority(one.priority()), priority(other.priority())))
                .map(group ->
                        new BlockingRule(group.name(), metricName(group.visibilityConfig()), statement(group), true));
    }

    private static Statement statement(FirewallManagerRuleGroup group) {
        Optional<FirewallManagerStatement> statement = Optional.ofNullable(group.firewallManagerStatement());
        return Statement.builder()
                .managedRuleGroupStatement(statement
                        .map(FirewallManagerStatement::managedRuleGroupStatement)
                        .orElse(null))
                .ruleGroupReferenceStatement(statement
                        .map(FirewallManagerStatement::ruleGroupReferenceStatement)
                        .orElse(null))
                .build();
    }

    private static int priority(Integer priority) {
        return Optional.ofNullable(priority).orElse(Integer.MAX_VALUE);
    }

    static boolean mayBlock(Rule rule) {
        boolean isGroup = rule.overrideAction() != null && rule.overrideAction().count() == null;
        return isGroup || (rule.action() != null && rule.action().block() != null);
    }

    /** The metric name, if samples are kept under it. */
    static Optional<String> metricName(VisibilityConfig config) {
        return Optional.ofNullable(config)
                .filter(visibility -> !Boolean.FALSE.equals(visibility.sampledRequestsEnabled()))
                .map(VisibilityConfig::metricName);
    }

    boolean isManagedGroup() {
        return statement.managedRuleGroupStatement() != null;
    }

    boolean isOwnGroup() {
        return statement.ruleGroupReferenceStatement() != null;
    }

    boolean isRateBased() {
        return statement.rateBasedStatement() != null;
    }

    /** What the web ACL does instead, if a rule of this group matches; empty if that rule acts as its group says, or blocks. */
    Optional<String> override(String ruleInGroup) {
        return overrides()
                .filter(override -> ruleInGroup.equals(override.name()))
                .flatMap(override -> Optional.ofNullable(override.actionToUse()).stream())
                .findFirst()
                .map(BlockingRule::named)
                .or(() -> excluded(ruleInGroup))
                .filter(action -> !action.equals("Block"));
    }

    /** AWS WAF counts what an excluded rule matches: the older form of an override. */
    private Optional<String> excluded(String ruleInGroup) {
        List<ExcludedRule> excluded = isManagedGroup()
                ? statement.managedRuleGroupStatement().excludedRules()
                : isOwnGroup() ? statement.ruleGroupReferenceStatement().excludedRules() : List.of();
        return excluded.stream().map(ExcludedRule::name).anyMatch(ruleInGroup::equals)
                ? Optional.of("Count")
                : Optional.empty();
    }

    /** An action by its name in the console. */
    static String named(RuleAction action) {
        if (action.count() != null) {
            return "Count";
        }
        if (action.allow() != null) {
            return "Allow";
        }
        if (action.captcha() != null) {
            return "CAPTCHA";
        }
        return action.challenge() != null ? "Challenge" : "Block";
    }

    /** Whether it is that rule group; empty if that is not known. */
    Optional<Boolean> isGroup(String group) {
        if (isManagedGroup()) {
            return Optional.ofNullable(statement.managedRuleGroupStatement().name())
                    .map(group::equals);
        }
        if (isOwnGroup()) {
            return Optional.ofNullable(statement.ruleGroupReferenceStatement().arn())
                    .map(arn -> arn.contains("/rulegroup/" + group + "/"));
        }
        return Optional.of(false);
    }

    private Stream<RuleActionOverride> overrides() {
        if (isManagedGroup()) {
            return statement.managedRuleGroupStatement().ruleActionOverrides().stream();
        }
        return isOwnGroup() ? statement.ruleGroupReferenceStatement().ruleActionOverrides().stream() : Stream.empty();
    }

    /** The limit of a rate-based rule, a sentence; empty for another rule. */
    Optional<String> limit() {
        return Optional.ofNullable(statement.rateBasedStatement())
                .filter(rate -> rate.limit() != null)
                .map(rate -> "Rate-based rule " + name + " allows " + Phrases.count(rate.limit(), "request") + " in "
                        + window(rate) + " for each " + key(rate) + ".");
    }

    private static String window(RateBasedStatement rate) {
        long seconds = Optional.ofNullable(rate.evaluationWindowSec()).orElse((long) DEFAULT_WINDOW_SECONDS);
        return seconds % 60 == 0 ? Phrases.count(seconds / 60, "minute") : Phrases.count(seconds, "second");
    }

    private static String key(RateBasedStatement rate) {
        return switch (Optional.ofNullable(rate.aggregateKeyTypeAsString()).orElse("IP")) {
            case "IP" -> "client address";
            case "FORWARDED_IP" -> "forwarded address";
            case "CONSTANT" -> "web ACL, for all clients together";
            default -> "combination of the rule's own keys";
        };
    }
}
