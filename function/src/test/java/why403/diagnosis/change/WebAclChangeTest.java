package why403.diagnosis.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.wafv2.model.FirewallManagerRuleGroup;
import software.amazon.awssdk.services.wafv2.model.IPSetReferenceStatement;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.cause.CauseId;
import why403.diagnosis.Logged;
import why403.diagnosis.check.ChangeClues;
import why403.log.Field;

/** Which change of a web ACL, and of the sets and rule groups that it uses, blocked the requests. */
class WebAclChangeTest {

    private static final String ARN = "arn:aws:wafv2:us-east-1:123456789012:global/";
    private static final Statement BAD_HOSTS = addresses("bad-hosts", "11111111-aaaa");
    private static final Statement OFFICES = addresses("offices", "22222222-bbbb");
    private static final Statement PATHS = Statement.builder()
            .regexPatternSetReferenceStatement(set -> set.arn(ARN + "regexpatternset/paths/33333333-cccc"))
            .build();

    private static Statement addresses(String name, String id) {
        return Statement.builder()
                .ipSetReferenceStatement(set -> set.arn(ARN + "ipset/" + name + "/" + id))
                .build();
    }

    private static Statement statement(Consumer<Statement.Builder> of) {
        return Statement.builder().applyMutation(of).build();
    }

    private static Rule blocking(String name, int priority, Statement statement) {
        return Rule.builder()
                .name(name)
                .priority(priority)
                .statement(statement)
                .action(action -> action.block(block -> {}))
                .build();
    }

    private static Rule group(String name, String id) {
        return Rule.builder()
                .name(name)
                .priority(7)
                .statement(
                        of -> of.ruleGroupReferenceStatement(group -> group.arn(ARN + "rulegroup/" + name + "/" + id)))
                .overrideAction(action -> action.none(none -> {}))
                .build();
    }

    private static TrailCase blockedBy(String rule, Rule... rules) {
        return blockedBy(rule, WebACL.builder().rules(rules).build());
    }

    private static TrailCase blockedBy(String rule, WebACL acl) {
        return new TrailCase(CauseId.WAF_BLOCK)
                .webAcl("site", "99999999-ffff", acl)
                .knowing(ChangeClues.ofWebAcl(Optional.ofNullable(rule)));
    }

    /** The event as AWS WAF writes it. */
    private static String set(String name, String id, String more) {
        return "{\"name\":\"" + name + "\",\"scope\":\"CLOUDFRONT\",\"id\":\"" + id
                + "\",\"lockToken\":\"2e6c1b0a-1234\"" + more + "}";
    }

    private static String rules(String... rules) {
        return set(
                "site",
                "99999999-ffff",
                ",\"defaultAction\":{\"allow\":{}},\"rules\":[" + String.join(",", rules) + "]");
    }

    private static String rule(String name, int priority, String action, String statement) {
        return "{\"name\":\"" + name + "\",\"priority\":" + priority + ",\"statement\":" + statement + ",\"action\":{\""
                + action + "\":{}}}";
    }

    @Test
    void aSetOfAnotherRuleIsPassedOver() {
        TrailCase site = blockedBy(
                        "block-bad-hosts", blocking("block-bad-hosts", 1, BAD_HOSTS), blocking("other", 2, OFFICES))
                .event("UpdateIPSet", "11:59:00", set("offices", "22222222-bbbb", ""))
                .event("UpdateIPSet", "11:50:00", set("bad-hosts", "11111111-aaaa", ""));

        assertThat(site.named()).isEqualTo("11:50:00 UpdateIPSet bad-hosts");
    }

