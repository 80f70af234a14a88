package why403.diagnosis.edge;

import java.util.Comparator;
import java.util.Optional;
import why403.text.Printable;

/**
 * What blocked a request, as AWS WAF names it.
 *
 * @param rule the rule of the web ACL; empty if none matched, so that the default action decided
 * @param inGroup the rule inside that rule's group; empty if the rule is no group
 */
record Block(Optional<String> rule, Optional<InGroup> inGroup) implements Comparable<Block> {

    static final Block BY_DEFAULT = new Block(Optional.empty(), Optional.empty());

    private static final Comparator<Block> ORDER = Comparator.comparing(Block::inWords);

    /** A rule inside a rule group. */
    record InGroup(String group, String rule) {

        private static final String UNKNOWN = "a rule group";

        /**
         * Reads {@code AWS#AWSManagedRulesCommonRuleSet#SizeRestrictions_BODY}, or {@code <group>#<rule>} for an account's
         * own group.
         */
        static InGroup of(String name) {
            String[] parts = name.split("#", -1);
            return new InGroup(parts.length < 2 ? UNKNOWN : parts[parts.length - 2], parts[parts.length - 1]);
        }

        /** Whether the sample names the group too. */
        boolean isOfKnownGroup() {
            return !group.equals(UNKNOWN);
        }
    }

    /** Whether no rule matched, as far as the sample says. */
    boolean isByDefault() {
        return rule.isEmpty() && inGroup.isEmpty();
    }

    /** The name of the innermost rule, for a title; empty for the default action. */
    Optional<String> innermost() {
        return inGroup.map(InGroup::rule).or(() -> rule).map(Printable::excerpt);
    }

    /** {@code rule HostingProviderIPList of AWSManagedRulesAnonymousIpList}. */
    String inWords() {
        return inGroup.map(inside ->
                        "rule " + Printable.excerpt(inside.rule()) + " of " + Printable.excerpt(inside.group()))
                .or(() -> rule.map(name -> "rule " + Printable.excerpt(name)))
                .orElse("the default action Block");
    }

    @Override
    public int compareTo(Block other) {
        return ORDER.compare(this, other);
    }
}
