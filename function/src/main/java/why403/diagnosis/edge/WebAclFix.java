package why403.diagnosis.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.diagnosis.remedy.ConfigurationEdit;
import why403.diagnosis.remedy.ConfigurationEdit.Version;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.remedy.RemedyStep.EditConfiguration;
import why403.diagnosis.request.WebAcl;
import why403.text.Phrases;
import why403.text.Printable;
import why403.text.Shell;

/**
 * Makes one rule of a web ACL no longer block certain paths. The rest of the web ACL stays as it is when the commands run:
 * UpdateWebACL replaces everything, so all that it takes is put back.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_UpdateWebACL.html">AWS: UpdateWebACL</a>
 */
final class WebAclFix {

    private static final String CONDITION = "Only if these requests should be allowed";
    private static final String NOTHING_OR = "Nothing to fix if these requests should be blocked. If not, ";

    /** More paths are written as what they share. */
    private static final int MOST_PATHS = 5;

    /** AWS WAF compares at most so much. */
    private static final int LONGEST_SEARCH_BYTES = 200;

    /** Followed by a hash of the paths, because another incident can have others. */
    private static final String ALLOW_RULE = "why403-allowed-";

    /** What GetWebACL answers and UpdateWebACL does not take. An empty description is refused. */
    private static final String READ_ONLY =
            ".ARN, .Capacity, .LabelNamespace, .ManagedByFirewallManager, .RetrofittedByFirewallManager, "
                    + ".PreProcessFirewallManagerRuleGroups, .PostProcessFirewallManagerRuleGroups";

    private final WebAcl webAcl;
    private final WebACL configuration;
    private final List<String> paths;
    private final Optional<String> label;

    /**
     * A fix of what blocked these paths.
     *
     * @param paths as the viewers sent them, most requests first
     * @param label that the rule adds to the requests, if one is known
     */
    WebAclFix(WebAcl webAcl, WebACL configuration, List<String> paths, Optional<String> label) {
        this.webAcl = webAcl;
        this.configuration = configuration;
        this.paths = paths;
        this.label = label;
    }

    /** Where to look if it is not known which rule blocks. */
    static Fix unknownRule(Optional<WebAcl> webAcl) {
        String where = webAcl.map(acl -> "the sampled requests of web ACL " + acl.name())
                .orElse("the sampled requests of the web ACL");
        return Fix.byHand(
                NOTHING_OR + "find the rule in " + where + " (us-east-1), and set it to Count or narrow its scope");
    }

    /** Where to look if no rule of the web ACL blocks, and it allows by default. */
    static Fix nothingBlocks() {
        return Fix.byHand(
                "The web ACL can block nothing now, so it was probably changed since. Check that these requests are "
                        + "served now: if so, there is nothing to fix");
    }

    /** Nothing to change: they look for weak points. */
    static Fix ofScanners(Block block) {
        return Fix.byHand("Nothing to fix if these are scanners: " + block.inWords() + " does what it should. "
                + "If users of the site are among them, make an exception for them");
    }

    /**
     * Nothing to change: somebody has done it.
     *
     * @param change what the web ACL does now, a clause
     */
    static Fix changedSince(String change) {
        return Fix.byHand(WebAclNow.CHANGED + change
                + ". If that was intended, there is nothing to fix: check that these " + "requests are served now");
    }

    /** Makes what blocked the requests no longer do so. */
    Fix of(Block block) {
        if (block.isByDefault()) {
            return ofDefaultAction();
        }
        return BlockingRule.of(configuration).stream()
                .filter(rule -> block.rule().filter(rule.name()::equals).isPresent())
                .findFirst()
                .map(rule -> of(rule, block))
                .orElseGet(() -> unknownRule(Optional.of(webAcl)));
    }

    private Fix of(BlockingRule rule, Block block) {
        if (rule.ofFirewallManager()) {
            return Fix.byHand(NOTHING_OR
                    + "ask for an exception in the AWS Firewall Manager policy that has rule group " + rule.name());
        }
        if (rule.isManagedGroup() || rule.isOwnGroup()) {
            return block.inGroup()
                    .map(inside -> ofGroup(rule, inside))
                    .orElseGet(() -> unknownRule(Optional.of(webAcl)));
        }
        return ofOwnRule(rule);
    }

    private Fix ofGroup(BlockingRule rule, Block.InGroup inside) {
        String group = rule.isManagedGroup() ? "ManagedRuleGroupStatement" : "RuleGroupReferenceStatement";
        String name = Jq.string(inside.rule());
        return Fix.of(
                        NOTHING_OR + "override rule " + inside.rule() + " of " + rule.name()
                                + " to Count; the other rules of the group keep blocking. To keep the rule for other paths, "
                                + "let a later rule block requests that have its label"
                                + label.map(known -> " " + known).orElse("")
                                + ", except for these paths",
                        edit(
                                "Override rule " + inside.rule() + " to Count",
                                inRule(
                                        rule,
                                        ".Statement." + group
                                                + ".RuleActionOverrides |= ((. // []) | map(select(.Name != " + name
                                                + ")) + [{Name: " + name + ", ActionToUse: {Count: {}}}])")))
                .onlyIf(CONDITION);
    }