    static List<Arguments> nested() {
        return List.of(
                Arguments.of("And", statement(of -> of.andStatement(and -> and.statements(PATHS, BAD_HOSTS)))),
                Arguments.of("Or", statement(of -> of.orStatement(or -> or.statements(PATHS, BAD_HOSTS)))),
                Arguments.of("Not", statement(of -> of.notStatement(not -> not.statement(BAD_HOSTS)))),
                Arguments.of(
                        "rate-based",
                        statement(of ->
                                of.rateBasedStatement(rate -> rate.limit(100L).scopeDownStatement(BAD_HOSTS)))),
                Arguments.of(
                        "managed",
                        statement(of -> of.managedRuleGroupStatement(group -> group.vendorName("AWS")
                                .name("AWSManagedRulesCommonRuleSet")
                                .scopeDownStatement(BAD_HOSTS)))),
                Arguments.of(
                        "all of it",
                        statement(of -> of.notStatement(not ->
                                not.statement(statement(and -> and.andStatement(both -> both.statements(
                                        PATHS,
                                        statement(or -> or.orStatement(any -> any.statements(BAD_HOSTS)))))))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nested")
    void aSetInsideTheStatementsOfTheRuleCounts(String name, Statement statement) {
        TrailCase site = blockedBy("mine", blocking("mine", 1, statement), blocking("other", 2, OFFICES))
                .event("UpdateIPSet", "11:59:00", set("offices", "22222222-bbbb", ""))
                .event("UpdateIPSet", "11:50:00", set("bad-hosts", "11111111-aaaa", ""));

        assertThat(site.named()).isEqualTo("11:50:00 UpdateIPSet bad-hosts");
    }

    @Test
    void aSetOfPatternsOfTheRuleCounts() {
        TrailCase site = blockedBy("mine", blocking("mine", 1, PATHS), blocking("other", 2, OFFICES))
                .event(
                        "UpdateRegexPatternSet",
                        "11:59:00",
                        set("paths", "33333333-cccc", ",\"regularExpressionList\":[{\"regexString\":\"^/x\"}]"));

        assertThat(site.named()).isEqualTo("11:59:00 UpdateRegexPatternSet paths");
    }

    @Test
    void theRuleGroupThatBlockedCountsAndAnotherDoesNot() {
        TrailCase site = blockedBy("shop", group("shop", "44444444-dddd"), group("blog", "55555555-eeee"))
                .event("UpdateRuleGroup", "11:59:00", set("blog", "55555555-eeee", ""))
                .event("UpdateRuleGroup", "11:50:00", set("shop", "44444444-dddd", ""));

        assertThat(site.named()).isEqualTo("11:50:00 UpdateRuleGroup shop");
    }

    @Test
    void aRuleGroupOfFirewallManagerCounts() {
        WebACL acl = WebACL.builder()
                .preProcessFirewallManagerRuleGroups(FirewallManagerRuleGroup.builder()
                        .name("company")
                        .firewallManagerStatement(of -> of.ruleGroupReferenceStatement(
                                group -> group.arn(ARN + "rulegroup/company/66666666-abab")))
                        .build())
                .rules(blocking("other", 2, OFFICES))
                .build();
        TrailCase site = blockedBy("company", acl)
                .event("UpdateIPSet", "11:59:00", set("offices", "22222222-bbbb", ""))
                .event("UpdateRuleGroup", "11:50:00", set("company", "66666666-abab", ""));

        assertThat(site.named()).isEqualTo("11:50:00 UpdateRuleGroup company");
    }

    @ParameterizedTest
    @MethodSource("notKnown")
    void whileTheRuleIsNotKnownTheSetsOfAllRulesCount(String rule) {
        TrailCase site = blockedBy(rule, blocking("block-bad-hosts", 1, BAD_HOSTS), blocking("other", 2, OFFICES))
                .event("UpdateIPSet", "11:59:00", set("offices", "22222222-bbbb", ""))
                .event("UpdateIPSet", "11:50:00", set("bad-hosts", "11111111-aaaa", ""));

        assertThat(site.named()).isEqualTo("11:59:00 UpdateIPSet offices");
    }

    static List<Arguments> notKnown() {
        return List.of(Arguments.of((Object) null), Arguments.of("removed-since"));
    }

    @Test
    void theRulesThatCanAddALabelCountIfTheRuleMatchesALabel() {
        Statement label = statement(
                of -> of.labelMatchStatement(match -> match.scope("LABEL").key("bad")));
        TrailCase site = blockedBy("by-label", blocking("by-label", 9, label), blocking("marks", 2, BAD_HOSTS))
                .event("UpdateIPSet", "11:50:00", set("bad-hosts", "11111111-aaaa", ""));

        assertThat(site.named()).isEqualTo("11:50:00 UpdateIPSet bad-hosts");
    }

    @Test
    void aSetThatHoldsNoneOfTheBlockedViewersIsPassedOver() {
        TrailCase site = blockedBy("mine", blocking("mine", 1, BAD_HOSTS))
                .refused(
                        Logged.forbidden().with(Field.CLIENT_ADDRESS, "192.0.2.10"),
                        Logged.forbidden().with(Field.CLIENT_ADDRESS, "2001:db8::7"))
                .event(
                        "UpdateIPSet",
                        "11:59:00",
                        set("bad-hosts", "11111111-aaaa", ",\"addresses\":[\"198.51.100.0/24\",\"2001:db8:1::/48\"]"))
                .event(
                        "UpdateIPSet",
                        "11:50:00",
                        set("bad-hosts", "11111111-aaaa", ",\"addresses\":[\"198.51.100.0/24\",\"2001:db8::/64\"]"));

        assertThat(site.named()).isEqualTo("11:50:00 UpdateIPSet bad-hosts");
    }

    @Test
    void aRangeOfIpv6HoldsNoAddressOfIpv4() {
        TrailCase site = blockedBy("mine", blocking("mine", 1, BAD_HOSTS))
                .event("UpdateIPSet", "11:59:00", set("bad-hosts", "11111111-aaaa", ",\"addresses\":[\"::/0\"]"))
                .event("UpdateIPSet", "11:50:00", set("bad-hosts", "11111111-aaaa", ",\"addresses\":[\"0.0.0.0/0\"]"));

        assertThat(site.named()).isEqualTo("11:50:00 UpdateIPSet bad-hosts");
    }

    static List<Arguments> notJudged() {
        Statement forwarded = statement(of -> of.ipSetReferenceStatement(IPSetReferenceStatement.builder()
                .arn(ARN + "ipset/bad-hosts/11111111-aaaa")
                .ipSetForwardedIPConfig(config -> config.headerName("X-Forwarded-For"))
                .build()));
        Statement except = statement(of -> of.notStatement(not -> not.statement(BAD_HOSTS)));
        Statement both = statement(of -> of.orStatement(or -> or.statements(BAD_HOSTS, except)));
        return List.of(
                Arguments.of("an address from a header", forwarded),
                Arguments.of("all addresses except these", except),
                Arguments.of("either", both));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notJudged")
    void aSetThatBlocksOthersThanItHoldsIsNotJudgedByItsAddresses(String name, Statement statement) {
        TrailCase site = blockedBy("mine", blocking("mine", 1, statement))
                .event(
                        "UpdateIPSet",
                        "11:59:00",
                        set("bad-hosts", "11111111-aaaa", ",\"addresses\":[\"198.51.100.0/24\"]"));

        assertThat(site.named()).isEqualTo("11:59:00 UpdateIPSet bad-hosts");
    }

    @Test
    void anUpdateThatLeftTheRuleAsItWasIsPassedOver() {
        String mine = rule("mine", 5, "block", "{\"geoMatchStatement\":{\"countryCodes\":[\"DE\"]}}");
        String before = rule("mine", 5, "block", "{\"geoMatchStatement\":{\"countryCodes\":[\"FR\"]}}");
        TrailCase site = blockedBy("mine", blocking("mine", 5, OFFICES))
                .event("UpdateWebACL", "11:59:00", rules(mine, rule("new", 6, "block", "{}")))
                .event("UpdateWebACL", "11:50:00", rules(mine))
                .event("UpdateWebACL", "11:40:00", rules(before));

        assertThat(site.named()).isEqualTo("11:50:00 UpdateWebACL site");
    }

    @Test
    void anUpdateThatRemovedWhatAllowedTheRequestsBeforeCounts() {
        String mine = rule("mine", 5, "block", "{\"geoMatchStatement\":{\"countryCodes\":[\"DE\"]}}");
        TrailCase site = blockedBy("mine", blocking("mine", 5, OFFICES))
                .event("UpdateWebACL", "11:59:00", rules(mine))
                .event("UpdateWebACL", "11:50:00", rules(rule("allow-offices", 1, "allow", "{}"), mine));

        assertThat(site.named()).isEqualTo("11:59:00 UpdateWebACL site");
    }

    @Test
    void anUpdateAfterWhichTheRuleOnlyCountsIsPassedOver() {
        TrailCase site = blockedBy("mine", blocking("mine", 5, OFFICES))
                .event("UpdateWebACL", "11:59:00", rules(rule("mine", 5, "count", "{}")))
                .event("UpdateWebACL", "11:58:00", rules(rule("other", 5, "block", "{}")));

        assertThat(site.named()).isEqualTo("none");
    }
}
