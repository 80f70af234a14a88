package why403.diagnosis.edge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.text.Printable;

/**
 * What a web ACL does now. AWS WAF sampled the requests earlier: what blocked them then may only count now, or be gone.
 *
 * @param configuration as GetWebACL answers
 */
record WebAclNow(WebACL configuration) {

    /** Words for a fix or for evidence. */
    static final String CHANGED = "The web ACL was changed since: ";

    /** Whether it blocks nothing: it allows by default, and no rule of it can block. */
    boolean blocksNothing() {
        return allowsByDefault()
                && configuration.hasRules()
                && BlockingRule.of(configuration).isEmpty();
    }

    private boolean allowsByDefault() {
        return configuration.defaultAction() != null
                && configuration.defaultAction().block() == null;
    }

    /** The rules that do not block now, by the metric name under which AWS WAF keeps their samples. */
    Map<String, String> rulesThatDoNotBlock() {
        Map<String, String> rules = new LinkedHashMap<>();
        configuration.rules().stream()
                .filter(rule -> rule.name() != null && !BlockingRule.mayBlock(rule))
                .forEach(rule -> BlockingRule.metricName(rule.visibilityConfig())
                        .ifPresent(metric -> rules.putIfAbsent(metric, rule.name())));
        return rules;
    }

    /** Why the web ACL does not block so any more, a clause; empty if it still can. */
    Optional<String> noLonger(Block block) {
        if (block.isByDefault()) {
            return allowsByDefault() ? Optional.of("its default action is Allow now") : Optional.empty();
        }
        Optional<BlockingRule> rule = BlockingRule.of(configuration).stream()
                .filter(one -> block.rule().filter(one.name()::equals).isPresent())
                .findFirst();
        return rule.isEmpty()
                ? Optional.of(insteadOf(block))
                : block.inGroup().flatMap(inside -> changed(rule.get(), inside));
    }

    private static Optional<String> changed(BlockingRule rule, Block.InGroup inside) {
        String name = Printable.excerpt(rule.name());
        if (inside.isOfKnownGroup() && !rule.isGroup(inside.group()).orElse(true)) {
            return Optional.of("rule " + name + " is not rule group " + Printable.excerpt(inside.group()) + " now");
        }
        return rule.override(inside.rule())
                .map(action -> "it overrides rule " + Printable.excerpt(inside.rule()) + " of " + name + " to " + action
                        + " now");
    }

    private String insteadOf(Block block) {
        return block.rule()
                .map(name -> configuration.rules().stream()
                        .filter(rule -> name.equals(rule.name()))
                        .findFirst()
                        .map(rule -> "the action of rule " + Printable.excerpt(name) + " is " + action(rule) + " now")
                        .orElse("it has no rule " + Printable.excerpt(name) + " now"))
                .orElseGet(() -> "it has no rule that is rule group "
                        + block.inGroup()
                                .map(Block.InGroup::group)
                                .map(Printable::excerpt)
                                .orElse("")
                        + " now");
    }

    /** A rule that can block is none of these, so an override here counts. */
    private static String action(Rule rule) {
        return Optional.ofNullable(rule.action()).map(BlockingRule::named).orElse("Count");
    }

    /** The rule that is this rule group, whether it can block or not. */
    Optional<String> ruleOf(Block.InGroup inside) {
        return Stream.concat(
                        BlockingRule.of(configuration).stream(),
                        configuration.rules().stream()
                                .filter(rule -> rule.name() != null)
                                .map(BlockingRule::of))
                .filter(rule ->
                        inside.isOfKnownGroup() && rule.isGroup(inside.group()).orElse(false))
                .map(BlockingRule::name)
                .findFirst();
    }
}
