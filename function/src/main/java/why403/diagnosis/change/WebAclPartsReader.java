package why403.diagnosis.change;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.wafv2.model.FirewallManagerRuleGroup;
import software.amazon.awssdk.services.wafv2.model.IPSetReferenceStatement;
import software.amazon.awssdk.services.wafv2.model.LabelMatchStatement;
import software.amazon.awssdk.services.wafv2.model.NotStatement;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/** Reads which sets and rule groups of a web ACL a block depends on. */
final class WebAclPartsReader {

    private WebAclPartsReader() {}

    /**
     * Those of the rule that blocked. If it is not known, or if no rule matched, those of all rules: a set of allowed addresses
     * decides about the default action.
     */
    static WebAclParts read(WebACL acl, Optional<String> blockingRule) {
        List<SdkPojo> own = blockingRule.map(name -> named(acl, name)).orElse(List.of());
        if (own.isEmpty()) {
            return new WebAclParts(references(acl), Set.of());
        }
        Map<String, String> names = new HashMap<>();
        own.forEach(rule -> names.putAll(references(rule)));
        Set<String> holders =
                new HashSet<>(own.stream().flatMap(WebAclPartsReader::holders).toList());
        own.forEach(rule -> holders.removeAll(negated(rule)));
        if (own.stream().flatMap(WebAclPartsReader::all).anyMatch(LabelMatchStatement.class::isInstance)) {
            others(acl, own)
                    .forEach(
                            rule -> { // a label comes from a rule before
                                names.putAll(references(rule));
                                holders.removeAll(references(rule).keySet());
                            });
        }
        return new WebAclParts(names, holders);
    }

    private static List<SdkPojo> named(WebACL acl, String name) {
        return rules(acl)
                .filter(rule -> rule instanceof Rule own
                        ? name.equals(own.name())
                        : rule instanceof FirewallManagerRuleGroup group && name.equals(group.name()))
                .toList();
    }

    private static Stream<SdkPojo> rules(WebACL acl) {
        return Stream.of(
                        acl.preProcessFirewallManagerRuleGroups(),
                        acl.rules(),
                        acl.postProcessFirewallManagerRuleGroups())
                .flatMap(List::stream)
                .map(SdkPojo.class::cast);
    }

    private static Stream<SdkPojo> others(WebACL acl, Collection<SdkPojo> own) {
        return rules(acl).filter(rule -> !own.contains(rule));
    }

    /** The names in the ARNs that the value contains, such as {@code …:global/ipset/<name>/<id>}, by the ids in them. */
    private static Map<String, String> references(Object value) {
        return all(value)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> text.startsWith("arn:") && text.contains(":wafv2:"))
                .map(arn -> arn.split("/", -1))
                .filter(parts -> parts.length > 2)
                .collect(Collectors.toMap(
                        parts -> parts[parts.length - 1], parts -> parts[parts.length - 2], (one, same) -> one));
    }

    /** A viewer behind a proxy has another address in the log. */
    private static Stream<String> holders(Object value) {
        if (value instanceof NotStatement) {
            return Stream.empty();
        }
        if (value instanceof IPSetReferenceStatement set) {
            return set.ipSetForwardedIPConfig() == null ? references(set).keySet().stream() : Stream.empty();
        }
        return members(value).flatMap(WebAclPartsReader::holders);
    }

    private static Set<String> negated(Object value) {
        return all(value)
                .filter(NotStatement.class::isInstance)
                .flatMap(not -> references(not).keySet().stream())
                .collect(Collectors.toSet());
    }

    /** The value and all that it contains. */
    private static Stream<Object> all(Object value) {
        return Stream.concat(Stream.of(value), members(value).flatMap(WebAclPartsReader::all));
    }

    private static Stream<Object> members(Object value) {
        if (value instanceof SdkPojo structure) {
            return structure.sdkFields().stream()
                    .flatMap(field -> Stream.ofNullable(field.getValueOrDefault(structure)));
        }
        return value instanceof List<?> list ? list.stream().map(Object.class::cast) : Stream.empty();
    }
}