    private Fix ofOwnRule(BlockingRule rule) {
        Optional<String> match = match();
        if (match.isEmpty()) {
            return Fix.byHand(NOTHING_OR + "narrow the scope of rule " + rule.name() + " of web ACL " + webAcl.name()
                    + " (us-east-1). The blocked paths have too little in common for one exception");
        }
        String not = "{NotStatement: {Statement: " + match.get() + "}} as $not | ";
        String narrowed =
                "if . == $not or ([.AndStatement.Statements[]?] | index([$not])) then . elif .AndStatement then "
                        + ".AndStatement.Statements += [$not] else {AndStatement: {Statements: [., $not]}} end";
        String edit = rule.isRateBased()
                ? ".Statement.RateBasedStatement.ScopeDownStatement |= (" + not + "if . then (" + narrowed
                        + ") else $not end)"
                : ".Statement |= (" + not + narrowed + ")";
        return Fix.of(
                        NOTHING_OR + "exempt " + exempted() + " from rule " + rule.name()
                                + (rule.isRateBased() ? ", or raise its limit" : "")
                                + "; the rule keeps blocking elsewhere",
                        edit("Exempt " + exempted() + " from rule " + rule.name(), inRule(rule, edit)))
                .onlyIf(CONDITION);
    }

    private Fix ofDefaultAction() {
        Optional<String> match = match();
        if (match.isEmpty()) {
            return Fix.byHand(
                    NOTHING_OR + "add what these viewers have in common, such as their addresses, to the rules of "
                            + "web ACL " + webAcl.name() + " (us-east-1) that allow requests");
        }
        String name = Jq.string(ALLOW_RULE + Integer.toHexString(searched().hashCode()));
        String added = ".Rules |= (. // [] | if any(.[]; .Name == " + name + ") then . else . + [{Name: " + name
                + ", Priority: ((map(.Priority) | max // -1) + 1), Statement: " + match.get()
                + ", Action: {Allow: {}}, VisibilityConfig: {SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, "
                + "MetricName: " + name + "}}] end)";
        return Fix.of(
                        NOTHING_OR + "add these viewers to what the web ACL allows, or allow " + exempted()
                                + " to everybody with a rule after the others",
                        edit("Allow " + exempted(), added))
                .onlyIf("Only if everybody may send these requests");
    }

    private static String inRule(BlockingRule rule, String edit) {
        return ".Rules |= map(if .Name == " + Jq.string(rule.name()) + " then " + edit + " else . end)";
    }

    private EditConfiguration edit(String label, String filter) {
        String region = " --region us-east-1";
        return new EditConfiguration(
                new ConfigurationEdit(
                        "web-acl-" + webAcl.name(),
                        "aws wafv2 get-web-acl --name " + Shell.word(webAcl.name()) + " --scope CLOUDFRONT --id "
                                + Shell.word(webAcl.lastPart()) + region,
                        List.of(),
                        ".WebACL | .Scope = \"CLOUDFRONT\" | del(" + READ_ONLY
                                + ") | if .Description == \"\" then del(.Description) else . end | " + filter,
                        "aws wafv2 update-web-acl --cli-binary-format base64" + region,
                        "--cli-input-json",
                        Version.LOCK_TOKEN),
                label);
    }

    private boolean isExact() {
        return paths.size() <= MOST_PATHS;
    }

    /** The paths, or the folder that they share; none if neither fits into a statement. */
    private List<String> searched() {
        List<String> searched = isExact() ? paths : sharedFolder().stream().toList();
        boolean fits = searched.stream()
                .allMatch(path -> path.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SEARCH_BYTES
                        && Printable.isPrintable(path)
                        && path.indexOf('\uFFFD') < 0);
        return fits ? searched : List.of();
    }

    private Optional<String> sharedFolder() {
        String shared = paths.get(0);
        for (String path : paths) {
            int same = 0;
            while (same < Math.min(shared.length(), path.length()) && shared.charAt(same) == path.charAt(same)) {
                same++;
            }
            shared = shared.substring(0, same);
        }
        String folder = shared.substring(0, shared.lastIndexOf('/') + 1);
        return folder.length() > 1 ? Optional.of(folder) : Optional.empty();
    }

    private String exempted() {
        return isExact()
                ? Phrases.list(searched().stream().map(Printable::excerpt).toList())
                : "what is below "
                        + Phrases.list(
                                searched().stream().map(Printable::excerpt).toList());
    }

    /** A statement that matches the paths, for {@code jq}; AWS's API takes the text in base64. */
    private Optional<String> match() {
        List<String> statements = new ArrayList<>();
        for (String path : searched()) {
            statements.add("{ByteMatchStatement: {SearchString: (" + Jq.string(path)
                    + " | @base64), FieldToMatch: {UriPath: {}}, TextTransformations: [{Priority: 0, Type: \"NONE\"}], "
                    + "PositionalConstraint: \"" + (isExact() ? "EXACTLY" : "STARTS_WITH") + "\"}}");
        }
        if (statements.size() < 2) {
            return statements.stream().findFirst();
        }
        return Optional.of(
                statements.stream().collect(Collectors.joining(", ", "{OrStatement: {Statements: [", "]}}")));
    }
}
