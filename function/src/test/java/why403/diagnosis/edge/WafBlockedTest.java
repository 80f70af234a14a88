package why403.diagnosis.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.wafv2.model.ExcludedRule;
import software.amazon.awssdk.services.wafv2.model.FirewallManagerRuleGroup;
import software.amazon.awssdk.services.wafv2.model.GetSampledRequestsResponse;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.HTTPHeader;
import software.amazon.awssdk.services.wafv2.model.Label;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.RuleAction;
import software.amazon.awssdk.services.wafv2.model.RuleActionOverride;
import software.amazon.awssdk.services.wafv2.model.SampledHTTPRequest;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.VisibilityConfig;
import why403.account.Account;
import why403.account.Answer;
import why403.account.CloudTrailQuestions;
import why403.account.CloudTrailQuestions.Attribute;
import why403.account.Question;
import why403.account.WafQuestions;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Change;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.cause.NotChecked;
import why403.cause.Remedy;
import why403.diagnosis.Diagnostician;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.diagnosis.Trail;
import why403.log.Field;

class WafBlockedTest {

    private static final String ARN = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/prod/11111111-2222-3333";
    private static final DistributionConfig GUARDED = Site.with(builder -> builder.webACLId(ARN));
    private static final Logged BLOCKED = Logged.forbidden().page("text/html", 919);

