package why403.diagnosis.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.Rule;
import why403.account.WafQuestions;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.cause.NotChecked;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;

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
    void saysWhichPermissionWasMissingToLookAtTheWebAcl() {
        assertThat(Site.diagnose(GUARDED, BLOCKED).notChecked())
                .containsExactly(new NotChecked("wafv2:GetWebACL", "not recorded"));
    }
}