    @Test
    void isLikelyByItsPageWhereTheDistributionHasAWebAcl() {
        Cause cause = Site.first(Site.diagnose(GUARDED, BLOCKED));
        assertThat(cause.id()).isEqualTo(CauseId.WAF_BLOCK);
        assertThat(cause.kind()).isEqualTo(Kind.INTENDED);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.summary()).isEqualTo("web ACL prod blocks GET (1) in /img/ (1)");
    }

    /** The edge reads the body of an upload before it answers. */
    @Test
    void isLikelyForASlowUploadThatGotItsPage() {
        Logged upload = BLOCKED.with(Field.METHOD, "POST").with(Field.TIME_TO_FIRST_BYTE, "2.310");

        assertThat(Site.first(Site.diagnose(GUARDED, upload)).id()).isEqualTo(CauseId.WAF_BLOCK);
        assertThat(Site.first(Site.diagnose(GUARDED, upload)).certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(Site.first(Site.diagnose(GUARDED, upload.with(Field.ORIGIN_FIRST_BYTE, "2.300")))
                        .id())
                .isNotEqualTo(CauseId.WAF_BLOCK);
    }

    @Test
    void isLikelyFromTheLogAlone() {
        Cause cause = Site.first(Site.diagnoseUnknown(BLOCKED));
        assertThat(cause.id()).isEqualTo(CauseId.WAF_BLOCK);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void isPossibleWhereARuleMayHaveAnsweredWithItsOwnBody() {
        Cause cause = Site.first(Site.diagnose(GUARDED, Logged.forbidden().page("application/json", 31)));
        assertThat(cause.id()).isEqualTo(CauseId.WAF_BLOCK);
        assertThat(cause.certainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void isNotTheCauseWhereTheDistributionHasNoWebAcl() {
        assertThat(Site.first(Site.diagnose(Site.plain(), BLOCKED)).id()).isNotEqualTo(CauseId.WAF_BLOCK);
    }

    @Test
    void makesNoClaimIfAnOriginAnswered() {
        Cause cause = Site.first(Site.diagnose(GUARDED, BLOCKED.answeredByOrigin()));
        assertThat(cause.id()).isNotEqualTo(CauseId.WAF_BLOCK);
    }

    private static final String MANAGED = "AWSManagedRulesCommonRuleSet";
    private static final String SIZE = "AWS#" + MANAGED + "#SizeRestrictions_BODY";
    private static final String LABEL = "awswaf:managed:aws:core-rule-set:SizeRestrictions_Body";

    private static VisibilityConfig metric(String name) {
        return VisibilityConfig.builder()
                .sampledRequestsEnabled(true)
                .metricName(name)
                .build();
    }

    private static Rule rule(String name, int priority, Consumer<Statement.Builder> statement) {
        return Rule.builder()
                .name(name)
                .priority(priority)
                .statement(statement)
                .visibilityConfig(metric(name + "-metric"))
                .build();
    }

    private static Rule blocking(String name, int priority) {
        return rule(name, priority, statement -> statement.geoMatchStatement(geo -> geo.countryCodesWithStrings("DE")))
                .toBuilder()
                .action(action -> action.block(block -> {}))
                .build();
    }

    private static Rule rate(String name) {
        return rule(
                        name,
                        1,
                        statement -> statement.rateBasedStatement(
                                rate -> rate.limit(300L).evaluationWindowSec(120L)))
                .toBuilder()
                .action(action -> action.block(block -> {}))
                .build();
    }

    private static Rule managed(RuleActionOverride... overrides) {
        return rule(
                        "common",
                        2,
                        statement -> statement.managedRuleGroupStatement(
                                group -> group.vendorName("AWS").name(MANAGED).ruleActionOverrides(overrides)))
                .toBuilder()
                .overrideAction(action -> action.none(none -> {}))
                .build();
    }

    private static GetWebAclResponse webAcl(boolean blocksByDefault, Rule... rules) {
        return GetWebAclResponse.builder()
                .webACL(acl -> acl.name("prod")
                        .defaultAction(action -> {
                            if (blocksByDefault) {
                                action.block(block -> {});
                            } else {
                                action.allow(allow -> {});
                            }
                        })
                        .visibilityConfig(metric("prod"))
                        .rules(rules))
                .build();
    }

    private static KnownAccount account(GetWebAclResponse webAcl) {
        KnownAccount account =
                KnownAccount.with(GUARDED).finding(WafQuestions.webAcl("prod", "11111111-2222-3333"), webAcl);
        webAcl.webACL().rules().forEach(rule -> sampling(account, rule.name() + "-metric"));
        return sampling(account, "prod");
    }

    private static KnownAccount sampling(KnownAccount account, String metric, SampledHTTPRequest... sampled) {
        return account.finding(
                WafQuestions.sampledRequests(ARN, metric, Logged.NOON, Logged.NOON),
                GetSampledRequestsResponse.builder().sampledRequests(sampled).build());
    }

    /** A sample of the request that is logged as {@link Logged#forbidden}, with that path. */
    private static SampledHTTPRequest sampled(String action, String path) {
        return SampledHTTPRequest.builder()
                .request(request -> request.clientIP("192.0.2.10")
                        .method("GET")
                        .uri(path)
                        .headers(HTTPHeader.builder()
                                .name("cookie")
                                .value("s3cr3t")
                                .build()))
                .timestamp(Logged.NOON)
                .action(action)
                .build();
    }

    private static SampledHTTPRequest bySize(SampledHTTPRequest sampled) {
        return sampled.toBuilder()
                .ruleNameWithinRuleGroup(SIZE)
                .labels(
                        Label.builder().name("awswaf:clientip:geo:country:DE").build(),
                        Label.builder().name(LABEL).build())
                .build();
    }

    private static final SampledHTTPRequest OF_BLOCKED = sampled("BLOCK", "/img/logo.png?token=s3cr3t");

    private static Cause diagnosed(KnownAccount account, Logged... forbidden) {
        return Site.first(Site.diagnose(account, Site.sample(forbidden)));
    }

    @Test
    void aSampleOfTheRequestConfirmsItAndNamesTheRuleInItsGroupAndTheLabel() {
        Cause cause =
                diagnosed(sampling(account(webAcl(false, managed())), "common-metric", bySize(OF_BLOCKED)), BLOCKED);

        assertThat(cause.id()).isEqualTo(CauseId.WAF_BLOCK);
        assertThat(cause.kind()).isEqualTo(Kind.INTENDED);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.headline().now()).isEqualTo("WAF rule SizeRestrictions_BODY blocks requests");
        assertThat(cause.summary())
                .isEqualTo("rule SizeRestrictions_BODY of " + MANAGED + " in web ACL prod blocks GET (1) in /img/ (1)");
        assertThat(cause.evidence())
                .contains(
                        "AWS WAF sampled all of these requests as blocked: address, method, path and second are the same.")
                .contains("Rule SizeRestrictions_BODY of " + MANAGED
                        + " (rule common of the web ACL) blocked 100 % of them." + " Labels: " + LABEL
                        + " and awswaf:clientip:geo:country:DE.");
        assertThat(cause.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void theFixOverridesOneRuleOfTheGroup() {
        Remedy remedy = diagnosed(
                        sampling(account(webAcl(false, managed())), "common-metric", bySize(OF_BLOCKED)), BLOCKED)
                .remedy()
                .orElseThrow();

        assertThat(remedy.condition()).contains("Only if these requests should be allowed");
        assertThat(remedy.summary())
                .contains("override rule SizeRestrictions_BODY of common to Count")
                .contains("block requests that have its label " + LABEL + ", except for these paths");
        assertThat(remedy.commandTexts().get(1)).contains("RuleActionOverrides").contains("SizeRestrictions_BODY");
        assertThat(remedy.commandTexts().get(2)).contains("--lock-token \"$(jq -r .LockToken ");
    }

    private static RuleActionOverride override(String rule, Consumer<RuleAction.Builder> action) {
        return RuleActionOverride.builder().name(rule).actionToUse(action).build();
    }

    /** The web ACL does not block so now, and the notice says so in all its parts. */
    private static void assertChangedSince(Cause cause, String blocked, String change) {
        String changed = "The web ACL was changed since: " + change;
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.headline().now()).isEqualTo(cause.headline().past()).endsWith(" blocked requests");
        assertThat(cause.summary())
                .isEqualTo(blocked + " in web ACL prod blocked GET (1) in /img/ (1); the web ACL was changed since: "
                        + change);
        assertThat(cause.evidence()).contains(changed + ".");
        assertThat(cause.remedy().orElseThrow().commands()).isEmpty();
        assertThat(cause.remedy().orElseThrow().condition()).isEmpty();
        assertThat(cause.remedy().orElseThrow().summary())
                .isEqualTo(changed + ". If that was intended, there is nothing to fix: check that these requests are"
                        + " served now.");
    }

    @Test
    void aRuleOfAGroupThatIsOverriddenNowNeedsNoFix() {
        Rule counts = managed(override("SizeRestrictions_BODY", action -> action.count(count -> {})));
        Rule challenges = managed(override("SizeRestrictions_BODY", action -> action.challenge(challenge -> {})));
        Rule excludes = managed().toBuilder()
                .statement(statement -> statement.managedRuleGroupStatement(group -> group.vendorName("AWS")
                        .name(MANAGED)
                        .excludedRules(ExcludedRule.builder()
                                .name("SizeRestrictions_BODY")
                                .build())))
                .build();
        Rule blocks = managed(override("SizeRestrictions_BODY", action -> action.block(block -> {})));

        String rule = "rule SizeRestrictions_BODY of " + MANAGED;
        assertChangedSince(
                ofGroup(counts, SIZE), rule, "it overrides rule SizeRestrictions_BODY of common to Count now");
        assertChangedSince(
                ofGroup(challenges, SIZE), rule, "it overrides rule SizeRestrictions_BODY of common to Challenge now");
        assertChangedSince(
                ofGroup(excludes, SIZE), rule, "it overrides rule SizeRestrictions_BODY of common to Count now");
        assertThat(ofGroup(blocks, SIZE).remedy().orElseThrow().commands()).isNotEmpty();
    }

    private static Cause ofGroup(Rule rule, String ruleNameWithinRuleGroup) {
        return diagnosed(
                sampling(
                        account(webAcl(false, rule)),
                        "common-metric",
                        OF_BLOCKED.toBuilder()
                                .ruleNameWithinRuleGroup(ruleNameWithinRuleGroup)
                                .build()),
                BLOCKED);
    }

    @Test
    void aRuleThatHasAnotherGroupNowNeedsNoFix() {
        assertChangedSince(
                ofGroup(managed(), "AWS#AWSManagedRulesSQLiRuleSet#SQLi_BODY"),
                "rule SQLi_BODY of AWSManagedRulesSQLiRuleSet",
                "rule common is not rule group AWSManagedRulesSQLiRuleSet now");
    }

    @Test
    void aGroupThatTheWebAclDoesNotHaveIsNotItsDefaultAction() {
        SampledHTTPRequest sample =
                OF_BLOCKED.toBuilder().ruleNameWithinRuleGroup(SIZE).build();

        assertChangedSince(
                diagnosed(sampling(account(webAcl(true, blocking("own", 1))), "prod", sample), BLOCKED),
                "rule SizeRestrictions_BODY of " + MANAGED,
                "it has no rule that is rule group " + MANAGED + " now");
        assertThat(diagnosed(sampling(account(webAcl(true, managed())), "prod", sample), BLOCKED)
                        .remedy()
                        .orElseThrow()
                        .summary())
                .contains("override rule SizeRestrictions_BODY of common to Count");
    }

    @Test
    void aRuleThatOnlyCountsOrAllowsNowIsNamedBySamplesOfThatTime() {
        Rule counts = blocking("own", 1).toBuilder()
                .action(action -> action.count(count -> {}))
                .build();
        Rule allows = blocking("own", 1).toBuilder()
                .action(action -> action.allow(allow -> {}))
                .build();

        assertChangedSince(
                diagnosed(
                        sampling(account(webAcl(false, counts, blocking("other", 2))), "own-metric", OF_BLOCKED),
                        BLOCKED),
                "rule own",
                "the action of rule own is Count now");
        assertChangedSince(
                diagnosed(sampling(account(webAcl(false, allows)), "own-metric", OF_BLOCKED), BLOCKED),
                "rule own",
                "the action of rule own is Allow now");
    }

    @Test
    void aDefaultActionThatIsAllowNowNeedsNoFix() {
        Cause cause = diagnosed(sampling(account(webAcl(false)), "prod", OF_BLOCKED), BLOCKED);

        assertChangedSince(cause, "the default action Block", "its default action is Allow now");
        assertThat(cause.evidence())
                .contains("No rule matched 100 % of them, so the web ACL's default action blocked them at that time.");
    }

    @Test
    void whatStillBlocksIsFixedAlthoughMostWasBlockedBySomethingElse() {
        KnownAccount account = account(webAcl(false, blocking("second", 2)));
        sampling(account, "prod", sampled("BLOCK", "/a"), sampled("BLOCK", "/a"));
        sampling(account, "second-metric", sampled("BLOCK", "/b"));

        Remedy remedy = diagnosed(account, BLOCKED.path("/a"), BLOCKED.path("/a"), BLOCKED.path("/b"))
                .remedy()
                .orElseThrow();

        assertThat(remedy.summary())
                .startsWith("The web ACL was changed since: its default action is Allow now. Nothing to fix if")
                .contains("exempt /b from rule second");
        assertThat(remedy.condition()).contains("Only if these requests should be allowed");
    }

    @Test
    void aWebAclThatCanBlockNothingNowIsNotSearchedForTheRule() {
        Cause cause = diagnosed(account(webAcl(false)), BLOCKED);

        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.evidence())
                .contains("The web ACL can block nothing now: its default action is Allow, and no rule can block.")
                .noneMatch(sentence -> sentence.contains("one of its rules blocks"));
        assertThat(cause.remedy().orElseThrow().summary())
                .startsWith("The web ACL can block nothing now, so it was probably changed since.");
    }

    @Test
    void aRateBasedRuleIsNamedWithItsLimit() {
        Cause cause = diagnosed(sampling(account(webAcl(false, rate("limit"))), "limit-metric", OF_BLOCKED), BLOCKED);

        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.evidence())
                .contains("Rate-based rule limit allows 300 requests in 2 minutes for each client address.");
        assertThat(cause.remedy().orElseThrow().summary()).contains("or raise its limit");
    }

    @Test
    void onlyTheSetsOfTheRuleThatBlockedCountAsItsChange() {
        String sets = "arn:aws:wafv2:us-east-1:123456789012:global/ipset/";
        Rule mine = blocking("mine", 1).toBuilder()
                .statement(of -> of.ipSetReferenceStatement(set -> set.arn(sets + "bad-hosts/1111-aaaa")))
                .build();
        Rule other = blocking("other", 2).toBuilder()
                .statement(of -> of.ipSetReferenceStatement(set -> set.arn(sets + "offices/2222-bbbb")))
                .build();
        KnownAccount account = sampling(account(webAcl(false, mine, other)), "mine-metric", OF_BLOCKED)
                .finding(
                        Trail.lookup(Attribute.SOURCE, "wafv2.amazonaws.com", CloudTrailQuestions.GLOBAL),
                        Trail.of(
                                Trail.event("UpdateIPSet", "11:59:00", "{\"name\":\"offices\",\"id\":\"2222-bbbb\"}"),
                                Trail.event(
                                        "UpdateIPSet", "11:50:00", "{\"name\":\"bad-hosts\",\"id\":\"1111-aaaa\"}")));

        assertThat(diagnosed(account, BLOCKED).change().map(Change::resource)).contains("bad-hosts");
    }

    @Test
    void theDefaultActionIsNamedWhereNoRuleMatched() {
        Cause cause = diagnosed(sampling(account(webAcl(true)), "prod", OF_BLOCKED), BLOCKED);

        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.headline().now()).isEqualTo("default action of web ACL prod blocks requests");
        assertThat(cause.evidence())
                .contains("No rule matched 100 % of them, so the web ACL's default action blocked them.");
        assertThat(cause.remedy().orElseThrow().condition()).contains("Only if everybody may send these requests");
    }

    @Test
    void eachRuleIsNamedWithItsShare() {
        KnownAccount account = account(webAcl(false, blocking("first", 1), blocking("second", 2)));
        sampling(account, "first-metric", sampled("BLOCK", "/a"));
        sampling(account, "second-metric", sampled("BLOCK", "/b"));

        Cause cause =
                diagnosed(account, BLOCKED.path("/a"), BLOCKED.path("/b"), BLOCKED.path("/b"), BLOCKED.path("/b"));

        assertThat(cause.headline().now()).isEqualTo("WAF rule second blocks requests");
        assertThat(cause.summary()).startsWith("rule second (about 75 %) in web ACL prod blocks GET (4)");
        assertThat(cause.evidence())
                .containsSubsequence(
                        "AWS WAF sampled 2 of these 4 requests as blocked: address, method, path and second are the same."
                                + " 2 more have the method and path of one of them, and no such request was sampled as"
                                + " allowed.",
                        "Rule second blocked 1 of the 2 sampled requests, by method and path about 75 % of them all.",
                        "Rule first blocked 1 of the 2 sampled requests, by method and path about 25 % of them all.");
    }

    @Test
    void requestsWithoutASampleAreSharedOutLikeTheSamplesOfTheirPath() {
        KnownAccount account = account(webAcl(false, blocking("first", 1), blocking("second", 2)));
        sampling(account, "first-metric", OF_BLOCKED, OF_BLOCKED, OF_BLOCKED);
        sampling(account, "second-metric", OF_BLOCKED);
        Logged[] alike = IntStream.range(0, 100).mapToObj(i -> BLOCKED).toArray(Logged[]::new);

        Cause cause = diagnosed(account, alike);

        assertThat(cause.summary()).startsWith("rule first (about 75 %) in web ACL prod");
        assertThat(cause.evidence())
                .contains("Rule first blocked 3 of the 4 sampled requests, by method and path about 75 % of them all.");
    }

    @Test
    void aSampleIsOfOneLineAlthoughOthersHaveItsAddressMethodPathAndSecond() {
        KnownAccount account = sampling(account(webAcl(false, blocking("own", 1))), "own-metric", OF_BLOCKED);

        Cause cause = diagnosed(account, BLOCKED, BLOCKED, BLOCKED, BLOCKED);

        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.evidence())
                .contains("AWS WAF sampled 1 of these 4 requests as blocked: address, method, path and second are the"
                        + " same. 3 more have the method and path of one of them, and no such request was sampled as"
                        + " allowed.")
                .contains("Rule own blocked the sampled request.");
    }

    @Test
    void oneOfTwoAlikeThatMayHaveBeenAllowedStaysLikely() {
        KnownAccount account = account(webAcl(false, blocking("own", 1)));
        sampling(account, "own-metric", OF_BLOCKED);
        sampling(account, "prod", sampled("ALLOW", "/img/logo.png"));

        Cause cause = diagnosed(account, BLOCKED, BLOCKED);

        assertThat(cause.id()).isEqualTo(CauseId.WAF_BLOCK);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.explained()).isEqualTo(1);
        assertThat(diagnosed(account, BLOCKED).certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void aSampledBlockIsOfTheLineThatLooksLikeOneInWhicheverOrderTheyStand() {
        KnownAccount account = sampling(account(webAcl(false, blocking("own", 1))), "own-metric", OF_BLOCKED);
        Logged ofBucket = Logged.forbidden().answeredByBucket();

        for (Diagnosis diagnosis : List.of(
                Site.diagnose(account, Site.sample(ofBucket, BLOCKED)),
                Site.diagnose(account, Site.sample(BLOCKED, ofBucket)))) {
            Cause cause = diagnosis.causes().stream()
                    .filter(one -> one.id() == CauseId.WAF_BLOCK)
                    .findFirst()
                    .orElseThrow();
            assertThat(cause.evidence())
                    .contains("AWS WAF sampled all of these requests as blocked: address, method, path and second are"
                            + " the same.");
            assertThat(cause.explained()).isEqualTo(0.5);
        }
    }

    @Test
    void aSampledBlockIsNotOfALineThatAnOriginAnswered() {
        KnownAccount account = sampling(account(webAcl(false, blocking("own", 1))), "own-metric", OF_BLOCKED);
        Logged other = BLOCKED.with(Field.CLIENT_ADDRESS, "192.0.2.99");

        assertThat(Site.diagnose(account, Site.sample(Logged.forbidden().answeredByBucket(), other))
                        .causes())
                .filteredOn(cause -> cause.id() == CauseId.WAF_BLOCK)
                .extracting(Cause::certainty)
                .containsExactly(Certainty.LIKELY);
    }

    @Test
    void theSamplesOfOneRequestConfirmTheOthersWithItsMethodAndPath() {
        KnownAccount account = sampling(account(webAcl(false, blocking("own", 1))), "own-metric", OF_BLOCKED);
        Logged other = BLOCKED.with(Field.CLIENT_ADDRESS, "2001:db8::1");

        assertThat(diagnosed(account, BLOCKED, other).certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(diagnosed(account, BLOCKED, other.path("/other")).certainty())
                .isEqualTo(Certainty.LIKELY);
        assertThat(diagnosed(account, BLOCKED, other.with(Field.METHOD, "POST")).certainty())
                .isEqualTo(Certainty.LIKELY);
    }

    @Test
    void theOthersStayLikelyIfOneOfThemWasSampledAsAllowed() {
        KnownAccount account = sampling(account(webAcl(false, blocking("own", 1))), "own-metric", OF_BLOCKED);
        sampling(
                account,
                "prod",
                sampled("ALLOW", "/img/logo.png").toBuilder()
                        .request(request ->
                                request.clientIP("2001:db8::1").method("GET").uri("/img/logo.png"))
                        .build());
        Logged allowed = BLOCKED.with(Field.CLIENT_ADDRESS, "2001:db8:0::1");
        Logged unknown = BLOCKED.with(Field.CLIENT_ADDRESS, "192.0.2.99");

        Diagnosis diagnosis = Site.diagnose(account, Site.sample(BLOCKED, unknown, allowed));

        assertThat(diagnosis.causes()).extracting(Cause::id).containsExactly(CauseId.WAF_BLOCK, CauseId.UNEXPLAINED);
        assertThat(diagnosis.causes().get(0).certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(diagnosis.causes().get(0).explained()).isCloseTo(2 / 3.0, within(0.001));
    }

    @Test
    void aWebAclThatAllowedTheRequestsIsNotTheCause() {
        KnownAccount account =
                sampling(account(webAcl(false, blocking("own", 1))), "prod", sampled("ALLOW", "/img/logo.png"));

        assertThat(diagnosed(account, BLOCKED).id()).isEqualTo(CauseId.UNEXPLAINED);
    }

    @Test
    void aSampleOfAnotherAddressMethodPathOrTimeProvesNothing() {
        List<SampledHTTPRequest> others = List.of(
                sampled("BLOCK", "/img/logo.gif"),
                OF_BLOCKED.toBuilder()
                        .request(OF_BLOCKED.request().toBuilder()
                                .clientIP("192.0.2.11")
                                .build())
                        .build(),
                OF_BLOCKED.toBuilder()
                        .request(OF_BLOCKED.request().toBuilder().method("HEAD").build())
                        .build(),
                OF_BLOCKED.toBuilder().timestamp(Logged.NOON.plusSeconds(1)).build(),
                OF_BLOCKED.toBuilder().timestamp(Logged.NOON.minusSeconds(2)).build());
        assertThat(others).allSatisfy(sample -> {
            KnownAccount account = sampling(account(webAcl(false, blocking("own", 1))), "own-metric", sample);
            assertThat(diagnosed(account, BLOCKED).certainty()).isEqualTo(Certainty.LIKELY);
        });
    }

    @Test
    void escapesInThePathDoNotMatter() {
        KnownAccount account =
                sampling(account(webAcl(false, blocking("own", 1))), "own-metric", sampled("BLOCK", "/a%20b/%C3%BC"));

        assertThat(diagnosed(account, BLOCKED.path("/a%2520b/%25C3%25BC")).certainty())
                .isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void aSlowUploadThatWasSampledIsConfirmedAndNoOriginIsBlamed() {
        Logged upload = BLOCKED.with(Field.TIME_TO_FIRST_BYTE, "4.100").with(Field.TIME_TAKEN, "4.200");
        SampledHTTPRequest sample =
                OF_BLOCKED.toBuilder().timestamp(Logged.NOON.minusSeconds(4)).build();
        KnownAccount account = sampling(account(webAcl(false, blocking("own", 1))), "own-metric", sample);

        Cause cause = diagnosed(account, upload);
        assertThat(cause.id()).isEqualTo(CauseId.WAF_BLOCK);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.evidence()).noneMatch(sentence -> sentence.contains("origin"));
        assertThat(diagnosed(account(webAcl(false, blocking("own", 1))), upload).id())
                .isNotEqualTo(CauseId.WAF_BLOCK);
        assertThat(diagnosed(account, upload.with(Field.ORIGIN_FIRST_BYTE, "0.090"))
                        .id())
                .isNotEqualTo(CauseId.WAF_BLOCK);
    }

    @Test
    void whatATenantsWebAclDecidesIsLikelyAtMost() {
        KnownAccount account = sampling(account(webAcl(false, blocking("own", 1))), "own-metric", OF_BLOCKED);

        assertThat(diagnosed(account, BLOCKED.with(Field.DISTRIBUTION_TENANT_ID, "dt_1"))
                        .certainty())
                .isEqualTo(Certainty.LIKELY);
    }

    @Test
    void aRuleOfFirewallManagerIsChangedThere() {
        GetWebAclResponse webAcl = webAcl(false).toBuilder()
                .webACL(acl -> acl.name("prod")
                        .defaultAction(action -> action.allow(allow -> {}))
                        .preProcessFirewallManagerRuleGroups(FirewallManagerRuleGroup.builder()
                                .name("company")
                                .overrideAction(action -> action.none(none -> {}))
                                .firewallManagerStatement(statement -> statement.ruleGroupReferenceStatement(
                                        reference -> reference.arn("arn:aws:wafv2:us-east-1:1:global/rulegroup/c/1")))
                                .visibilityConfig(metric("company-metric"))
                                .build()))
                .build();
        Cause cause = diagnosed(
                sampling(
                        account(webAcl),
                        "company-metric",
                        OF_BLOCKED.toBuilder()
                                .ruleNameWithinRuleGroup("c#no-bots")
                                .build()),
                BLOCKED);

        assertThat(cause.summary()).startsWith("rule no-bots of c in web ACL prod");
        assertThat(cause.remedy().orElseThrow().commands()).isEmpty();
        assertThat(cause.remedy().orElseThrow().summary()).contains("Firewall Manager policy");
    }

    @Test
    void atMostTwentyRulesAreAskedInTheOrderOfTheirPrioritiesAndOnlyThoseThatCanBlock() {
        Rule[] rules = IntStream.rangeClosed(1, 25)
                .mapToObj(i -> blocking("r" + i, 100 - i))
                .toArray(Rule[]::new);
        rules[24] = rules[24].toBuilder()
                .action(action -> action.count(count -> {}))
                .build();
        List<String> asked = new ArrayList<>();
        KnownAccount known = account(webAcl(false, rules));
        Account counting = new Account() {
            @Override
            public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
                asked.add(question.recordingPath());
                return known.ask(question);
            }
        };
        Diagnosis diagnosis =
                new Diagnostician(counting).diagnose(KnownAccount.ID, Logged.NOON, Site.sample(BLOCKED), 0.004);

        String folder = "wafv2/get-sampled-requests/11111111-2222-3333/";
        assertThat(asked.stream().filter(path -> path.startsWith(folder)))
                .hasSize(SampledRequests.MOST_RULES + 1)
                .startsWith(folder + "r24-metric.json", folder + "r23-metric.json")
                .endsWith(folder + "r5-metric.json", folder + "prod.json");
        assertThat(Site.first(diagnosis).evidence()).contains("No samples were read of: r4, r3, r2 and r1.");
    }

    @Test
    void samplesAreNotAskedForWhereNoRequestCanBeBlocked() {
        KnownAccount account = KnownAccount.with(GUARDED);
        assertThat(Site.diagnose(account, Site.sample(Logged.forbidden().answeredByBucket()))
                        .notChecked())
                .noneMatch(missing -> missing.what().startsWith("wafv2:"));
    }

    @Test
    void namesTheDefaultActionAndTheRulesThatCanBlock() {
        KnownAccount account = KnownAccount.with(GUARDED)
                .finding(
                        WafQuestions.webAcl("prod", "11111111-2222-3333"),
                        GetWebAclResponse.builder()
                                .webACL(acl -> acl.name("prod")
                                        .defaultAction(action -> action.allow(allow -> {}))
                                        .rules(
                                                Rule.builder()
                                                        .name("scanners")
                                                        .action(action -> action.block(block -> {}))
                                                        .build(),
                                                Rule.builder()
                                                        .name("counted")
                                                        .action(action -> action.count(count -> {}))
                                                        .build()))
                                .build());
        Cause cause = Site.first(Site.diagnose(account, Site.sample(BLOCKED)));
        assertThat(cause.evidence())
                .anyMatch(sentence -> sentence.contains("default action is Allow"))
                .anyMatch(sentence -> sentence.contains("scanners") && !sentence.contains("counted"));
    }

    @Test
    void saysWhichPermissionWasMissingToSeeTheSamples() {
        KnownAccount account = KnownAccount.with(GUARDED)
                .finding(WafQuestions.webAcl("prod", "11111111-2222-3333"), webAcl(false, blocking("own", 1)));

        assertThat(Site.diagnose(account, Site.sample(BLOCKED)).notChecked())
                .containsExactly(new NotChecked("wafv2:GetSampledRequests", "not recorded"));
    }

    @Test
    void saysWhichPermissionWasMissingToLookAtTheWebAcl() {
        assertThat(Site.diagnose(GUARDED, BLOCKED).notChecked())
                .containsExactly(new NotChecked("wafv2:GetWebACL", "not recorded"));
    }
}
